import { readdirSync, readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { type DocumentNode, GraphQLSchema, Kind, parse, print, validate } from 'graphql';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { toId } from '../../schema/id.ts';
import { buildHubSchema } from '../../schema/index.ts';
import { ADMIN, type Api, startApi } from '../kit/api.ts';

const documentsIn = (folder: URL) =>
  readdirSync(folder).map((file): [string, DocumentNode] => [
    file,
    parse(readFileSync(new URL(file, folder), 'utf8')),
  ]);
const documents = documentsIn(new URL('../operations/', import.meta.url));

const COMMUNES = { indexSet: 'hue-dti-2024', year: 2024, level: 'COMMUNE' };
const YEAR = { indexSet: 'hue-dti-2024', year: 2024 };

const variables: Readonly<Record<string, object>> = {
  Catalogue: {},
  Ranking: { indexSet: 'hue-dti-2024', year: 2024, level: 'COMMUNE', first: 10 },
  Receipt: { unit: '19777', indexSet: 'hue-dti-2024', year: 2024, indicator: '1.1' },
  Scoreboard: { unit: '19777', indexSet: 'hue-dti-2024', year: 2024 },
  Connectors: {},
  Sources: { first: 10 },
  AuditEntries: { first: 10, filter: { action: 'SOURCE_CHANGED' } },
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
  UnmatchedUnits: { first: 10 },
  ConfirmUnitMatch: {
    input: {
      source: toId('Source', 's1'),
      sourceCode: '19777',
      unit: '19789',
      validFrom: '2025-07-01',
      reason: 'Công văn 12 của Phường',
    },
  },
  IgnoreUnitCode: {
    input: { source: toId('Source', 's1'), sourceCode: 'TEST', reason: 'Đơn vị chạy thử của nguồn' },
  },
  WithdrawUnitMatch: { input: { unitMatch: toId('UnitMatch', '3'), reason: 'Ghép nhầm với phường khác' } },
  ApiTokens: { first: 10 },
  CreateApiToken: {
    input: { name: 'Báo cáo', grants: [{ role: 'READER', unit: '46' }], expiresAt: '2025-01-31T17:00:00Z' },
  },
  RevokeApiToken: { input: { token: toId('ApiToken', '12') } },
  Publications: { first: 10 },
  PublishResults: { input: { assessment: toId('Assessment', 7), reason: null } },
  Units: { search: 'vinh ninh', level: 'COMMUNE', validOn: '2024-11-15', first: 10 },
  Trend: { unit: '19777', indexSet: 'hue-dti-2024' },
  Assessments: { first: 10, filter: { year: 2024, state: 'ENTRY', province: '46' } },
  RankingReport: {
    ...COMMUNES,
    first: 10,
    filter: { states: ['NO_DATA'], freshness: ['NEVER'] },
    orderBy: { field: 'INDICATOR', direction: 'DESC', code: '1.1' },
  },
  Scores: {
    ...COMMUNES,
    first: 10,
    filter: { groups: ['1'], missingAtLeast: 0.01 },
    orderBy: { field: 'MISSING', direction: 'DESC' },
  },
  Statistics: COMMUNES,
  UnitComparison: { ...COMMUNES, units: ['19777', '19789'] },
  YearComparison: { unit: '19777', from: YEAR, to: YEAR },
  LosingRows: { unit: '19777', ...YEAR, filter: { states: ['NO_DATA'] }, orderBy: { field: 'MISSING' } },
  PullRuns: { source: toId('Source', 's1'), first: 10, state: 'RUNNING' },
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

// What front-end clients send, as it was agreed on: these files are never changed to fit the schema.
test.each(documentsIn(new URL('../promised-operations/', import.meta.url)))(
  'clients may go on to send %s',
  (_file, document) => {
    expect(validate(buildHubSchema(), document)).toEqual([]);
  },
);

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

const queries = operations.filter(([, query]) => !query.startsWith('mutation'));

test.each(queries)(
  '%s asked again is answered by the quick road, with the same bytes and headers',
  async (name, query) => {
    const asked = (more: object) => api.query(query, { ...variables[name], ...more }, ADMIN);
    const ordinary = await asked({});
    const apollo = vi.spyOn(ApolloServer.prototype, 'executeHTTPGraphQLRequest');
    try {
      // A variable that nobody asks for: another request, which was not answered before.
      expect(await asked({ again: 1 })).toEqual(ordinary);
      expect(await asked({ again: 1 })).toEqual(ordinary);
      expect(apollo).not.toHaveBeenCalled();
    } finally {
      apollo.mockRestore();
    }
  },
);
