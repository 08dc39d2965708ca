import { type Points, points } from '../core/points.ts';
import type { GroupEntry, IndexSetFile } from './index-set-file.ts';
import type { IndicatorEntry } from './indicator-entry.ts';

/** What the tree of groups holds. The checks walk it before its cycles are known, so no walk comes twice to a group. */
type Tree = Pick<IndexSetFile, 'groups' | 'indicators' | 'scoringModel'>;

export const rootsOf = ({ groups }: Tree): readonly GroupEntry[] =>
  groups.filter(({ parent }) => parent === null);

export const childrenOf = ({ groups }: Tree, code: string): readonly GroupEntry[] =>
  groups.filter(({ parent }) => parent === code);

/** Codes from the group up to its root. */
export function lineageOf({ groups }: Tree, code: string): readonly string[] {
  const line: string[] = [];
  for (let at: string | null | undefined = code; at && !line.includes(at); ) {
    line.push(at);
    const here: string = at;
    at = groups.find((group) => group.code === here)?.parent;
  }
  return line;
}

export const rowsBelow = (tree: Tree, code: string): readonly IndicatorEntry[] =>
  tree.indicators.filter(({ group }) => lineageOf(tree, group).includes(code));

/** A met target is one point. */
export const maxOfRow = ({ scoringModel }: Tree, row: IndicatorEntry): Points =>
  scoringModel === 'TARGETS' ? points(1) : points(row.points ?? 0);

export const maxOfRows = (tree: Tree, rows: readonly IndicatorEntry[]): Points =>
  rows.reduce((sum, row) => sum + maxOfRow(tree, row), 0);

/** What the document gives the group, otherwise what its rows and the groups below it add up to. */
export const maxOfGroup = (tree: Tree, group: GroupEntry): Points =>
  group.points === null ? maxOfParts(tree, group) : points(group.points);

export function maxOfParts(tree: Tree, group: GroupEntry, above: readonly string[] = []): Points {
  const rows = tree.indicators.filter((row) => row.group === group.code);
  const line = [...above, group.code];
  const parts = childrenOf(tree, group.code)
    .filter(({ code }) => !line.includes(code))
    .map((child) => (child.points === null ? maxOfParts(tree, child, line) : points(child.points)));
  return maxOfRows(tree, rows) + parts.reduce((sum, part) => sum + part, 0);
}
