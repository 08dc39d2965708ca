import { readdirSync, readFileSync } from 'node:fs';
import { type FragmentDefinitionNode, Kind, type OperationDefinitionNode, parse, print } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toId } from '../../schema/id.ts';
import { createHub } from '../../src/app/create-hub.ts';
import { dataVersion } from '../../src/store/data-version.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { ADMIN, type Api, startApi } from '../kit/api.ts';
import { statementCounter } from '../kit/counted-statements.ts';
import { createPostgresDatabase, type PostgresDatabase } from '../kit/postgres-databases.ts';
import { post, recordScript } from '../kit/scripted-connector.ts';
import { TestHub } from '../kit/test-hub.ts';

const READING_TIMEOUT = 400;
const DAYS = { from: '2024-01-01', to: '2024-03-31' };
const BOARD = { unit: '19801', indexSet: 'test-set', year: 2024 };

const YEAR = { indexSet: 'test-set', year: 2024 };
const COMMUNES = { ...YEAR, level: 'COMMUNE' };

const SOURCES = ['Hai', 'Ba', 'Bốn'];

let postgres: PostgresDatabase;
/** Two processes of the hub on one database. */
let one: Api;
let other: Api;
let hub: TestHub;
let count: ReturnType<typeof statementCounter>;
const databases: Database[] = [];

beforeAll(async () => {
  postgres = await createPostgresDatabase();
  const open = async () => {
    const database = await openDatabase({
      kind: 'postgres',
      url: postgres.url,
      readingTimeout: READING_TIMEOUT,
    });
    databases.push(database);
    return database;
  };
  hub = await TestHub.open(await open());
  const units = ['19801', '19802', '19803', 'unknown'];
  await hub.pull(recordScript(units.flatMap(postsOf), DAYS));
  await hub.score();
  for (const name of SOURCES) await openAlert(await hub.addSource(name));
  count = statementCounter(hub.database);
  const serve = (deps: TestHub['deps']) => startApi(createHub(deps, async () => {}));
  one = await serve(hub.deps);
  other = await serve(await hub.newDeps(await open()));
});
afterAll(async () => {
  await Promise.all([one, other].map((api) => api.close()));
  await Promise.all(databases.map((database) => database.close()));
  await postgres.drop();
});

const postsOf = (unit: string) => [1, 2, 3].map((n) => post(`${unit}-${n}`, unit, `2024-0${n}-05`));

/** Of no result; the data have another version after it. */
const changeSomething = () => hub.database.rows('update source set name = name where id = 1');

const openAlert = ({ id }: { readonly id: number }) =>
  hub.database.rows(
    `insert into alert (source_id, kind, message_vi, message_en) values ($1, 'FAILED', 'Lỗi', 'Failed')`,
    [id],
  );

/** The first time and again while the data are the same; the version of the data is one of them. */
const STATEMENTS: Readonly<Record<string, readonly [first: number, again: number, variables: object]>> = {
  Alerts: [7, 7, { first: 100 }],
  Assessments: [2, 1, { first: 100 }],
  ApiTokens: [3, 3, { first: 100 }],
  AuditEntries: [3, 3, { first: 100 }],
  BackfillPreview: [5, 5, { input: { from: '2024-01-01', to: '2024-01-31' } }],
  Catalogue: [1, 1, {}],
  Connectors: [1, 1, {}],
  LosingRows: [6, 2, BOARD],
  Publications: [3, 2, { first: 100 }],
  PullRuns: [6, 6, { source: toId('Source', '1'), first: 100 }],
  Ranking: [4, 2, { indexSet: 'test-set', year: 2024, level: 'COMMUNE', first: 100 }],
  RankingReport: [5, 2, { ...COMMUNES, first: 100, orderBy: { field: 'MISSING' } }],
  Receipt: [14, 10, { ...BOARD, indicator: '1.1' }],
  Scoreboard: [6, 2, BOARD],
  Scores: [5, 2, { ...COMMUNES, first: 100, filter: { states: ['SCORED'] } }],
  Sources: [5, 5, { first: 100 }],
  SourceSettings: [1, 1, {}],
  Statistics: [5, 2, COMMUNES],
  Trend: [3, 2, { unit: '19801', indexSet: 'test-set' }],
  UnitComparison: [5, 2, { ...COMMUNES, units: ['19801', '19802'] }],
  Units: [1, 1, { first: 100 }],
  UnmatchedUnits: [10, 10, { first: 100 }],
  YearComparison: [6, 2, { unit: '19801', from: YEAR, to: YEAR }],
};

