import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { Unfit } from './unfit.ts';

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** The same key may be asked for at several places; what is below them is asked for together. */
export type CollectedFields = ReadonlyMap<string, readonly FieldNode[]>;

/** What is asked of an object of a type, by key of the answer, in the answer's order (CollectFields of the specification). */
export function collectFields(
  schema: GraphQLSchema,
  fragments: Fragments,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): CollectedFields {
  const found = new Map<string, FieldNode[]>();
  const spread = new Set<string>();
  const holdsFor = (name: string | undefined): boolean => {
    if (name === undefined || name === type.name) return true;
    const asked = schema.getType(name);
    return asked !== undefined && 'resolveType' in asked && schema.isSubType(asked, type);
  };
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const one of selections) {
      // @skip and @include ask for something else each time.
      if (one.directives?.length) throw new Unfit();
      if (one.kind === Kind.FIELD) {
        const key = one.alias?.value ?? one.name.value;
        const same = found.get(key);
        if (same) same.push(one);
        else found.set(key, [one]);
      } else if (one.kind === Kind.INLINE_FRAGMENT) {
        if (holdsFor(one.typeCondition?.name.value)) collect(one.selectionSet);
      } else if (!spread.has(one.name.value)) {
        spread.add(one.name.value);
        const fragment = fragments.get(one.name.value);
        if (fragment && holdsFor(fragment.typeCondition.name.value)) collect(fragment.selectionSet);
      }
    }
  };
  for (const set of sets) collect(set);
  return found;
}

export const selectionsOf = (nodes: readonly FieldNode[]): SelectionSetNode[] =>
  nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
