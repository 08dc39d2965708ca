import { configError, type HubError } from '../../../core/errors.ts';
import { formatNumber, text } from '../../../core/text.ts';
import type { RunCounters } from '../../../store/pull-run.ts';

/** How much one pull may read; a source that never ends is left at it (F11). */
export interface ReadingCaps {
  readonly maxPages: number;
  readonly maxRecords: number;
}

/** Codes of pulls that ended at a limit of the source's settings: what was read is only a part. */
export const LIMITS_OF_OURS: ReadonlySet<string> = new Set([
  'TOO_MANY_PAGES',
  'TOO_MANY_RECORDS',
  'TOO_LONG',
]);

/** The sentence that names the limit to raise; null while there is room. */
export function overCap(counters: RunCounters, { maxPages, maxRecords }: ReadingCaps): HubError | null {
  if (counters.recordsRead > maxRecords) {
    return reached(
      'TOO_MANY_RECORDS',
      'maxRecords',
      text(`${formatNumber(maxRecords, 'vi')} bản ghi`, `${formatNumber(maxRecords, 'en')} records`),
    );
  }
  if (counters.pagesRead > maxPages) {
    return reached(
      'TOO_MANY_PAGES',
      'maxPages',
      text(`${formatNumber(maxPages, 'vi')} trang`, `${formatNumber(maxPages, 'en')} pages`),
    );
  }
  return null;
}

export const tooLong = (minutes: number) =>
  reached(
    'TOO_LONG',
    'maxMinutes',
    text(`${formatNumber(minutes, 'vi')} phút`, `${formatNumber(minutes, 'en')} minutes`),
  );

const reached = (code: string, setting: string, limit: { readonly vi: string; readonly en: string }) =>
  configError(
    code,
    text(
      `Đã đọc đến giới hạn ${limit.vi} mà nguồn chưa hết; không công bố gì, số liệu cũ được giữ nguyên. Nếu nguồn thật sự lớn như vậy, hãy tăng "${setting}" trong thiết lập của nguồn.`,
      `Reading reached the limit of ${limit.en} and the source went on; nothing is published, earlier figures are kept. If the source really is that large, raise "${setting}" in its settings.`,
    ),
  );
