import { configError } from '../../core/errors.ts';
import type { Points } from '../../core/points.ts';
import { text } from '../../core/text.ts';
import { isValidOn } from '../../core/unit.ts';
import { findAssessment } from '../assessments.ts';
import type { HubDeps } from '../deps.ts';
import { scoreboardView } from '../scoreboard.ts';
import type { ScoreboardView, ScoreView } from '../views/scoreboard.ts';

/** One set in one year; the level is the unit's. */
export interface AssessmentYear {
  readonly indexSet: string;
  readonly year: number;
}

export interface YearComparison {
  readonly from: ScoreboardView;
  readonly to: ScoreboardView;
  /** As the later one prints them; rows that only the earlier one has come last. */
  readonly rows: readonly YearRow[];
}

/** A row is the same when its key is, whatever code an edition prints. */
export interface YearRow {
  readonly key: string;
  readonly from: ScoreView | null;
  readonly to: ScoreView | null;
  /** Later less earlier; null unless both have points. */
  readonly difference: Points | null;
}

/**
 * One body in two assessments, of two years or of two editions of a series, each result under the unit that it was
 * then. Throws DIFFERENT_SERIES, or NO_SUCH_BODY where the unit was another body in one of the years.
 */
export async function compareYears(
  deps: HubDeps,
  unitKey: string,
  from: AssessmentYear,
  to: AssessmentYear,
): Promise<YearComparison> {
  const [earlier, later] = await Promise.all([
    scoreboardOfBody(deps, unitKey, from),
    scoreboardOfBody(deps, unitKey, to),
  ]);
  const [older, newer] = [earlier.assessment.indexSet, later.assessment.indexSet];
  if (older.series !== newer.series) throw differentSeries(older.code, newer.code);
  return { from: earlier, to: later, rows: rowsOfBoth(earlier, later) };
}

async function scoreboardOfBody(
  deps: HubDeps,
  unitKey: string,
  { indexSet, year }: AssessmentYear,
): Promise<ScoreboardView> {
  const [assessment] = await findAssessment(deps, indexSet, year, null);
  const day = assessment?.window.to ?? `${year}-12-31`;
  const unit = deps.directory.sameBody(unitKey).find((one) => isValidOn(one, day));
  if (!unit) throw noSuchBody(deps.directory.byKey(unitKey)?.name ?? '', year);
  return scoreboardView(deps, unit.code, indexSet, year);
}

export function rowsOfBoth(from: ScoreboardView, to: ScoreboardView): YearRow[] {
  const earlier = byKey(from);
  const later = byKey(to);
  return [...new Set([...later.keys(), ...earlier.keys()])].map((key) => {
    const [before, after] = [earlier.get(key) ?? null, later.get(key) ?? null];
    return { key, from: before, to: after, difference: differenceOf(before?.points, after?.points) };
  });
}

/** null unless both are there. */
export const differenceOf = (
  from: number | null | undefined,
  to: number | null | undefined,
): number | null => (from == null || to == null ? null : to - from);

const byKey = ({ indicators }: ScoreboardView): ReadonlyMap<string, ScoreView> =>
  new Map(indicators.map((score) => [score.indicator.id, score]));

const differentSeries = (from: string, to: string) =>
  configError(
    'DIFFERENT_SERIES',
    text(
      `"${from}" và "${to}" không thuộc cùng một chuỗi ban hành nên không so sánh được. Hãy chọn hai kỳ của cùng một chuỗi.`,
      `"${from}" and "${to}" are no editions of one series and cannot be compared. Choose two of one series.`,
    ),
  );

const noSuchBody = (name: string, year: number) =>
  configError(
    'NO_SUCH_BODY',
    text(
      `${name} năm ${year} chưa có hoặc là đơn vị khác (đã nhập, tách). Xem predecessors và successors của đơn vị rồi so sánh từng đơn vị đó.`,
      `${name} did not exist in ${year} or was another body (merged, split). See predecessors and successors of the unit and compare those.`,
    ),
  );
