import { toNumber } from '../core/points.ts';
import { type Text, text } from '../core/text.ts';
import type { UnitLevel } from '../core/unit.ts';
import type { DeclaredFigure } from './file-words.ts';
import { childrenOf, lineageOf, maxOfGroup, maxOfRows, rootsOf, rowsBelow } from './group-tree.ts';
import type { GroupEntry, IndexSetFile } from './index-set-file.ts';

type Figure = DeclaredFigure['what'];

export const figureTitles: Record<Figure, Text> = {
  indicatorCount: text('chỉ số thành phần', 'indicators'),
  maxPoints: text('điểm tối đa', 'maximum points'),
  groupCount: text('chỉ số chính', 'groups'),
  subgroupCount: text('chỉ số thành phần', 'subgroups'),
};

/** What the parts of the set give for a figure of one level; null when they cannot tell. */
export function figureOfLevel(content: IndexSetFile, level: UnitLevel, what: Figure): number | null {
  const rows = content.indicators.filter(({ levels }) => levels.includes(level));
  const byIndex = content.scoringModel === 'POINTS_PER_INDEX';
  const roots = rootsOf(content);
  switch (what) {
    case 'groupCount':
      // An index without a listed row is still one of the indices.
      return byIndex ? roots.length : new Set(rows.map(({ group }) => lineageOf(content, group).at(-1))).size;
    case 'subgroupCount':
      return roots.flatMap(({ code }) => childrenOf(content, code)).length || null;
    case 'maxPoints':
      return toNumber(
        byIndex ? roots.reduce((sum, root) => sum + maxOfGroup(content, root), 0) : maxOfRows(content, rows),
      );
    case 'indicatorCount':
      return rows.length > 0 && !content.listsLossesOnly ? rows.length : statedByAll(roots, what);
  }
}

/** The same for a figure of one group. */
export function figureOfGroup(content: IndexSetFile, group: GroupEntry, what: Figure): number | null {
  const children = childrenOf(content, group.code);
  switch (what) {
    case 'groupCount':
      return children.length || null;
    case 'subgroupCount':
      return children.flatMap(({ code }) => childrenOf(content, code)).length || null;
    case 'maxPoints':
      return toNumber(maxOfGroup(content, group));
    case 'indicatorCount': {
      const rows = rowsBelow(content, group.code).length;
      // With rows elsewhere, a group without any lacks what it states.
      const areListed = content.indicators.length > 0 && !content.listsLossesOnly;
      return areListed ? rows : statedByAll(children, what);
    }
  }
}

/** Before there are rows, the figures that the parts state of themselves. */
function statedByAll(parts: readonly GroupEntry[], what: Figure): number | null {
  const stated = parts.map(({ declared }) => declared.find((figure) => figure.what === what)?.value);
  return stated.length === 0 || stated.includes(undefined)
    ? null
    : stated.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}
