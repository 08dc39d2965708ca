import type { Language } from '../core/text.ts';
import type { HubDeps } from './deps.ts';
import type { RemediationItem, ScoreboardView } from './hub.ts';
import { knownQuantities, titles } from './receipt.ts';

/** Rows below their maximum, most missing points first; what has nothing to do or is taken out is no loss. */
export async function remediationOf(
  deps: HubDeps,
  board: ScoreboardView,
  language: Language,
): Promise<RemediationItem[]> {
  const quantities = await knownQuantities(deps, board);
  const { level, year } = board.assessment;
  return board.indicators
    .filter((score) => score.state !== 'NOT_APPLICABLE' && (score.points ?? 0) < score.maxPoints)
    .map(({ indicator, state, points, maxPoints }) => {
      const rule = indicator.ruleAt(level);
      return {
        indicator,
        state,
        points,
        maxPoints,
        missingPoints: maxPoints - (points ?? 0),
        closing: rule?.gap(quantities, { max: maxPoints, year }, titles(deps), language) ?? null,
        assignment: indicator.assignment,
      };
    })
    .sort((a, b) => b.missingPoints - a.missingPoints);
}
