import {
  execute,
  type GraphQLField,
  type GraphQLObjectType,
  isLeafType,
  isNonNullType,
  getNamedType,
  parse,
  subscribe,
} from 'graphql';
import { describe, expect, it, test } from 'vitest';
import { toId } from '../../schema/id.ts';
import { buildHubSchema, contextFactory, type PublicRead } from '../../schema/index.ts';
import { needsOf } from '../../schema/rights/needs.ts';
import { makeUnit } from '../../src/app/units/make-unit.ts';
import { UnitDirectory } from '../../src/app/units/unit-directory.ts';
import { HubError } from '../../src/core/errors.ts';
import { ANONYMOUS, type Grant, type Principal, ROLES } from '../../src/core/principal.ts';
import { text } from '../../src/core/text.ts';
import type { Unit, UnitLevel } from '../../src/core/unit.ts';
import { INDEX_SET } from '../kit/fake-catalogue.ts';
import { fakeHub } from '../kit/fake-hub.ts';

const unit = (code: string, level: UnitLevel, parent: Unit | null): Unit =>
  makeUnit({
    code,
    codeSystem: 'HUB',
    name: code,
    level,
    parentKey: parent?.key ?? null,
    validFrom: null,
    validTo: null,
  });
const PROVINCE = unit('46', 'PROVINCE', null);
const OWN = unit('46-own', 'DISTRICT', PROVINCE);
const BELOW = unit('46-own-1', 'COMMUNE', OWN);
const OTHER = unit('46-other', 'DISTRICT', PROVINCE);

const schema = buildHubSchema();
const UNITS = new UnitDirectory([PROVINCE, OWN, BELOW, OTHER], []);
const HUB = fakeHub({}, UNITS);

/** In the order of the schema file. */
const fieldsOf = (type: GraphQLObjectType) =>
  Object.values(type.getFields())
    .map((field): readonly [string, GraphQLField<unknown, unknown>] => [`${type.name}.${field.name}`, field])
    .sort(([a], [b]) => (a < b ? -1 : 1));

const roots: readonly GraphQLObjectType[] = [
  schema.getQueryType(),
  schema.getMutationType(),
  schema.getSubscriptionType(),
].filter((type) => type != null);
const fields = roots.flatMap(fieldsOf);

const SOURCE = `"${toId('Source', 's1')}"`;
const RUN = `"${toId('PullRun', 'run-1')}"`;
const OF_SET = `indexSet: "${INDEX_SET.code}", year: 2024`;
const ROW = `${OF_SET}, indicator: "1.1", reason: "Công văn 12"`;
const CODE = `source: ${SOURCE}, sourceCode: "19777", reason: "Công văn 12"`;

type Ask = (unit: Unit) => string;

