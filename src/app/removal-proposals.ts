import { mulDivHalfUp } from '../core/points.ts';
import { unitsWithData } from '../store/scores.ts';
import type { HubDeps } from './deps.ts';
import type { AssessmentView, RemovalProposal } from './views/assessment.ts';

/**
 * Criteria for which fewer units have data than the set asks for (2326/QĐ-UBND, II.2.b: fewer than 50 %). The hub
 * proposes; removing one is a decision of people.
 */
export async function removalProposals(
  deps: HubDeps,
  assessment: AssessmentView,
): Promise<RemovalProposal[]> {
  const { removalBelowPercent, indicators } = assessment.indexSet;
  if (removalBelowPercent === null) return [];
  const { units, withData } = await unitsWithData(deps.database, assessment.id);
  if (units === 0) return [];
  return indicators
    .filter((indicator) => indicator.levels.includes(assessment.level))
    .map((indicator) => ({ indicator, units, unitsWithData: withData.get(indicator.code) ?? 0 }))
    .filter((one) => one.unitsWithData * 100 < removalBelowPercent * units)
    .map((one) => ({ ...one, share: mulDivHalfUp(one.unitsWithData, 10_000, units) }));
}
