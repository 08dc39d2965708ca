import { HubError } from '../core/errors.ts';
import { formatMoment } from '../core/format-moment.ts';
import { text } from '../core/text.ts';
import { refuseFuture } from './as-of.ts';
import { toView } from './assessments.ts';
import type { HubDeps } from './deps.ts';
import { scoreboardAsOf, unitInAssessment } from './scoreboard.ts';
import type { ScoreboardChanges, ScoreboardView, ScoreChange, ScoreView } from './views/scoreboard.ts';

/** Both ends of the look back; they are included. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** Rows of one unit whose state or points differ between two moments of the past. */
export async function scoreboardChanges(
  deps: HubDeps,
  code: string,
  indexSet: string,
  year: number,
  { from, to }: Span,
): Promise<ScoreboardChanges> {
  if (from > to) throw turnedRound(from, to);
  await refuseFuture(deps, to, 'to');
  const { unit, assessment } = await unitInAssessment(deps, code, indexSet, year);
  const [before, after] = await Promise.all(
    [from, to].map((asOf) => scoreboardAsOf(deps, code, indexSet, year, asOf)),
  );
  return {
    unit,
    assessment: after?.assessment ?? toView(deps, assessment),
    before: before ?? null,
    after: after ?? null,
    changes: changedRows(before ?? null, after ?? null),
  };
}

/** In the order of the later scoreboard; rows that only the earlier one had come last. */
function changedRows(before: ScoreboardView | null, after: ScoreboardView | null): ScoreChange[] {
  const earlier = rowsByCode(before);
  const later = rowsByCode(after);
  return [...new Set([...later.keys(), ...earlier.keys()])].flatMap((code) => {
    const change = { before: earlier.get(code) ?? null, after: later.get(code) ?? null };
    const { indicator } = (change.after ?? change.before) as ScoreView;
    return differs(change) ? [{ indicator, ...change }] : [];
  });
}

const rowsByCode = (board: ScoreboardView | null): ReadonlyMap<string, ScoreView> =>
  new Map(board?.indicators.map((row) => [row.indicator.code, row]) ?? []);

const differs = ({ before, after }: Pick<ScoreChange, 'before' | 'after'>): boolean =>
  before?.state !== after?.state || before?.points !== after?.points;

const turnedRound = (from: Date, to: Date) =>
  new HubError(
    'config',
    'BAD_SPAN',
    text(
      `"from" (${formatMoment(from)}) phải trước hoặc bằng "to" (${formatMoment(to)}). Hãy đổi chỗ hai thời điểm.`,
      `"from" (${formatMoment(from)}) must not be after "to" (${formatMoment(to)}). Exchange the two.`,
    ),
    { details: { field: 'from' } },
  );
