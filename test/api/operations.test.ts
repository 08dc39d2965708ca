import { readdirSync, readFileSync } from 'node:fs';
import { type DocumentNode, GraphQLSchema, Kind, parse, print, validate } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toId } from '../../schema/id.ts';
import { buildHubSchema } from '../../schema/index.ts';
import { ADMIN, type Api, startApi } from '../kit/api.ts';

const folder = new URL('../operations/', import.meta.url);
const documents = readdirSync(folder).map((file): [string, DocumentNode] => [
  file,
  parse(readFileSync(new URL(file, folder), 'utf8')),
]);

const variables: Readonly<Record<string, object>> = {
  Catalogue: {},
  Ranking: { indexSet: 'hue-dti-2024', year: 2024, level: 'COMMUNE', first: 10 },
  Receipt: { unit: '19777', indexSet: 'hue-dti-2024', year: 2024, indicator: '1.1' },
  Scoreboard: { unit: '19777', indexSet: 'hue-dti-2024', year: 2024 },
  Connectors: {},
  Sources: { first: 10 },
  Alerts: { first: 10, state: 'OPEN' },
  CreateSource: {
    input: { name: 'Trang tin', connector: 'news-site', config: { url: 'http://a', token: 't' } },
  },
  TestSource: { input: { source: toId('Source', 's1') } },
  StartPull: { input: { source: toId('Source', 's1'), from: '2024-01-01', to: '2024-01-31' } },
  UpdateSource: { input: { source: toId('Source', 's1'), version: 1, settings: { changeLimit: 0.8 } } },
  ReviewPullRun: {
    input: { pullRun: toId('PullRun', 'run-1'), decision: 'ACCEPT', reason: 'Đã đối chiếu với sổ' },
  },
  CancelPull: { input: { pullRun: toId('PullRun', 'run-1') } },
  BackfillPreview: { input: { from: '2023-01-01', to: '2023-12-31' } },
  StartBackfill: { input: { source: toId('Source', 's1'), from: '2023-01-01', to: '2023-12-31' } },
  SourceSettings: {},
  Units: { search: 'vinh ninh', level: 'COMMUNE', validOn: '2024-11-15', first: 10 },
  Trend: { unit: '19777', indexSet: 'hue-dti-2024' },
};

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

test.each(documents)('%s is valid against the schema', (_file, document) => {
  const schema: GraphQLSchema = buildHubSchema();
  expect(validate(schema, document)).toEqual([]);
});

const operations = documents.flatMap(([, document]) =>
  document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION && definition.operation !== 'subscription'
      ? [[definition.name?.value ?? '', print(definition)] as const]
      : [],
  ),
);

test.each(operations)('%s answers', async (name, query) => {
  const answer = await api.query(query, variables[name], ADMIN);
  expect(answer).toMatchObject({ status: 200 });
  expect(answer.body.errors).toBeUndefined();
  expect(answer.body.data).toMatchSnapshot();
});
