import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { configError } from '../core/errors.ts';
import { type Text, text } from '../core/text.ts';

/**
 * What one operation may cost. A ranking of 100 units with groups costs about 5,000, the whole catalogue about
 * 3,000; every receipt of one scoreboard with a full page of facts and records would cost some 50,000.
 */
export const MAX_COST = 40_000;

/** Items of a list that does not say how many it has: groups of a set, successors of a unit. */
const USUAL_LENGTH = 10;

/** Fields that read the database for themselves. */
const READS: Readonly<Record<string, number>> = {
  receipt: 50,
  facts: 20,
  records: 20,
  trend: 10,
  remediation: 50,
};

/** Counted by the connection above them, which knows how many there are. */
const OF_CONNECTION = new Set(['nodes', 'edges']);

export interface CostedOperation {
  readonly schema: GraphQLSchema;
  /** Valid: fragments exist and do not hold themselves. */
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>> | null | undefined;
  readonly operationName: string | null | undefined;
}

/** null when the operation is cheap enough. */
export function tooCostly(operation: CostedOperation): GraphQLError | null {
  const cost = costOf(operation);
  if (cost <= MAX_COST) return null;
  return new GraphQLError('too costly', {
    originalError: configError('OPERATION_TOO_COSTLY', tooMuch(cost)),
    extensions: { http: { status: 400 } },
  });
}

const tooMuch = (cost: number): Text =>
  text(
    `Truy vấn tốn ${cost} đơn vị; tối đa ${MAX_COST}. Hãy hỏi ít mục hơn hoặc ít biên nhận hơn trong một lần.`,
    `The operation costs ${cost}; at most ${MAX_COST} are allowed. Ask for fewer items or fewer receipts at once.`,
  );

function costOf({ schema, document, variables, operationName }: CostedOperation): number {
  const lists = listFields(schema);
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [],
    ),
  );
  const ofSelections = (selections: SelectionSetNode | undefined): number =>
    (selections?.selections ?? []).reduce((cost, selection) => {
      if (selection.kind === Kind.INLINE_FRAGMENT) return cost + ofSelections(selection.selectionSet);
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        return cost + ofSelections(fragments.get(selection.name.value)?.selectionSet);
      }
      return cost + ofField(selection);
    }, 0);
  const ofField = (field: FieldNode): number => {
    const name = field.name.value;
    return (READS[name] ?? 1) + lengthOf(field, lists, variables ?? {}) * ofSelections(field.selectionSet);
  };
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const asked = operations.find((one) => one.name?.value === operationName) ?? operations[0];
  return ofSelections(asked?.selectionSet);
}

function lengthOf(
  field: FieldNode,
  lists: ReadonlySet<string>,
  variables: Readonly<Record<string, unknown>>,
): number {
  const value = field.arguments?.find((one) => one.name.value === 'first')?.value;
  const first =
    value?.kind === Kind.VARIABLE
      ? variables[value.name.value]
      : value?.kind === Kind.INT
        ? Number(value.value)
        : undefined;
  if (typeof first === 'number') return Math.max(1, first);
  return lists.has(field.name.value) && !OF_CONNECTION.has(field.name.value) ? USUAL_LENGTH : 1;
}

const known = new WeakMap<GraphQLSchema, ReadonlySet<string>>();

/** Names of fields that are lists in any type: close enough for a cost, and known without walking types. */
function listFields(schema: GraphQLSchema): ReadonlySet<string> {
  const found = known.get(schema);
  if (found) return found;
  const names = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    // By shape, not by class: several copies of graphql may be loaded in one process.
    if (type.name.startsWith('__') || !('getFields' in type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (String(field.type).startsWith('[')) names.add(field.name);
    }
  }
  known.set(schema, names);
  return names;
}
