import { readFileSync } from 'node:fs';
import { isIntrospectionType, isNonNullType, isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { buildHubSchema, printHubSchema } from '../../schema/index.ts';

const schema = buildHubSchema();
const ours = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type));

test('the schema that is checked in is the one that is served', () => {
  const file = readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8');
  expect(printHubSchema(schema), 'run "npm run schema:emit"').toBe(file);
});

test('S20 secrets only go in: no output shows a configuration, and a token is told once, by what made it', () => {
  const telling = ours
    .filter((type) => isObjectType(type))
    .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`))
    .filter((path) => /\.(config|.*secret.*|.*password.*|credentials?)$/i.test(path));
  expect(telling).toEqual(['CreateApiTokenPayload.secret']);
});

/** They look at what the hub has in memory, or compute what was already read: nothing of them can be down. */
const ALWAYS_COMPUTABLE = [
  ...['Query.connectors', 'Query.findings', 'Query.indexSets', 'Query.nodes', 'Query.sourceSettingsSchema'],
  ...['Query.units', 'Query.version', 'Query.viewer'],
  ...['Scoreboard.indicators', 'Scoreboard.losses', 'Unit.predecessors', 'Unit.successors'],
];

test('partial answers: what reads by itself is nullable, so that its failure takes nothing else down', () => {
  const resolved = ours
    .filter((type) => isObjectType(type))
    .filter(({ name }) => name !== 'Mutation' && name !== 'Subscription')
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => field.resolve && isNonNullType(field.type) && !field.name.startsWith('viewerCan'))
        .map((field) => `${type.name}.${field.name}`),
    );
  expect(resolved.sort()).toEqual(ALWAYS_COMPUTABLE);
});

const ROOTS = ['Query', 'Mutation', 'Subscription', 'Boolean', 'Float', 'ID', 'Int', 'String'];

test('only fields with a resolver of their own are wrapped: all others are plain properties', () => {
  const resolved = ours
    .filter((type) => isObjectType(type))
    .filter((type) => !ROOTS.includes(type.name))
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => field.resolve && !field.name.startsWith('viewerCan'))
        .map((field) => `${type.name}.${field.name}`),
    );
  expect(resolved.sort()).toEqual([
    'Alert.source',
    'Assessment.publications',
    'Assessment.ranking',
    'Assessment.removalProposals',
    'Assessment.scores',
    'Assessment.statistics',
    'Assessment.unitComparison',
    'Assessment.unscoredReason',
    'PullRun.preview',
    'PullRun.source',
    'ReceiptQuantity.facts',
    'ReceiptQuantity.records',
    'ReceiptQuantity.recordsErasedAt',
    'Scoreboard.indicator',
    'Scoreboard.indicators',
    'Scoreboard.losses',
    'Scoreboard.remediation',
    'ScoreboardIndicator.receipt',
    'Source.pullRuns',
    'Source.runs',
    'Source.unitMatches',
    'Source.unmatchedUnits',
    'Unit.parent',
    'Unit.predecessors',
    'Unit.successors',
    'Unit.trend',
    'Unit.yearComparison',
  ]);
});
