import {
  type ConstValueNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** What a caller asks for. The document is valid: its fragments exist and do not hold themselves. */
export interface AskedOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>> | null | undefined;
  readonly operationName: string | null | undefined;
}

interface Fold {
  /** What a field amounts to, given what its selections amount to. */
  field(field: FieldNode, below: number): number;
  together(parts: readonly number[]): number;
}

/** null when the document holds no such operation, which the executor then tells. */
export function operationIn({ document, operationName }: AskedOperation): OperationDefinitionNode | null {
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (!operationName) return operations[0] ?? null;
  return operations.find((one) => one.name?.value === operationName) ?? null;
}

/**
 * Folds an operation from its leaves. Each fragment is looked at once: fragments that spread each other twice would
 * otherwise double with every level (F54). Introspection counts nothing, graphql-js bounds it itself.
 */
export function foldOperation(operation: AskedOperation, { field, together }: Fold): number {
  const fragments = new Map<string, SelectionSetNode>();
  for (const one of operation.document.definitions) {
    if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one.selectionSet);
  }
  const known = new Map<string, number>();
  const ofFragment = (name: string): number => {
    const value = known.get(name) ?? ofSelections(fragments.get(name));
    known.set(name, value);
    return value;
  };
  const ofSelections = (set: SelectionSetNode | undefined): number =>
    together(
      (set?.selections ?? []).map((one) => {
        if (one.kind === Kind.FRAGMENT_SPREAD) return ofFragment(one.name.value);
        if (one.kind === Kind.INLINE_FRAGMENT) return ofSelections(one.selectionSet);
        return one.name.value.startsWith('__') ? 0 : field(one, ofSelections(one.selectionSet));
      }),
    );
  return ofSelections(operationIn(operation)?.selectionSet);
}

/** How many things an argument such as `ids` names; null without one. */
export function lengthOfList(field: FieldNode, argument: string, operation: AskedOperation): number | null {
  const value = field.arguments?.find((one) => one.name.value === argument)?.value;
  if (value === undefined) return null;
  if (value.kind === Kind.LIST) return value.values.length;
  if (value.kind !== Kind.VARIABLE) return 1;
  const given = operation.variables?.[value.name.value];
  if (given !== undefined) return Array.isArray(given) ? given.length : 1;
  const usual = defaultOf(value.name.value, operation);
  return usual?.kind === Kind.LIST ? usual.values.length : 1;
}

/** Of an argument such as `first`: as written, as given by its variable, or that variable's default. */
export function wholeNumberOf(field: FieldNode, argument: string, operation: AskedOperation): number | null {
  const value = field.arguments?.find((one) => one.name.value === argument)?.value;
  if (value?.kind === Kind.INT) return Number(value.value);
  if (value?.kind !== Kind.VARIABLE) return null;
  const name = value.name.value;
  const given = operation.variables?.[name];
  if (given !== undefined) return typeof given === 'number' ? given : null;
  const usual = defaultOf(name, operation);
  return usual?.kind === Kind.INT ? Number(usual.value) : null;
}

function defaultOf(name: string, operation: AskedOperation): ConstValueNode | undefined {
  const asked = operationIn(operation)?.variableDefinitions ?? [];
  return asked.find(({ variable }) => variable.name.value === name)?.defaultValue;
}
