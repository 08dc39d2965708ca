import type { Quantities } from '../core/measure.ts';
import { type Language, text } from '../core/text.ts';
import type { HubDeps } from './deps.ts';
import type { RemediationItem, ScoreboardView, ScoreView } from './hub.ts';
import { knownQuantities, titles } from './receipt.ts';
import { lossesOfRows } from './row-losses.ts';

/** Rows below their maximum, most missing points first, each with what would close it and who sees to it. */
export async function remediationOf(
  deps: HubDeps,
  board: ScoreboardView,
  language: Language,
): Promise<RemediationItem[]> {
  const closing = closingFor(deps, board, await knownQuantities(deps, board), language);
  return lossesOfRows(board.indicators).map(({ score, missing }) => ({
    indicator: score.indicator,
    state: score.state,
    points: score.points,
    maxPoints: score.maxPoints,
    missingPoints: missing,
    closing: closing(score),
    assignment: score.indicator.assignment,
  }));
}

/** The rule speaks where the machine's value counts, the target everywhere; of people's points only people can tell. */
function closingFor(
  deps: HubDeps,
  { assessment: { level, year } }: ScoreboardView,
  quantities: Quantities,
  language: Language,
): (score: ScoreView) => string | null {
  return ({ indicator, basis, maxPoints }) => {
    const rule = basis === null || basis === 'AUTOMATIC' ? indicator.ruleAt(level) : null;
    const gap = rule?.gap(quantities, { max: maxPoints, year }, titles(deps), language);
    return gap ?? toMeet(indicator, language);
  };
}

function toMeet({ target, unitOfTarget }: ScoreView['indicator'], language: Language): string | null {
  if (target === null) return null;
  const unit = unitOfTarget === null || unitOfTarget === '%' ? '' : ` (${unitOfTarget})`;
  const goal = `${target.text}${unit}`;
  return text(`Cần đạt chỉ tiêu: ${goal}.`, `To meet: ${goal}.`)[language];
}
