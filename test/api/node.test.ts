import { afterAll, beforeAll, expect, test } from 'vitest';
import { ID_TYPES, type IdType, toId } from '../../schema/id.ts';
import { HubError } from '../../src/core/errors.ts';
import { text } from '../../src/core/text.ts';
import { ADMIN, type Api, startApi } from '../kit/api.ts';
import { SCOREBOARD, VINH_NINH } from '../kit/fake-hub.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

/** Every type with a global id, by an operation that answers one. */
const ANSWERS = `{
  alerts(first: 1) { nodes { id __typename source { id __typename pullRuns(first: 1) { nodes { id __typename } } unitMatches(first: 1) { nodes { id __typename } } } } }
  assessmentsConnection(first: 1) { nodes { id __typename publications(first: 1) { nodes { id __typename } } ranking(first: 1) { nodes { id __typename unit { id __typename } } } } }
  apiTokens(first: 1) { nodes { id __typename } }
  auditEntries(first: 1) { nodes { id __typename } }
  connectors { id __typename }
  indexSet(code: "hue-dti-2024") { id __typename groups { indicators { id __typename } } }
  now: scoreboard(unit: "19777", indexSet: "hue-dti-2024", year: 2024) { id __typename }
  then: scoreboard(unit: "19777", indexSet: "hue-dti-2024", year: 2024, asOf: "2024-11-15T00:00:00Z") { id __typename }
}`;

interface Identified {
  readonly id: string;
  readonly __typename: string;
}

function identified(value: unknown): Identified[] {
  if (typeof value !== 'object' || value === null) return [];
  const { id, __typename } = value as Partial<Identified>;
  return [
    ...(id && __typename ? [{ id, __typename }] : []),
    ...Object.values(value).flatMap((one) => identified(one)),
  ];
}

test('node and nodes find again whatever the API gave an id', async () => {
  const { body } = await api.query(ANSWERS, {}, ADMIN);
  const found = identified(body.data);
  expect([...new Set(found.map(({ __typename }) => __typename))].sort()).toEqual([...ID_TYPES]);
  expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);

  const ids = found.map(({ id }) => id);
  const again = await api.query('query($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }', { ids }, ADMIN);
  expect(again.body).toEqual({ data: { nodes: found.map(({ id, __typename }) => ({ id, __typename })) } });
});

test('a scoreboard of the past is found as it was then', async () => {
  const asOf = '2024-11-15T00:00:00.000Z';
  const id = toId('Scoreboard', JSON.stringify([SCOREBOARD.assessment.id, VINH_NINH.key, asOf]));
  const { body } = await api.query('query($id: ID!) { node(id: $id) { ... on Scoreboard { asOf } } }', {
    id,
  });
  expect(body.data.node).toEqual({ asOf });
});

test.each<[IdType, string]>([
  ['Alert', '99'],
  ['ApiToken', '99'],
  ['Assessment', '99'],
  ['AuditEntry', '99'],
  ['AuditEntry', 'x'],
  ['Connector', 'nobody'],
  ['IndexSet', 'hue-dti-2024@9'],
  ['Indicator', 'hue-dti-2024/none'],
  ['PullRun', '99'],
  ['RankingEntry', 'no key'],
  ['RankingEntry', '[7,"COMMUNE:1:1976",null,null]'],
  ['Scoreboard', '[7,"COMMUNE:1:1976","no moment"]'],
  ['Scoreboard', '[99,"COMMUNE:19777:1976",null]'],
  ['Source', '99'],
  ['Unit', 'COMMUNE:1:1976'],
  ['UnitMatch', '99'],
])('an id of nothing is null: %s %s', async (type, key) => {
  const { body } = await api.query(
    'query($id: ID!) { node(id: $id) { id } }',
    { id: toId(type, key) },
    ADMIN,
  );
  expect(body).toEqual({ data: { node: null } });
});

test('one rubbish id leaves the others in place', async () => {
  const ids = [toId('Unit', VINH_NINH.key), 'rubbish', toId('Unit', 'COMMUNE:1:1976')];
  const { body } = await api.query('query($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
  expect(body.data.nodes).toEqual([{ id: ids[0] }, null, null]);
  expect(body.errors).toMatchObject([{ path: ['nodes', 1], extensions: { code: 'BAD_ID' } }]);
});

test('more than a page of ids is refused', async () => {
  const ids = Array.from({ length: 101 }, () => toId('Unit', VINH_NINH.key));
  const { body } = await api.query('query($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
  expect(body.errors).toMatchObject([{ extensions: { code: 'BAD_PAGE_SIZE' } }]);
});

test('a table that is refused fails nothing but itself', async () => {
  const { body } = await api.query(
    `{ unit(code: "19777") { name }
       assessment(indexSet: "hue-dti-2024", year: 2024, level: COMMUNE) {
         year
         scores(first: 1, filter: { groups: ["99"] }) { totalCount }
         statistics(filter: { indicators: ["1.2"] }) { units }
         unitComparison(units: ["19777", "00000"]) { rows { spread } }
       } }`,
    {},
    ADMIN,
  );
  expect(body.data).toEqual({
    unit: { name: VINH_NINH.name },
    assessment: { year: 2024, scores: null, statistics: null, unitComparison: null },
  });
  expect(body.errors.map((one: { extensions: { code: string } }) => one.extensions.code).sort()).toEqual([
    'UNIT_NOT_IN_RANKING',
    'UNKNOWN_GROUP',
    'UNKNOWN_INDICATOR',
  ]);
});

test('a source that cannot be read fails nothing but itself', async () => {
  const down = () =>
    Promise.reject(new HubError('retry', 'SOURCE_DOWN', text('Nguồn không trả lời.', 'The source is down.')));
  const broken = await startApi({ source: down, runs: down, sourceRuns: down, testSource: down });
  const { status, body } = await broken.query(
    `{ alerts(first: 1) { nodes { message source { name } } }
       sources(first: 1) { nodes { name pullRuns(first: 1) { totalCount } } totalCount }
       again: sources(first: 1) { nodes { name runs(first: 1) { nodes { id } } } totalCount }
       scoreboard(unit: "19777", indexSet: "hue-dti-2024", year: 2024) { points indicators { freshness { source { name } } } }
       assessment(indexSet: "hue-dti-2024", year: 2024, level: COMMUNE) { ranking(first: 1) { nodes { points } } } }`,
    {},
    ADMIN,
  );
  expect(status).toBe(200);
  expect(body.data).toMatchObject({
    alerts: { nodes: [{ message: expect.any(String), source: null }] },
    sources: { totalCount: 1, nodes: [{ name: 'Trang tin thành phố', pullRuns: null }] },
    again: { totalCount: 1, nodes: [{ name: 'Trang tin thành phố', runs: null }] },
    scoreboard: {
      points: 22.33,
      indicators: [{ freshness: { source: { name: 'Trang tin thành phố' } } }, {}],
    },
    assessment: { ranking: { nodes: [{ points: 22.33 }] } },
  });
  const failed: { path: string[]; extensions: { code: string } }[] = body.errors;
  expect(failed.map(({ path, extensions }) => `${path.join('.')} ${extensions.code}`).sort()).toEqual([
    'again.nodes.0.runs SOURCE_DOWN',
    'alerts.nodes.0.source SOURCE_DOWN',
    'sources.nodes.0.pullRuns SOURCE_DOWN',
  ]);
  await broken.close();
});
