import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLObjectType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { expect, it } from 'vitest';
import { buildHubSchema } from '../../../schema/index.ts';

/** Everything that clients see, walked once; each rule names what breaks it. */
const schema = buildHubSchema();
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);
const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
const objects = types.filter((type) => isObjectType(type) || isInterfaceType(type));
const inputs = types.filter((type) => isInputObjectType(type));
const enums = types.filter((type) => isEnumType(type));

interface Place<T> {
  readonly name: string;
  readonly at: T;
}
type Field = GraphQLField<unknown, unknown>;

const fields: Place<Field>[] = objects.flatMap((type) =>
  Object.values(type.getFields()).map((at) => ({ name: `${type.name}.${at.name}`, at })),
);
const args: Place<GraphQLArgument>[] = fields.flatMap(({ name, at }) =>
  at.args.map((arg) => ({ name: `${name}(${arg.name})`, at: arg })),
);
const inputFields: Place<GraphQLInputField>[] = inputs.flatMap((type) =>
  Object.values(type.getFields()).map((at) => ({ name: `${type.name}.${at.name}`, at })),
);
const values = enums.flatMap((type) =>
  type.getValues().map((at) => ({ name: `${type.name}.${at.name}`, at })),
);
const own = types
  .filter((type) => !roots.includes(type as GraphQLObjectType))
  .map((at) => ({ name: at.name, at }));

const breaking = <T>(places: readonly Place<T>[], rule: (at: T) => boolean): string[] =>
  places.filter(({ at }) => !rule(at)).map(({ name }) => name);

const VIETNAMESE = /[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]/i;

/** Vietnamese all the same. */
const WITHOUT_MARKS = new Set(['Xong', 'Xem']);

