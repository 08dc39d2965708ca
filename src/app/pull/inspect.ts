import { formatNumber, type Text, text } from '../../core/text.ts';
import type { Comparison } from '../../store/publish.ts';
import type { HeldMeasure } from '../../store/pull-run.ts';
import type { Doubt, SetAside } from './reading/set-aside.ts';
import type { StagedSlice } from './stage.ts';

/** When a pull is held back for a person. */
export interface Limits {
  /** Change of a sum, as a share of what was visible, that nobody believes without looking. */
  readonly change: number;
  /** Sums below this move by chance. */
  readonly smallest: number;
  /** Records by which a declared total may differ, and that may be unbelievable. */
  readonly tolerance: number;
  /** Measures of which nothing at all is normal. */
  readonly zeroIsNormal: readonly string[];
}

export const DEFAULT_LIMITS: Limits = { change: 0.5, smallest: 20, tolerance: 0, zeroIsNormal: [] };

/** What one pull brought, ready to be judged. Pure. */
export interface PullResult {
  readonly slices: readonly StagedSlice[];
  readonly comparisons: readonly Comparison[];
  /** Records and ready values, repeated ones among them. */
  readonly recordsRead: number;
  /** How many of them carry a code that names no unit, by code. */
  readonly quarantined: Readonly<Record<string, number>>;
  /** Of which a person said that they are none of ours, by code. */
  readonly ignored: Readonly<Record<string, number>>;
  /** Rows that cannot be true. */
  readonly setAside: readonly SetAside[];
  /** Units of which it has figures. */
  readonly units: UnitsFound;
  /** The only units it speaks of, by surrogate id; null: all. */
  readonly onlyUnitIds: readonly number[] | null;
  /** Nothing at all may be the truth: see quiet-beginning.ts. */
  readonly mayBeEmpty: boolean;
  /** All that the connector can deliver. */
  readonly measures: readonly string[];
  readonly measuresOfStream: (stream: string) => readonly string[];
  readonly measureCode: (id: number) => string;
  readonly unitName: (id: number) => string;
}

/** How many are of the hub's province, how many of others, and the name of one of those. */
export interface UnitsFound {
  readonly own: number;
  readonly foreign: number;
  readonly example: string;
}

/**
 * Why a pull must not be published: nothing came, nothing of a unit that is known or of the province, fewer or more
 * than the source declared, records that cannot be true, or a sum that fell, rose or went over to other units beyond
 * the limit. Empty when there is nothing to object to. Of a pull of some units only these are in doubt.
 */
export function inspect(result: PullResult, limits: Limits = DEFAULT_LIMITS): HeldMeasure[] {
  const strangers = [...onlyUnknownUnits(result), ...onlyForeignUnits(result)];
  // Without a known unit every sum is 0: that follows and explains nothing.
  const changes = strangers.length > 0 ? [] : jumps(result, limits);
  const unbelieved = unbelievable(result, limits);
  const held = [
    ...nothing(result, limits),
    ...strangers,
    ...mismatches(result, limits),
    ...unbelieved,
    ...changes,
  ];
  const { onlyUnitIds } = result;
  if (onlyUnitIds === null) return held;
  return held.flatMap((one) =>
    one.unitId === null ? onlyUnitIds.map((unitId) => ({ ...one, unitId })) : [one],
  );
}

function nothing(result: PullResult, { zeroIsNormal }: Limits): HeldMeasure[] {
  if (isSomething(result) || result.mayBeEmpty) return [];
  const reason = text(
    'Nguồn không trả về bản ghi nào. Số liệu cũ được giữ nguyên; hãy kiểm tra nguồn rồi lấy lại.',
    'The source returned nothing at all. Earlier figures are kept; check the source, then pull again.',
  );
  return result.measures
    .filter((measure) => !zeroIsNormal.includes(measure))
    .map((measure) => ({ measure, unitId: null, reason }));
}

export const isSomething = ({ slices }: Pick<PullResult, 'slices'>): boolean =>
  slices.some((slice) => slice.received > 0);

