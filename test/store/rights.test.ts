import { execute, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toId } from '../../schema/id.ts';
import { buildHubSchema, contextFactory } from '../../schema/index.ts';
import { makeUnit } from '../../src/app/units/make-unit.ts';
import type { Day } from '../../src/core/clock.ts';
import type { Grant, Principal, Role } from '../../src/core/principal.ts';
import type { Unit, UnitLevel } from '../../src/core/unit.ts';
import type { Database } from '../../src/store/database.ts';
import { openEmbeddedDatabase } from '../kit/embedded-databases.ts';
import { openWorld, setLike } from '../kit/people-sets.ts';
import { post, recordScript } from '../kit/scripted-connector.ts';

const unit = (code: string, level: UnitLevel, parent: Unit | null, from: Day | null, to: Day | null): Unit =>
  makeUnit({
    code,
    codeSystem: 'OFFICIAL',
    name: `Đơn vị ${code}`,
    level,
    parentKey: parent?.key ?? null,
    validFrom: from,
    validTo: to,
  });

const EVE = '2025-06-30';
const REFORM = '2025-07-01';
const PROVINCE = unit('46', 'PROVINCE', null, null, null);
const DISTRICT = unit('46-dong', 'DISTRICT', PROVINCE, null, EVE);
const OWN = unit('19801', 'COMMUNE', DISTRICT, null, EVE);
const BESIDE = unit('19802', 'COMMUNE', DISTRICT, null, EVE);
const OTHER = unit('19803', 'COMMUNE', PROVINCE, null, EVE);
/** OWN and BESIDE became one. */
const HEIR = unit('20001', 'COMMUNE', PROVINCE, REFORM, null);
const merged = (from: Unit) => ({
  fromKey: from.key,
  toKey: HEIR.key,
  kind: 'MERGED' as const,
  date: REFORM,
});

const SET = 'watched';
const OF_SET = `indexSet: "${SET}", year: 2024`;
const schema = buildHubSchema();

let database: Database;
let contextOf: ReturnType<typeof contextFactory>;
let assessmentId: number;

beforeAll(async () => {
  database = await openEmbeddedDatabase();
  const { test, hub, score } = await openWorld(database, {
    sets: [setLike(SET, { removalBelowPercent: 101 })],
    units: [PROVINCE, DISTRICT, OWN, BESIDE, OTHER, HEIR],
    successions: [merged(OWN), merged(BESIDE)],
  });
  const posts = (code: string, n: number) =>
    Array.from({ length: n }, (_, index) => post(`${code}-${index}`, code, '2024-01-05'));
  const records = [...posts('19801', 6), ...posts('19802', 12), ...posts('19803', 3)];
  await test.pull(recordScript(records, { from: '2024-01-01', to: '2024-11-15' }));
  await score();
  assessmentId = (await hub.assessment(SET, 2024, 'COMMUNE')).id;
  contextOf = contextFactory(hub, 'test', 'none');
});
afterAll(() => database.close());

const withRight = (role: Role, at: Unit | null, ...more: Grant[]): Principal => ({
  kind: 'TOKEN',
  id: 'token:1',
  name: 'Báo cáo',
  grants: [{ role, unit: at?.key ?? null }, ...more],
});

async function ask(principal: Principal, document: string) {
  const contextValue = contextOf({ principal, language: 'vi' });
  const { data, errors } = await execute({ schema, document: parse(document), contextValue });
  const told = errors?.map(({ message, path }) => ({ message, path }));
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any operation.
  return { data: data as any, errors: told };
}

const RANKING = `{ assessment(${OF_SET}, level: COMMUNE) { ranking(first: 10) { totalCount nodes { rank rankWithin unit { code } } } } }`;
const ranks = async (principal: Principal) => {
  const { totalCount, nodes } = (await ask(principal, RANKING)).data.assessment.ranking;
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  return [totalCount, ...nodes.map((one: any) => `${one.rank} ${one.unit.code} ${one.rankWithin}`)];
};

