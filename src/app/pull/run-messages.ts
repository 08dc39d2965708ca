import type { Measure } from '../../core/measure.ts';
import { formatNumber, type Language, type Text, text } from '../../core/text.ts';
import type { HeldMeasure, PullRun, RunCounters } from '../../store/pull-run.ts';

/** What a person reads of a run: what happened, and what to do where there is something to do. */

export function published(
  counters: Pick<RunCounters, 'recordsRead'>,
  factsChanged: number,
  quarantined: Readonly<Record<string, number>>,
): Text {
  const say = (language: Language) => ({
    read: formatNumber(counters.recordsRead, language),
    changed: formatNumber(factsChanged, language),
  });
  const [vi, en] = [say('vi'), say('en')];
  const left = unknownUnits(quarantined);
  return text(
    `Đã đọc ${vi.read} bản ghi, thay đổi ${vi.changed} số liệu.${left.vi}`,
    `${en.read} records read, ${en.changed} facts changed.${left.en}`,
  );
}

/** A run that was held and that a person has accepted. */
export function accepted(run: Pick<PullRun, 'recordsRead' | 'quarantined'>, factsChanged: number): Text {
  const done = published(run, factsChanged, run.quarantined);
  return text(`Đã được người kiểm tra chấp nhận. ${done.vi}`, `Accepted by a person. ${done.en}`);
}

function unknownUnits(quarantined: Readonly<Record<string, number>>): Text {
  const codes = Object.keys(quarantined);
  if (codes.length === 0) return text('', '');
  const rows = Object.values(quarantined).reduce((sum, count) => sum + count, 0);
  const shown = `${codes.slice(0, 5).join(', ')}${codes.length > 5 ? ', …' : ''}`;
  return text(
    ` ${rows} bản ghi có mã đơn vị lạ được để riêng (${shown}): hãy bổ sung bảng mã đơn vị của nguồn.`,
    ` ${rows} records with unknown unit codes were set aside (${shown}): add them to the source's unit map.`,
  );
}

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
