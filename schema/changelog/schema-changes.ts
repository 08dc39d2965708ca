import {
  findBreakingChanges,
  findDangerousChanges,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';

/** What a client of the older schema meets in the newer one, in sentences. */
export interface SchemaChanges {
  /** Operations of the older one may fail. */
  readonly breaking: readonly string[];
  /** They still answer, but code may not be ready for what they answer. */
  readonly dangerous: readonly string[];
  readonly deprecated: readonly string[];
  readonly added: readonly string[];
}

export function changesBetween(older: GraphQLSchema, newer: GraphQLSchema): SchemaChanges {
  const before = membersOf(older);
  const now = [...membersOf(newer)];
  return {
    breaking: findBreakingChanges(older, newer)
      .map(({ description }) => description)
      .sort(),
    dangerous: findDangerousChanges(older, newer)
      .map(({ description }) => description)
      .sort(),
    deprecated: now
      .filter(([name, { deprecated }]) => deprecated !== null && before.get(name)?.deprecated !== deprecated)
      .map(([name, { deprecated }]) => `\`${name}\`: ${deprecated}`),
    // Of a new type the type alone: its fields are in the schema.
    added: now
      .filter(([name, { owner }]) => !before.has(name) && (owner === null || before.has(owner)))
      .map(([name, { description }]) => `\`${name}\`: ${description}`),
  };
}

interface Member {
  /** The type, field or argument's field it belongs to. */
  readonly owner: string | null;
  readonly description: string;
  readonly deprecated: string | null;
}

/** Everything a client can name, by its name. */
function membersOf(schema: GraphQLSchema): ReadonlyMap<string, Member> {
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
  );
  return new Map(types.flatMap(membersOfType).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

interface Described {
  readonly description?: string | null | undefined;
  readonly deprecationReason?: string | null | undefined;
}

type Named = [name: string, member: Member];

const named = (name: string, owner: string | null, { description, deprecationReason }: Described): Named => [
  name,
  { owner, description: description ?? '', deprecated: deprecationReason ?? null },
];

function membersOfType(type: GraphQLNamedType): Named[] {
  const own = named(type.name, null, type);
  if (isEnumType(type)) {
    return [own, ...type.getValues().map((value) => named(`${type.name}.${value.name}`, type.name, value))];
  }
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    return [own, ...fields.map((field) => named(`${type.name}.${field.name}`, type.name, field))];
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [own];
  return [
    own,
    ...Object.values(type.getFields()).flatMap((field) => {
      const path = `${type.name}.${field.name}`;
      const args = field.args.map((arg) => named(`${path}(${arg.name})`, path, arg));
      return [named(path, type.name, field), ...args];
    }),
  ];
}
