import {
  type DocumentNode,
  type GraphQLSchema,
  type GraphQLType,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  type TypeNode,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql';
import { configError } from '../core/errors.ts';
import { text } from '../core/text.ts';

/** Parameters of a link as variables of its operation: plain values as they are, the rest as JSON. */
export function exportVariables(
  schema: GraphQLSchema,
  document: DocumentNode,
  query: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const definitions = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.OPERATION_DEFINITION
        ? (one.variableDefinitions ?? []).map((variable) => [variable.variable.name.value, variable] as const)
        : [],
    ),
  );
  // Where a page begins is the export's own.
  definitions.delete('after');
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => {
      const definition = definitions.get(name);
      // A misspelt filter would give the whole table for a part.
      if (definition === undefined || typeof value !== 'string')
        throw unknownParameter(name, [...definitions.keys()]);
      return [name, variableOf(name, value, typeOf(schema, definition))];
    }),
  );
}

const typeOf = (schema: GraphQLSchema, { type }: VariableDefinitionNode): GraphQLType | undefined =>
  // Its overloads ask for one kind of node at a time.
  (typeFromAST as (schema: GraphQLSchema, type: TypeNode) => GraphQLType | undefined)(schema, type);

function variableOf(name: string, value: string, type: GraphQLType | undefined): unknown {
  const bare = isNonNullType(type) ? type.ofType : type;
  const isJson = isListType(bare) || isInputObjectType(bare) || getNamedType(bare)?.name === 'Int';
  if (!isJson) return value;
  try {
    return JSON.parse(value);
  } catch {
    throw badValue(name);
  }
}

const unknownParameter = (name: string, known: readonly string[]) =>
  configError(
    'BAD_PARAMETER',
    text(
      `Liên kết có tham số "${name.slice(0, 60)}" không dùng được ở bảng này. Các tham số: ${known.join(', ')}, mỗi tham số một lần.`,
      `The link has a parameter "${name.slice(0, 60)}" that this table does not take. Known, each once: ${known.join(', ')}.`,
    ),
  );

const badValue = (name: string) =>
  configError(
    'BAD_PARAMETER',
    text(
      `Giá trị của tham số "${name}" không đọc được; cần số hoặc JSON. Hãy lấy lại liên kết từ API.`,
      `The value of the parameter "${name}" cannot be read; expected a number or JSON. Take the link from the API again.`,
    ),
  );
