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

/** The moment of a look back at which nothing is known: it finds what there was before the first scoring. */
export const BEFORE_ALL = new Date(0);

type Published = Pick<AssessmentView, 'published'>;

/**
 * The moment at which results are shown to whoever asks for one (null: now). For those who may see published results
 * alone it is that of the publication in force then.
 */
export async function shownAt(deps: HubDeps, results: Published, asOf: Date | null): Promise<Date | null> {
  if (asOf !== null) await refuseFuture(deps, asOf);
  return pinned(deps, results, asOf);
}

/** The same for a moment that is known to be past. */
export function pinned({ publishedOnly }: HubDeps, { published }: Published, asOf: Date | null): Date | null {
  if (!publishedOnly) return asOf;
  return published.findLast(({ at }) => asOf === null || at <= asOf)?.at ?? BEFORE_ALL;
}

/** Why an assessment had no results at a moment (null: now); null when it had. */
export async function unscoredReason(
  deps: HubDeps,
  { id, published, scoredAt }: AssessmentView,
  asOf: Date | null,
): Promise<Text | null> {
  const shown = await shownAt(deps, { published }, asOf);
  if (shown === BEFORE_ALL) return unpublishedThen(asOf, published[0]?.at);
  const first = await firstScoring(deps.database, id);
  if (first === null) {
    return text(
      'Kỳ đánh giá này chưa được chấm lần nào. Hãy đợi lần chấm tiếp theo.',
      'This assessment has never been scored. Wait for the next scoring.',
    );
  }
  if (shown === null && scoredAt === null) {
    return text(
      'Kỳ đánh giá này chưa có kết quả. Hãy đợi lần chấm tiếp theo.',
      'This assessment has no results yet. Wait for the next scoring.',
    );
  }
  if (shown === null || first <= shown) return null;
  return text(
    `Lúc ${formatMoment(shown)} kỳ đánh giá này chưa được chấm; lần chấm đầu tiên là ${formatMoment(first)}.`,
    `At ${formatMoment(shown)} this assessment had not been scored; its first scoring was at ${formatMoment(first)}.`,
  );
}

function unpublishedThen(asOf: Date | null, first: Date | undefined): Text {
  if (!asOf || !first) return text('Kết quả chưa được công bố.', 'The results have not been published.');
  return text(
    `Lúc ${formatMoment(asOf)} kết quả chưa được công bố; lần công bố đầu tiên là ${formatMoment(first)}.`,
    `At ${formatMoment(asOf)} the results had not been published; the first publication was at ${formatMoment(first)}.`,
  );
}
