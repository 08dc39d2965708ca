import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, type GraphQLSchema, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { Context } from '../../schema/context.ts';

/** Tells of each operation which deprecated fields it asks for: one that nobody asks for any more may go on its day. */
export function deprecatedFields(
  schema: GraphQLSchema,
  asked: (field: string) => void,
): ApolloServerPlugin<Context> {
  // Documents are kept by Apollo: the same text is walked once.
  const known = new WeakMap<DocumentNode, readonly string[]>();
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ document }) => {
        const fields = known.get(document) ?? deprecatedIn(schema, document);
        known.set(document, fields);
        for (const field of fields) asked(field);
      },
    }),
  };
}

export function deprecatedIn(schema: GraphQLSchema, document: DocumentNode): string[] {
  const found = new Set<string>();
  const types = new TypeInfo(schema);
  const note = (member: string, reason: string | null | undefined) => {
    if (reason != null) found.add(`${types.getParentType()?.name}.${member}`);
  };
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: ({ name }) => note(name.value, types.getFieldDef()?.deprecationReason),
      Argument: ({ name }) =>
        note(`${types.getFieldDef()?.name}(${name.value})`, types.getArgument()?.deprecationReason),
    }),
  );
  return [...found];
}