describe('S07 what is outside of a right does not exist', () => {
  const reader = withRight(
    'READER',
    OWN,
    { role: 'UNIT_REPORTER', unit: OWN.key },
    { role: 'VERIFIER', unit: OWN.key },
  );
  const ROW = `${OF_SET}, indicator: "1.1", reason: "Công văn 12"`;
  const result = (type: 'Scoreboard' | 'RankingEntry', key: string) =>
    toId(type, JSON.stringify([assessmentId, key, null, null]));
  const at = (code: string) => `assessment(${OF_SET}, level: COMMUNE) { ${code} }`;

  /** By code and by key, of a unit that is not the caller's and of one that nobody ever heard of. */
  const PATHS: readonly (readonly [string, (code: string, key: string) => string])[] = [
    ['unit by code', (code) => `{ unit(code: "${code}") { id } }`],
    ['unit by code and day', (code) => `{ unit(code: "${code}", validOn: "2024-05-01") { id } }`],
    ['units by search', (code) => `{ units(search: "${code}", first: 9) { totalCount nodes { id } } }`],
    ['unit by id', (_, key) => `{ node(id: "${toId('Unit', key)}") { id } }`],
    ['scoreboard by id', (_, key) => `{ node(id: "${result('Scoreboard', key)}") { id } }`],
    ['line of a ranking by id', (_, key) => `{ node(id: "${result('RankingEntry', key)}") { id } }`],
    ['scoreboard', (code) => `{ scoreboard(unit: "${code}", ${OF_SET}) { id } }`],
    [
      'scoreboard of the past',
      (code) => `{ scoreboard(unit: "${code}", ${OF_SET}, asOf: "2024-11-16T00:00:00Z") { id } }`,
    ],
    [
      'changes of a scoreboard',
      (code) =>
        `{ scoreboardChanges(unit: "${code}", ${OF_SET}, from: "2024-01-01T00:00:00Z", to: "2024-02-01T00:00:00Z") { unit { id } } }`,
    ],
    ['ranking within', (code) => `{ ${at(`ranking(first: 9, within: "${code}") { totalCount }`)} }`],
    ['scores within', (code) => `{ ${at(`scores(first: 9, within: "${code}") { totalCount }`)} }`],
    [
      'comparison of units',
      (code) => `{ ${at(`unitComparison(units: ["19801", "${code}"]) { scoreboards { id } }`)} }`,
    ],
    [
      'declaring a value',
      (code) =>
        `mutation { assessIndicator(input: {unit: "${code}", ${ROW}, column: SELF, value: "1"}) { userErrors { code message } } }`,
    ],
    [
      'leaving a row out',
      (code) =>
        `mutation { excludeIndicator(input: {unit: "${code}", ${ROW}, decisionNumber: "1", decisionDate: "2024-01-01"}) { userErrors { code message } } }`,
    ],
  ];

  it.each(PATHS)('%s', async (_name, path) => {
    const asOfOne = async (code: string, key: string) =>
      JSON.parse(JSON.stringify(await ask(reader, path(code, key))).replaceAll(code, 'CODE'));
    const foreign = await asOfOne(OTHER.code, OTHER.key);
    expect(foreign).toEqual(await asOfOne('99999', 'COMMUNE:99999:-'));
    const isChange = path('', '').startsWith('mutation');
    if (!isChange) expect(foreign).not.toEqual(await asOfOne(OWN.code, OWN.key));
  });

  it('no answer about the own unit, its surroundings and its evidence names another one', async () => {
    const everything = `{
      units(first: 50) { totalCount nodes { name code parent { name } successors { unit { name } } predecessors { unit { name } }
        trend(indexSet: "${SET}") { rank unit { name } } } }
      assessments { removalProposals { units } scores(first: 50) { nodes { unit { name } } } ranking(first: 50) { nodes { unit { name } } } }
      scoreboard(unit: "19801", ${OF_SET}) { rank rankedUnits unit { name parent { name } } indicator(code: "1.1") { receipt { quantities {
        value facts(first: 9) { nodes { value pullRun { message state source { name } held { reason } preview { changesCount } } } }
        records(first: 9) { totalCount nodes { externalId } } } } } } }`;
    const { data, errors } = await ask(reader, everything);
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data)).not.toMatch(/Đơn vị (?!19801)/);
    expect(data.units.totalCount).toBe(1);
    expect(data.scoreboard).toMatchObject({ rank: 2, rankedUnits: 3, unit: { parent: null } });
    const [quantity] = data.scoreboard.indicator.receipt.quantities;
    expect(quantity).toMatchObject({ value: 6, records: { totalCount: 6 } });
  });

  it('sources and their pulls are the same to those who may not see them, there or not', async () => {
    const refused = async (id: string) =>
      (await ask(reader, `{ pullRun(id: "${toId('PullRun', id)}") { id } }`)).errors;
    expect(await refused('1')).toEqual(await refused('999'));
  });

  it('a ranking shows the own lines, with the ranks of the whole', async () => {
    expect(await ranks(withRight('READER', null))).toEqual([3, '1 19802 1', '2 19801 2', '3 19803 3']);
    expect(await ranks(reader)).toEqual([1, '2 19801 2']);
    expect(await ranks(withRight('READER', DISTRICT))).toEqual([2, '1 19802 1', '2 19801 2']);
  });
});

describe('S08 after the reform', () => {
  it('a right on the new unit reaches the results of those that went into it', async () => {
    expect(await ranks(withRight('READER', HEIR))).toEqual([2, '1 19802 1', '2 19801 2']);
  });

  it('a right on an old unit does not go on to the new one, and tells so', async () => {
    const asked = '{ unit(code: "19801") { successors { unit { code } } } viewer { grants { note } } }';
    const { data } = await ask(withRight('READER', OWN), asked);
    expect(data.unit.successors).toEqual([]);
    expect(data.viewer.grants[0].note).toMatch(/nay thuộc Đơn vị 20001 \(20001\).*đề nghị quản trị viên/);
  });

  it('a reporter declares for the own units, reads what else was given, and others’ points stay', async () => {
    const reporter = withRight('UNIT_REPORTER', OWN, { role: 'READER', unit: BESIDE.key });
    const declare = (code: string) =>
      ask(
        reporter,
        `mutation { assessIndicator(input: {unit: "${code}", ${OF_SET}, indicator: "1.1", reason: "r", column: SELF, value: "24"}) {
          userErrors { code } scoreboard { viewerCanDeclare viewerCanDecide indicator(code: "1.1") { selfAssessed { printed } } } } }`,
      );
    expect((await declare('19801')).data.assessIndicator).toEqual({
      userErrors: [],
      scoreboard: {
        viewerCanDeclare: true,
        viewerCanDecide: false,
        indicator: { selfAssessed: { printed: '24' } },
      },
    });
    expect((await declare('19802')).errors?.[0]?.message).toMatch(/no right to declare values/);
    expect(await ranks(withRight('READER', null))).toHaveLength(4);
  });
});
