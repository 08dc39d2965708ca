import {
  type ASTNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationRule,
} from 'graphql';

/** The deepest operation of our clients has 8 levels and a page of connections adds 3 at a time. */
export const MAX_DEPTH = 15;

/** Bounds aliases, directives and fields at once; the longest operation of our clients has 200. */
export const MAX_TOKENS = 2_000;

/** The body of an HTTP request and a message on the socket. */
export const MAX_BODY_BYTES = 1_048_576;

/** Introspection is left out: its depth is that of the tool that asks, and graphql-js bounds it itself. */
export const depthLimit: ValidationRule = (context) => {
  const depths = new Map<FragmentDefinitionNode, number>();

  const fragmentDepth = (fragment: FragmentDefinitionNode): number => {
    const known = depths.get(fragment);
    if (known !== undefined) return known;
    // A fragment inside itself is refused by another rule; here it only must not loop.
    depths.set(fragment, 0);
    const depth = depthOf(fragment.selectionSet);
    depths.set(fragment, depth);
    return depth;
  };

  const depthOf = (selectionSet: SelectionSetNode | undefined): number => {
    const depths = (selectionSet?.selections ?? []).map((selection) => {
      if (selection.kind === Kind.INLINE_FRAGMENT) return depthOf(selection.selectionSet);
      if (selection.kind === Kind.FIELD) {
        return selection.name.value.startsWith('__') ? 0 : 1 + depthOf(selection.selectionSet);
      }
      const fragment = context.getFragment(selection.name.value);
      return fragment ? fragmentDepth(fragment) : 0;
    });
    return Math.max(0, ...depths);
  };

  const refuse = (node: ASTNode, depth: number) =>
    context.reportError(
      new GraphQLError(`The operation is ${depth} levels deep; at most ${MAX_DEPTH} are allowed.`, {
        nodes: node,
      }),
    );

  return {
    OperationDefinition(node) {
      const depth = depthOf(node.selectionSet);
      if (depth > MAX_DEPTH) refuse(node, depth);
    },
  };
};
