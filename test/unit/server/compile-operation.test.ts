import { buildSchema, type GraphQLSchema, graphql, type OperationDefinitionNode, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { compileOperation } from '../../../src/server/quick/compile-operation.ts';

const schema: GraphQLSchema = buildSchema(`
  enum Level { PROVINCE COMMUNE }
  interface Node { id: ID! }
  type Unit implements Node { id: ID! name: String! level: Level parent: Unit points: Float places: [[Int]] late(by: Int = 1): String }
  type Source implements Node { id: ID! open: Boolean }
  type Query { unit(code: String!): Unit units: [Unit!]! node(id: ID!): Node nodes: [Node] broken: String fails: String! }
`);
const HUE = {
  __typename: 'Unit',
  id: 'u1',
  name: 'Huế "cố đô"\n',
  level: 'PROVINCE',
  points: -0,
  places: [[1, null], null],
};
const VY_DA = Object.freeze({ ...HUE, id: 'u2', name: 'Vỹ Dạ', parent: HUE, points: 1e21 });
const resolvers: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  Query: {
    unit: async (_: unknown, { code }: { code: string }) => (code === '0' ? null : VY_DA),
    units: () => [HUE, VY_DA],
    node: (_: unknown, { id }: { id: string }) =>
      id === 's' ? { __typename: 'Source', id, open: true } : HUE,
    nodes: () => [Promise.resolve(HUE), null],
    broken: async () => {
      throw new Error('broken');
    },
    fails: () => null,
  },
  Unit: { late: async (unit: { name: string }, { by }: { by: number }) => `${unit.name}+${by}` },
};
for (const [type, fields] of Object.entries(resolvers)) {
  const known = schema.getType(type);
  if (known && 'getFields' in known) {
    for (const [name, resolve] of Object.entries(fields))
      Object.assign(known.getFields()[name] ?? {}, { resolve });
  }
}
Object.assign(schema.getType('Node') ?? {}, { resolveType: (one: { __typename: string }) => one.__typename });

const compiled = (query: string) => {
  const document = parse(query);
  return compileOperation(schema, document, document.definitions[0] as OperationDefinitionNode);
};

describe('an operation as a function writes what the executor answers', () => {
  test.each([
    ['lists, enums, numbers, texts', '{ units { id name level points places } }'],
    ['a frozen object, asked twice', '{ a: unit(code: "1") { name } b: unit(code: "1") { name } }'],
    ['null', '{ unit(code: "0") { name } }'],
    ['defaults and arguments', '{ unit(code: "1") { late far: late(by: 7) parent { late } } }'],
    [
      'the same key at several places',
      '{ unit(code: "1") { parent { id } ...F } } fragment F on Unit { parent { name id } }',
    ],
    [
      'fragments on types and interfaces',
      '{ unit(code: "1") { ... on Node { id ... on Source { open } } __typename } }',
    ],
    [
      'objects behind an interface',
      '{ node(id: "s") { __typename id ... on Source { open } ... on Unit { name } } }',
    ],
    ['items that come later', '{ nodes { id ... on Unit { late } } }'],
  ])('%s', async (_name, query) => {
    const write = compiled(query);
    const expected = JSON.stringify(await graphql({ schema, source: query }));
    // What it remembers of the first time changes nothing.
    for (const _time of [1, 2]) expect(await write({ context: null, variables: {} })).toBe(expected);
  });

  test('with variables', async () => {
    const source = 'query Q($code: String!, $by: Int) { unit(code: $code) { late(by: $by) } }';
    const variables = { code: '1', by: 3 };
    const expected = JSON.stringify(await graphql({ schema, source, variableValues: variables }));
    expect(await compiled(source)({ context: null, variables })).toBe(expected);
  });
});

describe('what is not answered well is left to the executor', () => {
  test.each([
    ['an error', '{ units { late } broken }'],
    ['null where none may be', '{ fails }'],
  ])('%s', async (_name, query) => {
    await expect(compiled(query)({ context: null, variables: {} })).rejects.toThrow();
  });

  test.each([
    ['@include', '{ units { id @include(if: true) } }'],
    ['introspection', '{ __schema { types { name } } }'],
    ['a fragment that doubles with every level (F54)', doubling(12)],
  ])('%s', (_name, query) => {
    expect(() => compiled(query)).toThrow();
  });
});

function doubling(levels: number): string {
  const fragments = Array.from(
    { length: levels },
    (_, n) => `fragment F${n} on Unit { a: parent { ...F${n + 1} } b: parent { ...F${n + 1} } }`,
  );
  return `{ units { ...F0 } } ${fragments.join(' ')} fragment F${levels} on Unit { id }`;
}
