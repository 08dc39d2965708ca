import { lossesOfRows, type RowLoss } from './row-losses.ts';
import type { Losses, ResponsibleLoss } from './views/remediation.ts';
import type { ScoreboardView } from './views/scoreboard.ts';

/**
 * A group lacks what its own result lacks, the published one where there is one; a responsible post or unit lacks
 * what its rows lack. Where a document's result and its rows disagree, so do the two.
 */
export const lossesOf = ({ assessment, groups, indicators }: ScoreboardView): Losses => ({
  byGroup: groups
    .filter((_, index) => assessment.indexSet.groups[index]?.parentCode === null)
    .map(({ code, title, points, maxApplicable }) => ({
      code,
      title,
      lost: maxApplicable - (points ?? 0),
      maxPoints: maxApplicable,
    })),
  byResponsible: byResponsible(lossesOfRows(indicators)),
});

/** Several who share a row are one name, as printed: the document does not say who lost how much of it. */
function byResponsible(rows: readonly RowLoss[]): ResponsibleLoss[] {
  const losses = new Map<string | null, ResponsibleLoss>();
  for (const { score, missing } of rows) {
    const responsible = score.indicator.assignment.responsible.join(', ') || null;
    const { lost, items } = losses.get(responsible) ?? { lost: 0, items: 0 };
    losses.set(responsible, { responsible, lost: lost + missing, items: items + 1 });
  }
  return [...losses.values()].sort((a, b) => b.lost - a.lost);
}
