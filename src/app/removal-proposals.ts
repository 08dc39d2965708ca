import type { Indicator } from '../catalog/index-set.ts';
import { mulDivHalfUp } from '../core/points.ts';
import { pastRowsWithData } from '../store/past-scoreboards.ts';
import { unitsWithData } from '../store/scores.ts';
import { scoredBy } from '../store/scorings.ts';
import { BEFORE_ALL, shownAt } from './as-of.ts';
import { toView } from './assessments.ts';
import type { HubDeps } from './deps.ts';
import type { AssessmentView, RemovalProposal } from './views/assessment.ts';

/**
 * Criteria for which fewer units have data than the set asks for (2326/QĐ-UBND, II.2.b: fewer than 50 %). The hub
 * proposes; removing one is a decision of people.
 */
export async function removalProposals(
  deps: HubDeps,
  assessment: AssessmentView,
  asOf: Date | null = null,
): Promise<RemovalProposal[]> {
  const { indexSet, level, units, withData } = await dataOf(deps, assessment, asOf);
  const least = indexSet.removalBelowPercent;
  if (least === null || units === 0) return [];
  return indexSet.indicators
    .filter((indicator) => indicator.levels.includes(level))
    .map((indicator, index) => ({ indicator, units, unitsWithData: withData(indicator, index) }))
    .filter((one) => one.unitsWithData * 100 < least * units)
    .map((one) => ({ ...one, share: mulDivHalfUp(one.unitsWithData, 10_000, units) }));
}

interface RowsWithData extends Pick<AssessmentView, 'indexSet' | 'level'> {
  readonly units: number;
  /** Of a row and its place among those of the level. */
  withData(indicator: Indicator, index: number): number;
}

async function dataOf(deps: HubDeps, view: AssessmentView, asked: Date | null): Promise<RowsWithData> {
  const { database } = deps;
  const shown = await shownAt(deps, view, asked);
  const now = shown === null ? await unitsWithData(database, view.id) : null;
  const seenAt = view.scoredAt ?? BEFORE_ALL;
  if (now && (now.knownFrom ?? BEFORE_ALL) <= seenAt) {
    return { ...view, units: now.units, withData: ({ code }) => now.withData.get(code) ?? 0 };
  }
  // Scored again since the assessment was read: the rest of the answer is of then, too.
  const asOf = shown ?? seenAt;
  const then = await scoredBy(database, { ...view, indexSet: view.indexSet.code }, asOf);
  if (then === null) return { ...view, units: 0, withData: () => 0 };
  const counts = await pastRowsWithData(database, view.id, then.units, asOf);
  const units = counts.length === 0 ? 0 : then.units;
  return { ...toView(deps, then, asOf), units, withData: (_, index) => counts[index] ?? 0 };
}
