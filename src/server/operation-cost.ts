import type { FieldNode, GraphQLSchema } from 'graphql';
import { type AskedOperation, foldOperation, lengthOfList, wholeNumberOf } from './operation-selections.ts';

/** Items of a list that does not say how many it has: groups of a set, successors of a unit. */
const USUAL_LENGTH = 10;

/** Fields that read the database for themselves. */
const READS: Readonly<Record<string, number>> = {
  receipt: 50,
  facts: 20,
  // Those of one board take 5 s: so dear that they are only had indicator by indicator.
  records: 500,
  trend: 10,
  remediation: 50,
  scores: 100,
  statistics: 100,
  unitComparison: 100,
  yearComparison: 20,
  pullRuns: 20,
  preview: 50,
  unmatchedUnits: 50,
  unitMatches: 20,
};

/** Of each thing that `ids` names: the result of another moment is read by itself. */
const NAMED = 200;

/** The same of fields that answer one value. */
const READS_OF_VALUES: Readonly<Record<string, number>> = { recordsErasedAt: 50 };

/** Counted by the connection above them, which knows how many there are. */
const OF_CONNECTION = new Set(['nodes', 'edges']);

/** About one for each value of the answer, more where it must be read for itself. */
export function costOf(operation: AskedOperation): number {
  const lists = listFields(operation.schema);
  return foldOperation(operation, {
    field: (field, below) =>
      readsOf(field) +
      lengthOf(field, lists, operation) * below +
      (lengthOfList(field, 'ids', operation) ?? 0) * NAMED,
    together: (parts) => parts.reduce((sum, part) => sum + part, 0),
  });
}

/** Plain numbers may bear the same names. */
const readsOf = ({ name, selectionSet }: FieldNode): number =>
  (selectionSet ? READS : READS_OF_VALUES)[name.value] ?? 1;

function lengthOf(field: FieldNode, lists: ReadonlySet<string>, operation: AskedOperation): number {
  const first = wholeNumberOf(field, 'first', operation);
  if (first !== null) return Math.max(1, first);
  const named = lengthOfList(field, 'ids', operation) ?? lengthOfList(field, 'units', operation);
  if (named !== null) return Math.max(1, named);
  return lists.has(field.name.value) && !OF_CONNECTION.has(field.name.value) ? USUAL_LENGTH : 1;
}

const known = new WeakMap<GraphQLSchema, ReadonlySet<string>>();

/** Names of fields that are lists in any type: close enough for a limit, and known without walking types. */
export function listFields(schema: GraphQLSchema): ReadonlySet<string> {
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
