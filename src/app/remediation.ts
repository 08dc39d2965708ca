import type { Quantities } from '../core/measure.ts';
import { type Points, toNumber } from '../core/points.ts';
import { formatNumber, type Language, text } from '../core/text.ts';
import type { HubDeps } from './deps.ts';
import { knownQuantities, titles } from './receipt.ts';
import { lossesOfRows } from './row-losses.ts';
import type { RemediationItem } from './views/remediation.ts';
import type { ScoreboardView, ScoreView } from './views/scoreboard.ts';

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
    closing: closing(score) ?? byEvidence(score, missing, language),
    assignment: score.indicator.assignment,
  }));
}

/** The rule speaks where the machine's value counts, the target everywhere; null where people give the points. */
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

/** Points that people give are closed by what they look at: the evidence that the document names. */
function byEvidence({ indicator, maxPoints }: ScoreView, missing: Points, language: Language): string {
  const evidence = indicator.evidence ?? (indicator.condition || indicator.title);
  const [more, most] = [missing, maxPoints].map((points) => formatNumber(toNumber(points), language));
  return text(
    `Cần thêm ${more} điểm để đạt tối đa ${most}; người thẩm định chấm theo: ${evidence}.`,
    `Needed: ${more} more points for the maximum of ${most}; given by people for: ${evidence}.`,
  )[language];
}

function toMeet({ target, unitOfTarget }: ScoreView['indicator'], language: Language): string | null {
  if (target === null) return null;
  const unit = unitOfTarget === null || unitOfTarget === '%' ? '' : ` (${unitOfTarget})`;
  const goal = `${target.text}${unit}`;
  return text(`Cần đạt chỉ tiêu: ${goal}.`, `To meet: ${goal}.`)[language];
}