describe('S32: an operation sends so many statements, whatever it finds', () => {
  const folder = new URL('../operations/', import.meta.url);
  const definitions = readdirSync(folder).flatMap(
    (file) => parse(readFileSync(new URL(file, folder), 'utf8')).definitions,
  ) as readonly (OperationDefinitionNode | FragmentDefinitionNode)[];
  const queries = definitions.flatMap((one) =>
    one.kind === Kind.OPERATION_DEFINITION && one.operation === 'query'
      ? [[one.name?.value ?? '', print(one)] as const]
      : [],
  );

  test('each is in the table', () => {
    expect(queries.map(([name]) => name).sort()).toEqual(Object.keys(STATEMENTS).sort());
  });

  test.each(queries)('%s', async (name, query) => {
    const [first, again, variables] = STATEMENTS[name] ?? [0, 0, {}];
    const sentBy = (more: object) =>
      count(async () => {
        const { body } = await one.query(query, { ...variables, ...more }, ADMIN);
        expect(body.errors).toBeUndefined();
      });
    await changeSomething();
    expect(await sentBy({})).toBe(first);
    // Other files write to other databases of the same server, and the version is the server's: until it stays the same.
    for (let n = 0; ; n += 2) {
      const version = await dataVersion(hub.database);
      // A variable that nobody asks for makes it another request, which was not answered before.
      await sentBy({ again: n });
      const sent = await sentBy({ again: n + 1 });
      if (version !== (await dataVersion(hub.database))) continue;
      expect(sent).toBe(again);
      break;
    }
  });
});

describe('F54, S32: the connections of readers', () => {
  test('change nothing', async () => {
    const write = hub.database.reading.rows("update source set name = 'x'");
    await expect(write).rejects.toMatchObject({ code: '25006' });
  });

  test('end what takes too long, and the others go on', async () => {
    const { reading } = hub.database;
    const waits = `select pg_sleep(${(10 * READING_TIMEOUT) / 1000})`;
    await expect(reading.rows(waits)).rejects.toMatchObject({ code: '57014' });
    expect(await hub.database.rows('select pg_sleep(0.001)')).toHaveLength(1);
  });
});

test('two hubs on one database: the first answer after a change is the new one, by body and by ETag', async () => {
  const query = `{ scoreboard(unit: "19801", indexSet: "test-set", year: 2024) { points } }`;
  const path = `/graphql?${new URLSearchParams({ query })}`;
  const points = async (api: Api) => (await api.query(query)).body.data.scoreboard.points;
  // Of what is read once for each version of the data.
  const scoredAt = async (api: Api) =>
    (await api.query(`{ assessment(indexSet: "test-set", year: 2024, level: COMMUNE) { scoredAt } }`)).body
      .data.assessment.scoredAt;
  const get = (etag: string) =>
    fetch(other.url + path, { headers: { 'apollo-require-preflight': '1', 'if-none-match': etag } });
  expect([await points(one), await points(other)]).toEqual([6, 6]);
  const etag = (await get('')).headers.get('etag') ?? '';
  expect((await get(etag)).status).toBe(304);
  const before = await scoredAt(other);

  const changed = await one.query(
    `mutation { assessIndicator(input: {unit: "19801", indexSet: "test-set", year: 2024, indicator: "1.1",
      column: FINAL, value: "7.5", reason: "Biên bản số 12"}) { userErrors { code message } } }`,
    {},
    ADMIN,
  );
  expect(changed.body.data.assessIndicator.userErrors).toEqual([]);

  expect((await get(etag)).status).toBe(200);
  expect([await points(other), await points(one)]).toEqual([7.5, 7.5]);
  expect(Date.parse(await scoredAt(other))).toBeGreaterThan(Date.parse(before));
});
