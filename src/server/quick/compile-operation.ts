import {
  type DocumentNode,
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getArgumentValues,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { collectFields, type Fragments, selectionsOf } from './collect-fields.ts';
import { leafText } from './leaf-text.ts';
import { keptTexts, newRoom, type Room } from './kept-texts.ts';
import { Unfit } from './unfit.ts';

/** What an operation is asked with. */
export interface Asked {
  readonly context: unknown;
  /** As they were coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
}

type Text = string | Promise<string>;

/** JSON of something that an operation asks for. */
interface Writer {
  write(value: unknown, asked: Asked): Text;
  /** No resolver of ours is asked below: the text follows from the value alone, and at once. */
  readonly isPlain: boolean;
}

interface FieldWriter extends Writer {
  readonly key: string;
}

interface Compiling {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Fragments;
  readonly room: Room;
}

/**
 * A query as a function that writes its answer: what is asked for is looked up in the schema once for all requests,
 * and no objects are made between what resolvers answer and the text. It knows good answers only: at any error it
 * throws, and so does compiling what it does not know (Unfit); the ordinary executor then answers.
 */
export function compileOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): (asked: Asked) => Promise<string> {
  const fragments: Fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
  const query = schema.getQueryType();
  if (operation.operation !== 'query' || operation.directives?.length || !query) throw new Unfit();
  const data = objectWriter({ schema, operation, fragments, room: newRoom() }, query, [
    operation.selectionSet,
  ]);
  return async (asked) => `{"data":${await data.write(ROOT, asked)}}`;
}

/** Our root resolvers do not look at it. */
const ROOT = {};

type Selections = Parameters<typeof collectFields>[3];

function objectWriter(compiling: Compiling, type: GraphQLObjectType, sets: Selections): Writer {
  if (type.isTypeOf) throw new Unfit();
  const { schema, fragments } = compiling;
  const collected = [...collectFields(schema, fragments, type, sets)];
  const fields = collected.map(([key, nodes]) => fieldWriter(compiling, type, key, nodes));
  return fields.every(({ isPlain }) => isPlain) ? plainObject(compiling.room, fields) : askedObject(fields);
}

const starts = (fields: readonly FieldWriter[]): string[] =>
  fields.map(({ key }, index) => `${index === 0 ? '{' : ','}${JSON.stringify(key)}:`);

function plainObject(room: Room, fields: readonly FieldWriter[]): Writer {
  const before = starts(fields);
  const write = keptTexts(room, (value) => {
    let text = '';
    for (let index = 0; index < fields.length; index += 1) {
      text += before[index] as string;
      text += (fields[index] as FieldWriter).write(value, NOTHING_ASKED) as string;
    }
    return `${text}}`;
  });
  return { isPlain: true, write };
}

const NOTHING_ASKED: Asked = { context: null, variables: {} };

function askedObject(fields: readonly FieldWriter[]): Writer {
  const before = starts(fields);
  const join = (texts: readonly string[]) => `${texts.map((text, index) => before[index] + text).join('')}}`;
  return {
    isPlain: false,
    write: (value, asked) => allTexts(fields, (field) => field.write(value, asked), join),
  };
}

/** At once where nobody has to be waited for. */
function allTexts<T>(
  items: readonly T[],
  textOf: (item: T) => Text,
  join: (texts: readonly string[]) => string,
): Text {
  const texts: Text[] = [];
  try {
    for (const item of items) texts.push(textOf(item));
  } catch (error) {
    // Nobody waits for the others any more, and what goes wrong with them is known already.
    for (const text of texts) if (typeof text !== 'string') text.catch(() => {});
    throw error;
  }
  return texts.every((text) => typeof text === 'string') ? join(texts) : Promise.all(texts).then(join);
}

function fieldWriter(
  compiling: Compiling,
  type: GraphQLObjectType,
  key: string,
  nodes: readonly FieldNode[],
): FieldWriter {
  const name = (nodes[0] as FieldNode).name.value;
  compiling.room.fields -= 1;
  if (compiling.room.fields < 0) throw new Unfit();
  if (name === '__typename') {
    const text = JSON.stringify(type.name);
    return { key, isPlain: true, write: () => text };
  }
  const field = type.getFields()[name];
  if (!field) throw new Unfit();
  const below = valueWriter(compiling, field.type, nodes);
  if (!field.resolve) return { key, isPlain: below.isPlain, write: ofProperty(name, below) };
  return { key, isPlain: false, write: ofResolver(compiling, type, field, key, nodes, below) };
}

function ofProperty(name: string, below: Writer): Writer['write'] {
  return (source, asked) => {
    const value = (source as Readonly<Record<string, unknown>>)[name];
    // graphql would call it, or wait for it.
    if (typeof value === 'function' || isPromise(value)) throw new Unfit();
    return below.write(value, asked);
  };
}

function ofResolver(
  compiling: Compiling,
  parentType: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  key: string,
  nodes: readonly FieldNode[],
  below: Writer,
): Writer['write'] {
  const { schema, operation, fragments } = compiling;
  const resolve = field.resolve as NonNullable<typeof field.resolve>;
  const argumentsOf = argumentReader(field, nodes[0] as FieldNode);
  const info: Omit<GraphQLResolveInfo, 'variableValues'> = {
    fieldName: field.name,
    fieldNodes: nodes,
    returnType: field.type,
    parentType,
    path: { prev: undefined, key, typename: parentType.name },
    schema,
    fragments: Object.fromEntries(fragments),
    rootValue: undefined,
    operation,
  };
  return (source, asked) => {
    const { context, variables } = asked;
    const value = resolve(source, argumentsOf(variables), context, {
      ...info,
      variableValues: { ...variables },
    });
    return isPromise(value) ? value.then((one) => below.write(one, asked)) : below.write(value, asked);
  };
}

type Values = Readonly<Record<string, unknown>>;

/** What no variable is part of is the same each time. */
function argumentReader(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
): (variables: Values) => Values {
  let named = false;
  visit(node, {
    SelectionSet: () => false,
    Variable: () => {
      named = true;
    },
  });
  if (named) return (variables) => getArgumentValues(field, node, variables);
  const always = getArgumentValues(field, node);
  return () => always;
}

function valueWriter(compiling: Compiling, type: GraphQLOutputType, nodes: readonly FieldNode[]): Writer {
  if ('ofType' in type && isNonNull(type)) {
    const inner = notNullWriter(compiling, type.ofType, nodes);
    return { ...inner, write: (value, asked) => inner.write(present(value), asked) };
  }
  const inner = notNullWriter(compiling, type, nodes);
  return { ...inner, write: (value, asked) => (value == null ? 'null' : inner.write(value, asked)) };
}

function present(value: unknown): unknown {
  if (value == null) throw new Unfit();
  return value;
}

function notNullWriter(compiling: Compiling, type: GraphQLOutputType, nodes: readonly FieldNode[]): Writer {
  if ('ofType' in type) return listWriter(valueWriter(compiling, type.ofType as GraphQLOutputType, nodes));
  if ('serialize' in type) {
    const write = leafText(type);
    return { isPlain: true, write };
  }
  if ('resolveType' in type) return abstractWriter(compiling, type, nodes);
  if (!('getFields' in type)) throw new Unfit();
  const object = objectWriter(compiling, type as GraphQLObjectType, selectionsOf(nodes));
  return { ...object, write: (value, asked) => object.write(objectIn(value), asked) };
}

/** What an object behind an interface is, only the object tells. */
function abstractWriter(
  compiling: Compiling,
  type: GraphQLAbstractType,
  nodes: readonly FieldNode[],
): Writer {
  const sets = selectionsOf(nodes);
  const writers = new Map(
    compiling.schema
      .getPossibleTypes(type)
      .map((one) => [one.name, objectWriter(compiling, one, sets)] as const),
  );
  const typeOf = type.resolveType as ((value: unknown) => unknown) | null | undefined;
  return {
    isPlain: false,
    write(value, asked) {
      const written = (name: unknown) => (writers.get(String(name)) ?? unfit()).write(value, asked);
      const name = typeOf?.(objectIn(value));
      return isPromise(name) ? name.then(written) : written(name);
    },
  };
}

function objectIn(value: unknown): unknown {
  if (typeof value !== 'object' || value instanceof Error) throw new Unfit();
  return value;
}

function listWriter(item: Writer): Writer {
  const join = (texts: readonly string[]) => `[${texts.join(',')}]`;
  return {
    isPlain: item.isPlain,
    write(value, asked) {
      if (!Array.isArray(value)) throw new Unfit();
      const textOf = (one: unknown): Text => {
        if (!isPromise(one)) return item.write(one, asked);
        return item.isPlain ? unfit() : one.then((found) => item.write(found, asked));
      };
      return allTexts(value, textOf, join);
    },
  };
}

function unfit(): never {
  throw new Unfit();
}

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof (value as { then?: unknown } | null | undefined)?.then === 'function';

/** By name, not by class: several copies of graphql may be loaded in one process. */
const isNonNull = (type: GraphQLOutputType): type is Extract<GraphQLOutputType, { ofType: unknown }> =>
  type[Symbol.toStringTag] === 'GraphQLNonNull';
