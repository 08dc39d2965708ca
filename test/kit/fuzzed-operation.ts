import * as fc from 'fast-check';
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
} from 'graphql';
import { ID_TYPES, toId } from '../../schema/id.ts';

export interface FuzzedOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What a database, a file name, a regular expression, a date or a number would stumble over. */
export const NASTY = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202e',
  '🦆',
  "'; drop table source; --",
  '%',
  '_',
  '\\',
  '${1}',
  '{{1}}',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  '(a+)+$',
  '-1',
  '0',
  '1e309',
  '99999999999999999999',
  'NaN',
  '<script>',
  'x'.repeat(5_000),
];
const TIMES = ['0001-01-01', '9999-12-31', '2024-02-29', '2024-06-30', '2025-07-01', '-000001-01-01'];
const MOMENTS = ['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '2024-06-30T12:00:00+07:00'];
const NUMBERS = [
  0, -1, 1, 2, 100, 101, 2_024, 9_999, 10_000, 2_147_483_647, -2_147_483_648, 2_147_483_648, 0.5,
];
const DEEPEST = 4;

/** Operations on every root field of a schema, with values that fit by type and others that do not. */
export function fuzzedOperation(
  schema: GraphQLSchema,
  known: readonly string[],
  isLeftOut: (field: string) => boolean,
): fc.Arbitrary<FuzzedOperation> {
  const roots = [
    ...Object.values(schema.getQueryType()?.getFields() ?? {}).map((field) => ['query', field] as const),
    ...Object.values(schema.getMutationType()?.getFields() ?? {}).map(
      (field) => ['mutation', field] as const,
    ),
  ].filter(([, { name }]) => !isLeftOut(name));
  const text = fc.constantFrom(...known, ...known, ...NASTY);
  const id = fc
    .tuple(fc.constantFrom(...ID_TYPES), fc.oneof(text, fc.constantFrom('1', '2')))
    .map(([type, key]) => toId(type, key));
  const anything = fc.anything({ maxDepth: 2, withNullPrototype: false }).map(asJson);

  return fc.gen().map((pick) => {
    const variables: Record<string, unknown> = {};
    const declared: string[] = [];
    const isOdd = (of: number) => pick(fc.nat, { max: of - 1 }) === 0;

    const inputOf = (type: GraphQLInputType, depth: number): unknown => {
      if (isOdd(60)) return pick(() => anything);
      if (isNonNullType(type)) return inputOf(type.ofType, depth);
      if (isOdd(12)) return null;
      if (isListType(type)) {
        return Array.from({ length: pick(fc.nat, { max: 3 }) }, () => inputOf(type.ofType, depth));
      }
      if (isInputObjectType(type)) return objectOf(Object.values(type.getFields()), depth + 1);
      if (isEnumType(type)) return pick(() => fc.constantFrom(...type.getValues().map(({ name }) => name)));
      return scalarOf(String(type));
    };
    const objectOf = (fields: readonly GraphQLInputField[], depth: number) =>
      Object.fromEntries(
        fields
          .filter((field) => isRequiredInputField(field) || (depth < DEEPEST && isOdd(2)))
          .map((field) => [field.name, inputOf(field.type, depth)]),
      );
    const scalarOf = (type: string): unknown => {
      if (type === 'Int' || type === 'Float') return pick(() => fc.constantFrom(...NUMBERS));
      if (type === 'Boolean') return pick(fc.boolean);
      if (type === 'Date') return pick(() => fc.constantFrom(...TIMES));
      if (type === 'DateTime') return pick(() => fc.constantFrom(...MOMENTS));
      if (type === 'ID') return pick(() => (isOdd(3) ? text : id));
      if (type === 'JSON') return pick(() => anything);
      return pick(() => text);
    };

    const callOf = (field: GraphQLField<unknown, unknown>, depth: number): string => {
      const given = field.args.filter((one) => isRequiredArgument(one) || isOdd(2));
      const args = given.map((one) => `${one.name}: ${variableFor(one)}`).join(', ');
      return `${field.name}${args && `(${args})`} ${selectionOf(field.type, depth + 1)}`;
    };
    const variableFor = (argument: GraphQLArgument): string => {
      const name = `v${declared.length}`;
      declared.push(`$${name}: ${argument.type}`);
      variables[name] = argument.name === 'first' && !isOdd(8) ? 5 : inputOf(argument.type, 0);
      return `$${name}`;
    };
    const selectionOf = (output: GraphQLOutputType, depth: number): string => {
      const type = getNamedType(output);
      if (isLeafType(type)) return '';
      if (isUnionType(type) || !(isObjectType(type) || isInterfaceType(type)) || depth > DEEPEST) {
        return '{ __typename }';
      }
      const fields = Object.values(type.getFields()).filter(() => isOdd(3));
      return `{ __typename ${fields.map((field) => callOf(field, depth)).join(' ')} }`;
    };

    const [kind, root] = pick(() => fc.constantFrom(...roots));
    const call = callOf(root, 0);
    return { query: `${kind}${declared.length ? `(${declared.join(', ')})` : ''} { ${call} }`, variables };
  });
}

/** As it would arrive: without what JSON cannot say. */
function asJson(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value) ?? 'null');
  } catch {
    return null;
  }
}
