import type { FieldIssue } from '../../connector-kit/config-issues.ts';
import type { Measure } from '../../core/measure.ts';
import { formatNumber, type Language, type Text, text } from '../../core/text.ts';
import type { HeldMeasure, PullRun, RunCounters } from '../../store/pull-run.ts';

/** What a person reads of a run: what happened, and what to do where there is something to do. */

export function published(
  counters: Pick<RunCounters, 'recordsRead'>,
  factsChanged: number,
  unmatched: UnmatchedOfRun,
): Text {
  const say = (language: Language) => ({
    read: formatNumber(counters.recordsRead, language),
    changed: formatNumber(factsChanged, language),
  });
  const [vi, en] = [say('vi'), say('en')];
  return followedBy(
    text(
      `Đã đọc ${vi.read} bản ghi, thay đổi ${vi.changed} số liệu.`,
      `${en.read} records read, ${en.changed} facts changed.`,
    ),
    unmatchedRows(unmatched),
  );
}

/** A message and after it what the source's connector wants staff to know, the same words once. */
export function withWarnings(message: Text, warnings: readonly Text[]): Text {
  const different = [...new Map(warnings.map((one) => [one.vi, one])).values()];
  const shown = different.slice(0, SHOWN_WARNINGS);
  const more = different.length - shown.length;
  return followedBy(message, [
    ...shown,
    ...(more ? [text(`Và ${more} lưu ý khác.`, `And ${more} more to note.`)] : []),
  ]);
}

/** What was stored before it was refused (S19): the pull is good, and staff have something to do. */
export const openSecretWarnings = (issues: readonly FieldIssue[]): Text[] =>
  issues.map(({ field, message }) =>
    text(
      `Cần sửa cấu hình của nguồn, ${field}: ${message.vi}. Sau đó hãy đổi khóa ở hệ thống nguồn, vì khóa cũ đã nằm ở chỗ công khai.`,
      `Correct the configuration of the source, ${field}: ${message.en}. Then change the key at the source itself, for the old one lay open.`,
    ),
  );

const followedBy = (message: Text, sentences: readonly Text[]): Text =>
  text(
    [message, ...sentences].map(({ vi }) => vi).join(' '),
    [message, ...sentences].map(({ en }) => en).join(' '),
  );

/** More than a person reads at once. */
const SHOWN_WARNINGS = 5;

/** A run that was held and that a person has accepted. */
export function accepted(
  run: Pick<PullRun, 'recordsRead' | keyof UnmatchedOfRun>,
  factsChanged: number,
): Text {
  const done = published(run, factsChanged, run);
  return text(`Đã được người kiểm tra chấp nhận. ${done.vi}`, `Accepted by a person. ${done.en}`);
}

/** Rows of a run whose code names no unit, by code. */
export type UnmatchedOfRun = Pick<PullRun, 'quarantined' | 'ignored'>;

/** What waits for a person and how to see to it; what a person decided to leave out. */
export function unmatchedRows({ quarantined, ignored }: UnmatchedOfRun): Text[] {
  const codes = Object.keys(quarantined);
  const shown = `${codes.slice(0, 5).join(', ')}${codes.length > 5 ? ', …' : ''}`;
  const [waiting, left] = [rowsOf(quarantined), rowsOf(ignored)];
  return [
    ...(waiting > 0
      ? [
          text(
            `${waiting} bản ghi có mã đơn vị lạ được để riêng (${shown}): hãy xem đề xuất bằng lệnh "hub units unmatched" rồi xác nhận.`,
            `${waiting} records with unknown unit codes were set aside (${shown}): see proposals with "hub units unmatched" and confirm them.`,
          ),
        ]
      : []),
    ...(left > 0
      ? [
          text(
            `${left} bản ghi mang mã đã được xác định là không thuộc đơn vị nào.`,
            `${left} records bear codes that were decided to be none of ours.`,
          ),
        ]
      : []),
  ];
}

const rowsOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** `measures` are those of the connector: staff know them by their titles, the receipt by their codes. */
export function heldBack(held: readonly HeldMeasure[], measures: readonly Measure[]): Text {
  const first = held[0] as HeldMeasure;
  const name = nameOf(first.measure, measures);
  const more = held.length > 1 ? ` (+${held.length - 1})` : '';
  return text(
    `Chờ người kiểm tra: ${name.vi}: ${first.reason.vi}${more}`,
    `Held for review: ${name.en}: ${first.reason.en}${more}`,
  );
}

function nameOf(code: string, measures: readonly Measure[]): Text {
  const title = measures.find((measure) => measure.code === code)?.title;
  return title ? text(`${title.vi} (${code})`, `${title.en} (${code})`) : text(code, code);
}

/** Of a dry run: what was read, and whether a real one would wait for a person. */
export function wouldPublish(
  counters: RunCounters,
  held: readonly HeldMeasure[],
  measures: readonly Measure[],
): Text {
  const doubt = held.length > 0 ? heldBack(held, measures) : null;
  return text(
    `Chạy thử: đã đọc ${formatNumber(counters.recordsRead, 'vi')} bản ghi, không lưu gì.${doubt ? ` ${doubt.vi}` : ''}`,
    `Dry run: ${formatNumber(counters.recordsRead, 'en')} records read, nothing stored.${doubt ? ` ${doubt.en}` : ''}`,
  );
}
