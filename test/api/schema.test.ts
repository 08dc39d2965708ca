import { readFileSync } from 'node:fs';
import { isEnumType, isInputObjectType, isIntrospectionType, isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { buildHubSchema, printHubSchema } from '../../schema/index.ts';

const schema = buildHubSchema();
const ours = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type));

test('the schema that is checked in is the one that is served', () => {
  const file = readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8');
  expect(printHubSchema(schema), 'run "npm run schema:emit"').toBe(file);
});

const ROOTS = ['Query', 'Mutation', 'Subscription', 'Boolean', 'Float', 'ID', 'Int', 'String'];

test('every type, field, argument and value is described in both languages', () => {
  const described = ours.flatMap((type): [string, string | null | undefined][] => {
    const own: [string, string | null | undefined][] = ROOTS.includes(type.name)
      ? []
      : [[type.name, type.description]];
    if (isEnumType(type)) {
      return [
        ...own,
        ...type
          .getValues()
          .map((value): [string, typeof value.description] => [
            `${type.name}.${value.name}`,
            value.description,
          ]),
      ];
    }
    if (isInputObjectType(type)) {
      return [
        ...own,
        ...Object.values(type.getFields()).map((field): [string, typeof field.description] => [
          `${type.name}.${field.name}`,
          field.description,
        ]),
      ];
    }
    if (!isObjectType(type)) return own;
    const fields = Object.values(type.getFields()).flatMap((field) => [
      [`${type.name}.${field.name}`, field.description] as [string, typeof field.description],
      ...field.args.map((arg): [string, typeof arg.description] => [
        `${type.name}.${field.name}(${arg.name})`,
        arg.description,
      ]),
    ]);
    return [...own, ...fields];
  });
  expect(described.filter(([, description]) => !description?.includes(' · ')).map(([name]) => name)).toEqual(
    [],
  );
});

test('only fields with a resolver of their own are wrapped: all others are plain properties', () => {
  const resolved = ours
    .filter((type) => isObjectType(type))
    .filter((type) => !ROOTS.includes(type.name))
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => field.resolve)
        .map((field) => `${type.name}.${field.name}`),
    );
  expect(resolved.sort()).toEqual([
    'Alert.source',
    'Assessment.ranking',
    'Assessment.removalProposals',
    'Assessment.unscoredReason',
    'PullRun.preview',
    'PullRun.source',
    'ReceiptQuantity.facts',
    'ReceiptQuantity.records',
    'Scoreboard.indicator',
    'Scoreboard.losses',
    'Scoreboard.remediation',
    'ScoreboardIndicator.receipt',
    'Source.runs',
    'Unit.parent',
    'Unit.predecessors',
    'Unit.successors',
    'Unit.trend',
  ]);
});