it('everything is described in Vietnamese and in English: "… · …"', () => {
  const bilingual = ({ description }: { readonly description?: string | null | undefined }) => {
    const parts = description?.split(' · ') ?? [];
    return (
      parts.some((part) => VIETNAMESE.test(part) || WITHOUT_MARKS.has(part)) &&
      parts.some((part) => !VIETNAMESE.test(part))
    );
  };
  // Vietnamese words in quotes are examples.
  const unquoted = ({ description }: { readonly description?: string | null | undefined }) =>
    bilingual({ description: description?.replaceAll(/"[^"]*"/g, '') });
  const all: readonly Place<{ readonly description?: string | null | undefined }>[] = [
    ...own,
    ...fields,
    ...args,
    ...inputFields,
    ...values,
  ];
  expect(breaking(all, unquoted)).toEqual([]);
});

it('names: PascalCase types, camelCase fields and arguments, SCREAMING_SNAKE values', () => {
  expect(
    breaking(
      types.map((at) => ({ name: at.name, at })),
      ({ name }) => /^[A-Z][A-Za-z]*$/.test(name),
    ),
  ).toEqual([]);
  const camel = ({ name }: { readonly name: string }) => /^[a-z][A-Za-z]*$/.test(name);
  expect([...breaking(fields, camel), ...breaking(args, camel), ...breaking(inputFields, camel)]).toEqual([]);
  expect(breaking(values, ({ name }) => /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(name))).toEqual([]);
});

/** Named before the rule was; a name is a promise. */
const OLD_BOOLEANS = [
  'Assessment.practice',
  'ColumnScore.met',
  'CountedRecord.counted',
  'ScoreboardIndicator.met',
  'Source.enabled',
  'Source.practice',
  'TestResult.ok',
];

it('booleans say that they are: is, has, can', () => {
  const booleans = fields.filter(({ at }) => String(at.type).replace('!', '') === 'Boolean');
  expect(breaking(booleans, ({ name }) => /^(is|has|can|viewerCan)[A-Z]/.test(name)).sort()).toEqual(
    OLD_BOOLEANS,
  );
});

it('what may be null says when', () => {
  const told = /null|bỏ trống|none:/;
  const nullable = [...fields.filter(({ at }) => !isNonNullType(at.type))];
  expect(breaking(nullable, ({ description }) => told.test(description ?? ''))).toEqual([]);
  const optional = [...args, ...inputFields].filter(
    ({ at }) => !isNonNullType(at.type) && at.defaultValue === undefined,
  );
  expect(breaking(optional, ({ description }) => told.test(description ?? ''))).toEqual([]);
});

it('a mutation takes one input of its own and answers a payload with userErrors', () => {
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
  expect(mutations.length).toBeGreaterThan(0);
  expect(
    mutations.map(
      ({ name, args, type }) => `${name}(${args.map((arg) => `${arg.name}: ${arg.type}`)}): ${type}`,
    ),
  ).toEqual(
    mutations.map(({ name }) => {
      const own = `${name[0]?.toUpperCase()}${name.slice(1)}`;
      return `${name}(input: ${own}Input!): ${own}Payload!`;
    }),
  );
  const payloads = objects.filter(({ name }) => name.endsWith('Payload'));
  expect(payloads).toHaveLength(mutations.length);
  expect(payloads.filter((type) => String(type.getFields()['userErrors']?.type) !== '[UserError!]!')).toEqual(
    [],
  );
});

it('whatever has a global id is a Node that node(id) finds', () => {
  const node = schema.getType('Node');
  const withId = objects.filter(
    ({ name, getFields }) => name !== 'Node' && name !== 'SourceName' && getFields,
  );
  const identified = withId.filter((type) => type.getFields()['id'] !== undefined);
  expect(
    identified.filter((type) => !type.getInterfaces().some((one) => one === node)).map(({ name }) => name),
  ).toEqual([]);
});

it('lists that grow are connections: first and after are taken, one bad row does not null the page', () => {
  const connections = fields.filter(({ at }) => /Connection!?$/.test(String(at.type)));
  expect(connections.length).toBeGreaterThan(10);
  const argOf = (field: Field, name: string) => String(field.args.find((arg) => arg.name === name)?.type);
  expect(
    breaking(connections, (field) => argOf(field, 'first') === 'Int!' && argOf(field, 'after') === 'String'),
  ).toEqual([]);
  for (const type of objects.filter(({ name }) => name.endsWith('Connection'))) {
    const of = Object.fromEntries(
      Object.values(type.getFields()).map(({ name, type }) => [name, String(type)]),
    );
    const edge = type.name.replace(/Connection$/, 'Edge');
    expect(of).toMatchObject({ edges: `[${edge}!]!`, pageInfo: 'PageInfo!', totalCount: 'Int!' });
    expect(of['nodes']).toMatch(/^\[[A-Za-z]+\]!$/);
    const edgeType = schema.getType(edge) as GraphQLObjectType;
    expect(isNonNullType(edgeType.getFields()['node']?.type), `${edge}.node`).toBe(false);
    expect(String(edgeType.getFields()['cursor']?.type)).toBe('String!');
  }
  const info = (schema.getType('PageInfo') as GraphQLObjectType).getFields();
  expect([info['startCursor'], info['endCursor']].map((field) => String(field?.type))).toEqual([
    'String',
    'String',
  ]);
});

it('plain lists of the root are those that do not grow', () => {
  const lists = fields.filter(
    ({ name, at }) =>
      /^(Query|Subscription)\./.test(name) && isListType(isNonNullType(at.type) ? at.type.ofType : at.type),
  );
  expect(
    lists
      .filter(({ at }) => at.deprecationReason == null)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['Query.connectors', 'Query.findings', 'Query.indexSets', 'Query.nodes']);
});

it('a deprecation says in both languages what to use and when it ends', () => {
  const members: readonly Place<{ readonly deprecationReason?: string | null | undefined }>[] = [
    ...fields,
    ...args,
    ...inputFields,
    ...values,
  ];
  const deprecated = members.filter(({ at }) => at.deprecationReason != null);
  expect(deprecated.length).toBeGreaterThan(0);
  expect(
    breaking(deprecated, ({ deprecationReason }) =>
      /^Dùng .* · Use .*removal after \d{4}-\d{2}-\d{2}$/.test(deprecationReason ?? ''),
    ),
  ).toEqual([]);
});