function onlyUnknownUnits(result: PullResult): HeldMeasure[] {
  const { recordsRead, quarantined, ignored, measures, onlyUnitIds } = result;
  const waiting = sum(Object.values(quarantined));
  if (onlyUnitIds !== null || waiting === 0 || waiting + sum(Object.values(ignored)) < recordsRead) return [];
  const codes = Object.keys(quarantined);
  const shown = `${codes
    .slice(0, SHOWN_CODES)
    .map((code) => `"${code}"`)
    .join(', ')}${codes.length > SHOWN_CODES ? ', …' : ''}`;
  const reason = text(
    `Cả ${formatNumber(recordsRead, 'vi')} bản ghi đều có mã đơn vị lạ (${shown}). Số liệu cũ được giữ nguyên; hãy xem đề xuất ghép mã bằng lệnh "hub units unmatched", xác nhận rồi lấy lại.`,
    `All ${formatNumber(recordsRead, 'en')} records have unknown unit codes (${shown}). Earlier figures are kept; see proposals with "hub units unmatched", confirm them, then pull again.`,
  );
  return measures.map((measure) => ({ measure, unitId: null, reason }));
}

const SHOWN_CODES = 5;

/** Another tenant's answer: every code names a unit, and none is ours. */
function onlyForeignUnits({ units, measures, onlyUnitIds }: PullResult): HeldMeasure[] {
  if (onlyUnitIds !== null || units.foreign === 0 || units.own > 0) return [];
  const reason = text(
    `Mọi số liệu nhận được đều của ${units.foreign} đơn vị ngoài tỉnh (ví dụ ${units.example}). Số liệu cũ được giữ nguyên; hãy kiểm tra địa chỉ và tài khoản của nguồn có đúng của tỉnh không.`,
    `All figures are of ${units.foreign} units outside of the province (such as ${units.example}). Earlier figures are kept; check that the source's address and account are those of the province.`,
  );
  return measures.map((measure) => ({ measure, unitId: null, reason }));
}

/** A source that sends all units and is asked for one declares more than is kept. */
function mismatches(
  { slices, measuresOfStream, onlyUnitIds }: PullResult,
  { tolerance }: Limits,
): HeldMeasure[] {
  return slices
    .filter(({ declared, received }) => declared !== null && Math.abs(declared - received) > tolerance)
    .filter(() => onlyUnitIds === null)
    .flatMap((slice) => {
      const only = slice.received < (slice.declared ?? 0) ? 'chỉ ' : '';
      const reason = text(
        `Nguồn báo có ${slice.declared} bản ghi nhưng ${only}nhận được ${slice.received}. Số liệu cũ được giữ nguyên.`,
        `The source declared ${slice.declared} records and ${slice.received} arrived. Earlier figures are kept.`,
      );
      return measuresOfStream(slice.stream).map((measure) => ({ measure, unitId: null, reason }));
    });
}

/** Said of one row as an example and of how many there are (F27, F45). */
const DOUBTS: Readonly<Record<Doubt, (count: number, example: string) => Text>> = {
  FUTURE: (count, example) =>
    text(
      `${count} dòng mang ngày chưa đến (ví dụ ${example}).`,
      `${count} rows bear a day that has not come (such as ${example}).`,
    ),
  PAST: (count, example) =>
    text(
      `${count} dòng mang ngày trước năm 1990 (ví dụ ${example}).`,
      `${count} rows bear a day before 1990 (such as ${example}).`,
    ),
  DOMAIN: (count, example) =>
    text(
      `${count} giá trị vượt mức có thể có (ví dụ ${example}).`,
      `${count} values are more than can be (such as ${example}).`,
    ),
  NO_KEY: (count, example) =>
    text(
      `${count} dòng không có mã riêng (ví dụ dòng ${example}).`,
      `${count} rows have no key of their own (such as row ${example}).`,
    ),
  NO_DAY: (count, example) =>
    text(
      `${count} dòng không có ngày đọc được (ví dụ dòng ${example}).`,
      `${count} rows have no readable day (such as row ${example}).`,
    ),
  NO_COUNT: (count, example) =>
    text(
      `${count} giá trị không phải số nguyên không âm (ví dụ dòng ${example}).`,
      `${count} values are no whole numbers of at least 0 (such as row ${example}).`,
    ),
};