/** How each root field that needs arguments is asked, about a unit where it is about one. */
const ASKS: Readonly<Record<string, Readonly<Record<string, Ask>>>> = {
  'Query.assessment': { '': () => `(${OF_SET}, level: COMMUNE)` },
  'Query.backfillPreview': { '': () => '(input: {from: "2024-01-01", to: "2024-01-31"})' },
  'Query.editionComparison': { '': () => `(from: "${INDEX_SET.code}", to: "${INDEX_SET.code}")` },
  'Query.indexSet': { '': () => `(code: "${INDEX_SET.code}")` },
  'Query.node': {
    ' (unit)': ({ key }) => `(id: "${toId('Unit', key)}")`,
    ' (source)': () => `(id: ${SOURCE})`,
  },
  'Query.nodes': { '': ({ key }) => `(ids: ["${toId('Unit', key)}"])` },
  'Query.pullRun': { '': () => `(id: ${RUN})` },
  'Query.scoreboard': { '': ({ code }) => `(unit: "${code}", ${OF_SET})` },
  'Query.scoreboardChanges': {
    '': ({ code }) =>
      `(unit: "${code}", ${OF_SET}, from: "2024-01-01T00:00:00Z", to: "2024-02-01T00:00:00Z")`,
  },
  'Query.unit': { '': ({ code }) => `(code: "${code}")` },
  'Mutation.assessIndicator': {
    ' (own column)': ({ code }) => `(input: {unit: "${code}", ${ROW}, column: SELF, value: "1"})`,
    ' (other columns)': ({ code }) => `(input: {unit: "${code}", ${ROW}, column: VERIFIED, value: "1"})`,
  },
  'Mutation.cancelPull': { '': () => `(input: {pullRun: ${RUN}})` },
  'Mutation.confirmUnitMatch': { '': () => `(input: {${CODE}, unit: "46-own"})` },
  'Mutation.createApiToken': {
    '': () => '(input: {name: "t", grants: [], expiresAt: "2030-01-01T00:00:00Z"})',
  },
  'Mutation.createSource': {
    '': () => '(input: {name: "t", connector: "news-site", config: {url: "http://a", token: "t"}})',
  },
  'Mutation.excludeIndicator': {
    '': ({ code }) => `(input: {unit: "${code}", ${ROW}, decisionNumber: "1", decisionDate: "2024-01-01"})`,
  },
  'Mutation.ignoreUnitCode': { '': () => `(input: {${CODE}})` },
  'Mutation.publishResults': { '': () => `(input: {assessment: "${toId('Assessment', 7)}"})` },
  'Mutation.reviewPullRun': { '': () => `(input: {pullRun: ${RUN}, decision: ACCEPT, reason: "r"})` },
  'Mutation.revokeApiToken': { '': () => `(input: {token: "${toId('ApiToken', '12')}"})` },
  'Mutation.startBackfill': { '': () => '(input: {from: "2024-01-01", to: "2024-01-31"})' },
  'Mutation.startPull': { '': () => `(input: {source: ${SOURCE}})` },
  'Mutation.testSource': { '': () => `(input: {source: ${SOURCE}})` },
  'Mutation.updateSource': { '': () => `(input: {source: ${SOURCE}, version: 1})` },
  'Mutation.withdrawUnitMatch': {
    '': () => `(input: {unitMatch: "${toId('UnitMatch', '3')}", reason: "r"})`,
  },
  'Subscription.pullRunProgress': { '': () => `(id: ${RUN})` },
};

