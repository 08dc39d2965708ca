import { distinct } from '../../src/connector-kit/distinct.ts';
import { configError } from '../../src/core/errors.ts';
import { text } from '../../src/core/text.ts';

export const COUNT_COLUMNS = [
  'so_may_quan_ly',
  'may_cai_chong_ma_doc',
  'may_cai_virus',
  'may_nhiem',
  'so_canh_bao',
  'so_da_xu_ly',
] as const;
export type CountColumn = (typeof COUNT_COLUMNS)[number];

export const COUNT_FIELDS = ['soHeThong', 'soHeThongDungChung'] as const;
export type CountField = (typeof COUNT_FIELDS)[number];

/** What a report says of one unit. */
export interface UnitCounts<C extends string> {
  /** Its code; its public name where the report has no codes. */
  readonly unit: string;
  /** Line of a table or item of a JSON list, from 1. */
  readonly line: number;
  /** Figures that the source does not have are absent, never 0. */
  readonly counts: Readonly<Partial<Record<C, number>>>;
}

/** A monthly report with each unit once. */
export interface Report<C extends string> {
  readonly units: readonly UnitCounts<C>[];
  /** Distinct units, as the source counts them; null when it does not say. */
  readonly declaredTotal: number | null;
}

/** Each unit once, whatever the lines are. */
export const distinctUnits = <C extends string>(
  rows: readonly UnitCounts<C>[],
  place: string,
): UnitCounts<C>[] =>
  distinct(
    rows,
    ({ unit }) => unit,
    (first, other) => contradiction(first, other, place),
    ({ counts }) => counts,
  );

const contradiction = (a: UnitCounts<string>, b: UnitCounts<string>, place: string) =>
  configError(
    'DUPLICATE_ROW',
    text(
      `Đơn vị ${a.unit} có hai dòng khác nhau (dòng ${a.line} và dòng ${b.line}) ở ${place}, cần đúng một. Hãy đề nghị IOC bỏ dòng sai.`,
      `Unit ${a.unit} has two different rows (line ${a.line} and line ${b.line}) in ${place}, expected one. Ask the IOC to remove the wrong one.`,
    ),
  );