function unbelievable({ setAside, measuresOfStream }: PullResult, { tolerance }: Limits): HeldMeasure[] {
  return setAside
    .filter(({ count }) => count > tolerance)
    .flatMap(({ stream, doubt, count, example }) => {
      const what = DOUBTS[doubt](count, example);
      const reason = text(
        `${what.vi} Các dòng này được để riêng, số liệu cũ được giữ nguyên; hãy kiểm tra đồng hồ và số liệu của nguồn.`,
        `${what.en} They were set aside, earlier figures are kept; check the source's clock and figures.`,
      );
      return measuresOfStream(stream).map((measure) => ({ measure, unitId: null, reason }));
    });
}

/** First of a measure as a whole; where the whole holds, unit by unit. */
function jumps({ comparisons, measureCode, unitName }: PullResult, limits: Limits): HeldMeasure[] {
  const held: HeldMeasure[] = [];
  for (const [measureId, parts] of byMeasure(comparisons)) {
    const before = sum(parts.map((part) => part.before));
    const after = sum(parts.map((part) => part.after));
    if (after === 0 && limits.zeroIsNormal.includes(measureCode(measureId))) continue;
    if (isJump(before, after, limits) || (before > 0 && after === 0)) {
      held.push({ measure: measureCode(measureId), unitId: null, reason: moved(before, after, null) });
      continue;
    }
    const ofOthers = held.length;
    for (const part of parts) {
      if (!isJump(part.before ?? 0, part.after ?? 0, limits)) continue;
      const reason = moved(part.before ?? 0, part.after ?? 0, unitName(part.unitId));
      held.push({ measure: measureCode(measureId), unitId: part.unitId, reason });
    }
    const shifted = sum(parts.map((part) => Math.abs((part.after ?? 0) - (part.before ?? 0))));
    if (
      held.length === ofOthers &&
      before >= MANY * limits.smallest &&
      isJump(before, before + shifted, limits)
    ) {
      held.push({ measure: measureCode(measureId), unitId: null, reason: wentOver(before, shifted) });
    }
  }
  return held;
}

/** Times the smallest sum that is judged: below it a few small units move by chance. */
const MANY = 5;

const isJump = (before: number, after: number, limits: Limits): boolean =>
  before >= limits.smallest && Math.abs(after - before) > before * limits.change;

function byMeasure(comparisons: readonly Comparison[]): Map<number, Comparison[]> {
  const groups = new Map<number, Comparison[]>();
  for (const one of comparisons) {
    const group = groups.get(one.measureId);
    if (group) group.push(one);
    else groups.set(one.measureId, [one]);
  }
  return groups;
}

const sum = (values: readonly (number | null)[]): number =>
  values.reduce<number>((total, value) => total + (value ?? 0), 0);

function moved(before: number, after: number, unit: string | null): Text {
  const numbers = (language: 'vi' | 'en') =>
    [formatNumber(before, language), formatNumber(after, language)] as const;
  const [oldVi, newVi] = numbers('vi');
  const [oldEn, newEn] = numbers('en');
  return text(
    `Tổng ${unit === null ? '' : `của ${unit} `}đổi từ ${oldVi} thành ${newVi}, vượt giới hạn tin cậy. Số liệu cũ được giữ nguyên; cần người kiểm tra.`,
    `The sum ${unit === null ? '' : `of ${unit} `}moved from ${oldEn} to ${newEn}, beyond what is believed unseen. Earlier figures are kept; a person must look.`,
  );
}

/** No unit is large enough to tell by itself, but together they changed places. */
const wentOver = (before: number, shifted: number): Text =>
  text(
    `Tổng ${formatNumber(before, 'vi')} gần như không đổi nhưng số liệu từng đơn vị lệch tổng cộng ${formatNumber(shifted, 'vi')} so với trước, vượt giới hạn tin cậy. Số liệu cũ được giữ nguyên; cần người kiểm tra mã đơn vị của nguồn.`,
    `The sum of ${formatNumber(before, 'en')} hardly moved, but its units moved by ${formatNumber(shifted, 'en')} altogether, beyond what is believed unseen. Earlier figures are kept; a person must look at the source's unit codes.`,
  );
