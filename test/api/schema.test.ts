import { readFileSync } from 'node:fs';
import { isIntrospectionType, isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { buildHubSchema, printHubSchema } from '../../schema/index.ts';

const schema = buildHubSchema();
const ours = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type));

test('the schema that is checked in is the one that is served', () => {
  const file = readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8');
  expect(printHubSchema(schema), 'run "npm run schema:emit"').toBe(file);
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
