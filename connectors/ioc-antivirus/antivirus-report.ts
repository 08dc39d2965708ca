import type { Table, TableRow } from '../../src/connector-kit/table-file.ts';
import { decimalOf, tableNumber } from '../../src/connector-kit/table-number.ts';
import { type Text, text } from '../../src/core/text.ts';
import type { IocConfig } from './config.ts';
import { type CountColumn, distinctUnits, type Report, type UnitCounts } from './report.ts';
import type { ReportColumn } from './report-columns.ts';
import { badNumber, badTotal, missingUnit, openMonth, unreadableMonth } from './report-errors.ts';
import { monthInCell, monthsInTitles } from './report-month.ts';

/** What a report file says of one month. */
export interface MonthReport extends Report<CountColumn> {
  /** "2024-03"; null when the content names no month. */
  readonly month: string | null;
  /** Units that stand in it without any figure: nothing is said of them. */
  readonly silentUnits: readonly string[];
  readonly warnings: readonly Text[];
}

type Settings = Pick<IocConfig, 'figures' | 'decimal'>;

/** The months of one table, by its content alone: a column "tháng" or a title line (F50). */
export function reportsIn(table: Table, settings: Settings, place: string): MonthReport[] {
  const months = new RowMonths(table, place);
  const read = figuresOf(table.rows, settings, place);
  const byMonth = new Map<string | null, ReadRow[]>();
  for (const row of table.rows) {
    const found = read(row);
    if (found === null) continue;
    const month = months.of(row);
    const known = byMonth.get(month) ?? [];
    byMonth.set(month, known);
    known.push(found);
  }
  if (byMonth.size === 0) byMonth.set(months.ofTitle(), []);
  const declaredTotal = table.closing === null ? null : declared(table.closing, place);
  return [...byMonth].map(([month, rows]) => ({ month, declaredTotal, ...joined(rows, place) }));
}

interface ReadRow {
  readonly unit: string;
  readonly line: number;
  /** null: the row has no figure at all. */
  readonly counts: UnitCounts<CountColumn>['counts'] | null;
}

function joined(rows: readonly ReadRow[], place: string) {
  const filled = rows.flatMap(({ unit, line, counts }) => (counts === null ? [] : [{ unit, line, counts }]));
  const units = distinctUnits(filled, place);
  const empty = rows.filter(({ unit, counts }) => counts === null && !units.some((one) => one.unit === unit));
  const repeats = filled.length - units.length;
  const warnings = [
    ...(repeats > 0 ? [repeated(repeats, place)] : []),
    ...(empty.length > 0 ? [withoutFigures(empty, place)] : []),
  ];
  return { units, silentUnits: [...new Set(empty.map(({ unit }) => unit))], warnings };
}

/** Of each row its unit and figures; null for one that speaks of no unit. */
function figuresOf(rows: readonly TableRow[], { figures, decimal }: Settings, place: string) {
  const signs = new Map(
    figures.map((column) => [column, decimal === 'auto' ? decimalOf(cellsOf(rows, column)) : decimal]),
  );
  return ({ line, cells }: TableRow): ReadRow | null => {
    const [code, name] = [wordOf(cells['ma_don_vi']), wordOf(cells['ten_don_vi'])];
    const isEmpty = figures.every((column) => isBlank(cells[column]));
    // A line without any figure may be a note or a signature below the table: only a code is taken for a unit.
    if (isEmpty)
      return /^[\p{L}\d][\w.-]{0,30}$/u.test(code) && name !== '' ? { unit: code, line, counts: null } : null;
    const unit = code || name;
    if (unit === '') throw missingUnit(line, place);
    const counts = figures.map((column) => {
      const read = tableNumber(cells[column] ?? null, {
        decimal: signs.get(column) ?? 'auto',
        isCount: true,
      });
      if (read.kind === 'number' && read.value >= 0) return [column, read.value];
      const isAmbiguous = read.kind === 'unreadable' && read.isAmbiguous;
      throw badNumber({ line, unit, column, value: cells[column] ?? '', isAmbiguous, place });
    });
    return { unit, line, counts: Object.fromEntries(counts) };
  };
}

const cellsOf = (rows: readonly TableRow[], column: ReportColumn) =>
  rows.map(({ cells }) => cells[column] ?? null);

const isBlank = (cell: string | number | null | undefined): boolean =>
  tableNumber(cell ?? null, { decimal: 'auto' }).kind === 'blank';

const wordOf = (cell: string | number | null | undefined): string => String(cell ?? '').trim();

class RowMonths {
  readonly #hasColumn: boolean;
  readonly #titles: readonly string[];
  readonly #place: string;

  constructor({ columns, titles }: Table, place: string) {
    this.#hasColumn = columns.includes('thang');
    this.#titles = monthsInTitles(titles);
    this.#place = place;
  }

  of({ line, cells }: TableRow): string | null {
    if (!this.#hasColumn) return this.ofTitle();
    const month = monthInCell(cells['thang'] ?? null);
    if (month === null) throw unreadableMonth(line, wordOf(cells['thang']), this.#place);
    return month;
  }

  ofTitle(): string | null {
    if (this.#titles.length > 1) throw openMonth(this.#titles, this.#place);
    return this.#titles[0] ?? null;
  }
}

function declared(closing: string, place: string): number {
  const read = tableNumber(closing, { decimal: ',', isCount: true });
  if (read.kind === 'number' && read.value >= 0) return read.value;
  throw badTotal(closing, place);
}

const repeated = (count: number, place: string): Text =>
  text(
    `${count} dòng ở ${place} lặp lại y hệt nên chỉ tính một lần.`,
    `${count} rows of ${place} are repeated as they are and count once.`,
  );

const withoutFigures = (rows: readonly ReadRow[], place: string): Text => {
  const units = rows
    .slice(0, 5)
    .map(({ unit, line }) => `${unit} (${line})`)
    .join(', ');
  return text(
    `${rows.length} đơn vị ở ${place} không có số liệu nào nên giữ số liệu cũ; mã (dòng): ${units}.`,
    `${rows.length} units of ${place} have no figure at all and keep their earlier ones; code (line): ${units}.`,
  );
};