/** Arguments that must be given, but for the size of a page. */
const requiredOf = ({ args }: GraphQLField<unknown, unknown>): string[] =>
  args.filter((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined).map(({ name }) => name);

function asksOf([name, field]: (typeof fields)[number]): [label: string, ask: Ask][] {
  const isPaged = requiredOf(field).includes('first');
  return Object.entries(ASKS[name] ?? { '': () => (isPaged ? '(first: 1)' : '') });
}

const person = (...grants: Grant[]): Principal => ({ kind: 'PERSON', id: 'local:lan', name: 'Lan', grants });

async function answer(document: string, principal: Principal, publicRead: PublicRead = 'none', hub = HUB) {
  const caller = { principal, language: 'vi' as const };
  const contextValue = contextFactory(hub, 'test', publicRead)(caller);
  const args = { schema, document: parse(document), contextValue };
  const result = document.startsWith('subscription') ? await subscribe(args) : await execute(args);
  if (!(Symbol.asyncIterator in result)) return result;
  const first = await result.next();
  await result.return?.();
  return first.value ?? {};
}

/** "ok", or the code of the refusal; "null" for what is not there. */
async function outcome(
  [name, field]: (typeof fields)[number],
  args: string,
  principal: Principal,
  publicRead: PublicRead = 'none',
): Promise<string> {
  const [root = '', own = ''] = name.split('.');
  const body = isLeafType(getNamedType(field.type))
    ? ''
    : root === 'Mutation'
      ? '{ userErrors { code } }'
      : '{ __typename }';
  const { data, errors } = await answer(
    `${root.toLowerCase()} { ${own}${args} ${body} }`,
    principal,
    publicRead,
  );
  const [error] = errors ?? [];
  if (error) return error.originalError instanceof HubError ? error.originalError.code : error.message;
  const value = data?.[own] as { userErrors?: { code: string }[] } | readonly unknown[] | null;
  if (value === null || (Array.isArray(value) && value.includes(null))) return 'null';
  return (value as { userErrors?: { code: string }[] }).userErrors?.[0]?.code ?? 'ok';
}

const SIGNS: Readonly<Record<string, string>> = {
  ok: '+',
  UNAUTHENTICATED: '!',
  FORBIDDEN: '-',
  UNKNOWN_UNIT: '0',
  null: '0',
};

const CALLERS: readonly (readonly [string, Principal])[] = [
  ['nobody', ANONYMOUS],
  ['no rights', person()],
  ...ROLES.map((role) => [role, person({ role, unit: OWN.key })] as const),
  ['EDITOR (all)', person({ role: 'SOURCE_EDITOR', unit: null })],
  ['ADMIN (all)', person({ role: 'ADMINISTRATOR', unit: null })],
];

describe('S06 every operation, for every role, on every kind of unit', () => {
  it.each(fields)('%s has a rule, and is asked here', (name, field) => {
    expect(needsOf(field), 'give it @Needs(…)').toBeDefined();
    const required = requiredOf(field).filter((one) => one !== 'first');
    expect(required.length === 0 || name in ASKS, 'say in ASKS how to ask for it').toBe(true);
  });

  it('is as the table says', async () => {
    const width = Math.max(...fields.map(([name]) => name.length)) + 18;
    const lines = [
      '# The right of a role on a district, by operation: on the district itself, on a commune of it, on another district.',
      '# + answered   - FORBIDDEN   0 not found, as what does not exist   ! UNAUTHENTICATED   (all): of the whole province',
      '# Nothing is open to the public here (HUB_PUBLIC_READ=none). Written by test/api/rights.test.ts: npx vitest -u.',
      '',
      ''.padEnd(width) +
        CALLERS.map(([name]) => name.padEnd(15))
          .join('')
          .trimEnd(),
    ];
    for (const field of fields) {
      for (const [label, ask] of asksOf(field)) {
        const cells: string[] = [];
        for (const [, principal] of CALLERS) {
          const found = await Promise.all(
            [OWN, BELOW, OTHER].map((one) => outcome(field, ask(one), principal)),
          );
          cells.push(
            found
              .map((one) => SIGNS[one] ?? one)
              .join('')
              .padEnd(15),
          );
        }
        lines.push((`${field[0]}${label}`.padEnd(width) + cells.join('')).trimEnd());
      }
    }
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('rights-matrix.txt');
  });
});

test('S01 nothing but the version is answered to nobody when nothing is open to the public', async () => {
  const outcomes = await Promise.all(
    fields.map(async (field) => {
      const [, ask] = asksOf(field)[0] as [string, Ask];
      return [field[0], await outcome(field, ask(OWN), ANONYMOUS)];
    }),
  );
  const open = outcomes.filter(([, found]) => found !== 'UNAUTHENTICATED');
  expect(open).toEqual([['Query.version', 'ok']]);
});

test('published results and the catalogue alone are open with HUB_PUBLIC_READ=results', async () => {
  const ask = async (name: string) => {
    const field = fields.find(([one]) => one === name) as (typeof fields)[number];
    return outcome(field, (asksOf(field)[0] as [string, Ask])[1](OWN), ANONYMOUS, 'results');
  };
  expect(await ask('Query.indexSets')).toBe('ok');
  expect(await ask('Query.unit')).toBe('ok');
  expect(await ask('Query.sources')).toBe('UNAUTHENTICATED');
  // The assessment of the fake hub is not published: it is not there.
  expect(await ask('Query.assessment')).toBe('NO_ASSESSMENT');
  expect(await ask('Query.scoreboard')).toBe('NO_ASSESSMENT');

  const board = await HUB.scoreboard(OWN.code, INDEX_SET.code, 2024);
  const assessment = { ...board.assessment, state: 'PUBLISHED' as const };
  const published = fakeHub({ scoreboard: async () => ({ ...board, assessment }) }, UNITS);
  const asked = `{ scoreboard(unit: "46-own", ${OF_SET}) { rank assessment { state } } }`;
  expect(await answer(asked, ANONYMOUS, 'results', published)).toEqual({
    data: { scoreboard: { rank: 1, assessment: { state: 'PUBLISHED' } } },
  });
});

test('S07 the frozen copy shows all units, so it is for those who may see all', async () => {
  const asked = `{ assessment(${OF_SET}, level: COMMUNE) { viewerCanPublish publications(first: 1) { nodes { number publishedBy frozenCopy } } } }`;
  const seen = async (principal: Principal) => {
    // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the operation above.
    const { data }: { data?: any } = await answer(asked, principal, 'all');
    const { viewerCanPublish, publications } = data.assessment;
    const { publishedBy, frozenCopy } = publications.nodes[0];
    const { hub } = contextFactory(HUB, 'test', 'all')({ principal, language: 'vi' });
    const copy = await hub.frozenCopy('4').catch(({ code }: HubError) => code);
    // Whatever the schema says, the hub itself refuses.
    const made = await hub
      .publishResults({ assessment: 7, reason: null })
      .catch(({ code }: HubError) => code);
    expect(made === 'FORBIDDEN').toBe(!viewerCanPublish);
    return [viewerCanPublish, publishedBy, frozenCopy !== null, copy === 'FORBIDDEN'];
  };
  expect(await seen(person({ role: 'READER', unit: OWN.key }))).toEqual([false, 'local:lan', false, true]);
  expect(await seen(person({ role: 'READER', unit: null }))).toEqual([false, 'local:lan', true, false]);
  expect(await seen(person({ role: 'ADMINISTRATOR', unit: null }))).toEqual([true, 'local:lan', true, false]);
  expect(await seen(ANONYMOUS)).toEqual([false, null, true, false]);
  const { hub: closed } = contextFactory(HUB, 'test', 'none')({ principal: ANONYMOUS, language: 'vi' });
  for (const asked of [closed.publications([7]), closed.publication('4'), closed.frozenCopy('4')])
    await expect(asked).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

const EVIDENCE = `{ scoreboard(unit: "46-own-1", ${OF_SET}) { indicator(code: "1.1") { receipt { quantities {
  viewerCanViewRecords records(first: 5) { totalCount }
  facts(first: 5) { nodes { pullRun { message source { id } preview { changesCount } } } } } } } } }`;

test('S09 an editor of sources reaches no single records, and a reader no pull of other units', async () => {
  const seen = async (principal: Principal) => {
    // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the operation above.
    const { data }: { data?: any } = await answer(EVIDENCE, principal);
    const [quantity] = data.scoreboard.indicator.receipt.quantities;
    const { message, source, preview } = quantity.facts.nodes[0].pullRun;
    return {
      may: quantity.viewerCanViewRecords,
      records: quantity.records.totalCount,
      isShown: [message === 'Đang đọc', source !== null, preview !== null],
    };
  };
  expect(await seen(person({ role: 'SOURCE_EDITOR', unit: null }))).toEqual({
    may: false,
    records: 0,
    isShown: [true, true, true],
  });
  expect(await seen(person({ role: 'READER', unit: OWN.key }))).toEqual({
    may: true,
    records: 1,
    isShown: [false, false, false],
  });
});

test('S10 a count of few people is for those who may see the records', async () => {
  const view = await HUB.receipt(await HUB.scoreboard(BELOW.code, INDEX_SET.code, 2024), '1.1', 'vi');
  const quantities = view.quantities.map((one) => {
    return { ...one, value: 3, measure: { ...one.measure, unit: text('người', 'person') } };
  });
  const few = fakeHub({ receipt: async () => ({ ...view, quantities }) }, UNITS);
  const asked = EVIDENCE.replace('viewerCanViewRecords', 'value isMasked').replace(
    'receipt {',
    'receipt { steps { value }',
  );
  const seen = async (principal: Principal) => {
    // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the operation above.
    const { data }: { data?: any } = await answer(asked, principal, 'none', few);
    const {
      steps,
      quantities: [quantity],
    } = data.scoreboard.indicator.receipt;
    return [quantity.value, quantity.isMasked, steps.length, quantity.facts.nodes.length];
  };
  expect(await seen(person({ role: 'READER', unit: OWN.key }))).toEqual([3, false, 1, 1]);
  expect(await seen(person({ role: 'SOURCE_EDITOR', unit: OWN.key }))).toEqual([null, true, 0, 0]);
});

test('the viewer learns who it is and what it may do', async () => {
  const asked = `{ viewer { kind principal name canViewResults canDeclareValues canDecideValues canViewSources canEditSources
    canAdminister grants { role unit { code } note } } unit(code: "46-own-1") { viewerCanDeclare viewerCanDecide } }`;
  const reporter = person({ role: 'UNIT_REPORTER', unit: OWN.key });
  expect(await answer(asked, reporter)).toEqual({
    data: {
      viewer: {
        kind: 'PERSON',
        principal: 'local:lan',
        name: 'Lan',
        canViewResults: true,
        canDeclareValues: true,
        canDecideValues: false,
        canViewSources: false,
        canEditSources: false,
        canAdminister: false,
        grants: [{ role: 'UNIT_REPORTER', unit: { code: '46-own' }, note: null }],
      },
      unit: { viewerCanDeclare: true, viewerCanDecide: false },
    },
  });
});
