import type { AssessmentView } from '../../src/app/views/assessment.ts';
import type { RankedUnit, ScoreboardView } from '../../src/app/views/scoreboard.ts';
import { toId } from '../id.ts';

/** A result stays the same thing when it is scored again: its id names the unit and what it is a result of. */
export const scoreboardId = ({
  assessment,
  unit,
  asOf,
}: Pick<ScoreboardView, 'assessment' | 'unit' | 'asOf'>) =>
  toId('Scoreboard', JSON.stringify([assessment.id, unit.key, asOf]));

/** Which ranking a line stands in. */
export interface RankingPlace {
  readonly assessment: Pick<AssessmentView, 'id'>;
  readonly within: string | null;
  readonly asOf: Date | null;
}

export const rankingEntryId = (
  { unit }: Pick<RankedUnit, 'unit'>,
  { assessment, within, asOf }: RankingPlace,
) => toId('RankingEntry', JSON.stringify([assessment.id, unit.key, asOf, within]));

export interface ResultKey {
  readonly assessmentId: number;
  readonly unitKey: string;
  readonly asOf: Date | null;
  readonly within: string | null;
}

/** Of the years that the API takes elsewhere: the database knows neither year 0 nor 200000. */
const MOMENT = /^[12]\d{3}-/;

/** null: somebody made the id up. */
export function resultKey(key: string): ResultKey | null {
  try {
    const [assessmentId, unitKey, moment, within] = JSON.parse(key) as unknown[];
    const asOf = typeof moment === 'string' ? new Date(MOMENT.test(moment) ? moment : Number.NaN) : null;
    if (typeof assessmentId !== 'number' || typeof unitKey !== 'string') return null;
    if (asOf !== null && Number.isNaN(asOf.getTime())) return null;
    return { assessmentId, unitKey, asOf, within: typeof within === 'string' ? within : null };
  } catch {
    return null;
  }
}
