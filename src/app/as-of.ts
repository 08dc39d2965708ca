import { HubError } from '../core/errors.ts';
import { formatMoment } from '../core/format-moment.ts';
import { type Text, text } from '../core/text.ts';
import { isFuture } from '../store/as-of.ts';
import { firstScoring } from '../store/scorings.ts';
import type { HubDeps } from './deps.ts';
import type { AssessmentView } from './views/assessment.ts';

/** What will be known later, nobody knows: an answer would change under the moment it was asked for. */
export async function refuseFuture({ database }: HubDeps, asOf: Date, field = 'asOf'): Promise<void> {
  if (await isFuture(database, asOf)) throw inFuture(asOf, field);
}

const inFuture = (asOf: Date, field: string) =>
  new HubError(
    'config',
    'MOMENT_IN_FUTURE',
    text(
      `Thời điểm "${field}" ${formatMoment(asOf)} chưa đến. Hãy nêu thời điểm đã qua, hoặc bỏ trống để xem hiện tại.`,
      `The moment "${field}" ${formatMoment(asOf)} has not come yet. Name one of the past, or none for the present.`,
    ),
    { details: { field } },
  );

/** Why an assessment had no results at a moment (null: now); null when it had. */
export async function unscoredReason(
  deps: HubDeps,
  { id }: AssessmentView,
  asOf: Date | null,
): Promise<Text | null> {
  if (asOf !== null) await refuseFuture(deps, asOf);
  const first = await firstScoring(deps.database, id);
  if (first === null) {
    return text(
      'Kỳ đánh giá này chưa được chấm lần nào. Hãy đợi lần chấm tiếp theo.',
      'This assessment has never been scored. Wait for the next scoring.',
    );
  }
  if (asOf === null || first <= asOf) return null;
  return text(
    `Lúc ${formatMoment(asOf)} kỳ đánh giá này chưa được chấm; lần chấm đầu tiên là ${formatMoment(first)}.`,
    `At ${formatMoment(asOf)} this assessment had not been scored; its first scoring was at ${formatMoment(first)}.`,
  );
}
