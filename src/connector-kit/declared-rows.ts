import type { Day } from '../core/clock.ts';
import type { SourceRecord, SourceValue, UnusableRow } from './connector.ts';
import type { RowMap } from './declared-list.ts';
import { counter } from './declared-streams.ts';
import { compileExpression, isTrue } from './expression.ts';
import { Budget, STEPS_OF_A_RECORD } from './expression-budget.ts';
import { compiledOrNull } from './expression-field.ts';
import { isNotClosed, sourceDay } from './source-day.ts';

/** The declared fields of one row, and nothing else of it. */
export type Row = Readonly<Record<string, unknown>>;

/** What one row of a list says. */
export type RowReading =
  /** Left out by the list's own condition, or the report of a month that is not closed. */
  | { readonly kind: 'other' }
  | { readonly kind: 'unusable'; readonly why: UnusableRow; readonly field: string }
  | {
      readonly kind: 'record';
      readonly record: SourceRecord<Row>;
      /** Measures whose figure in this row is no whole number >= 0: the row counts as nothing for them. */
      readonly unusable: readonly string[];
    }
  | {
      readonly kind: 'values';
      readonly unit: string;
      readonly day: Day;
      readonly values: readonly SourceValue[];
      /** Measures whose figure in this row is no whole number >= 0. */
      readonly unusable: readonly string[];
    };

/** Stands for a unit that a row does not name: such rows are put aside like those of an unknown code. */
export const NO_UNIT_CODE = '(trống)';

const LONGEST_CODE = 200;
const LONGEST_TITLE = 500;

/** Reads rows of a list by its map. `today`: the day of rows that bear none. */
export function rowReader(list: RowMap, today: Day): (row: unknown) => RowReading {
  const [key, at, title, where] = [list.key, list.at, list.publicTitle, list.where].map(compiledOrNull);
  const unit = compileExpression(list.unit);
  const fields = Object.entries(list.fields).map(
    ([name, expression]) => [name, compileExpression(expression)] as const,
  );
  const figures = list.measures.map((measure) => ({ code: measure.code, count: counter(measure) }));
  const ownFigures = figures.filter((_, index) => list.measures[index]?.value !== undefined);
  return (raw) => {
    const budget = new Budget(STEPS_OF_A_RECORD);
    const row = Object.fromEntries(fields.map(([name, field]) => [name, field(raw, budget)]));
    if (where && !isTrue(where(row, budget))) return { kind: 'other' };
    const time = at ? sourceDay(at(raw, budget), list.atFormats) : `${today}T00:00:00+07:00`;
    if (time === null) return { kind: 'unusable', why: 'NO_DAY', field: 'at' };
    if (isNotClosed(time.slice(0, 10), list.atFormats, today)) return { kind: 'other' };
    const of = { unit: codeOf(unit(raw, budget)) ?? NO_UNIT_CODE, at: time };
    if (list.mode === 'values') return valuesOf(of, row, figures);
    const own = key ? codeOf(key(raw, budget)) : null;
    if (own === null) return { kind: 'unusable', why: 'NO_KEY', field: 'key' };
    const shown = title ? titleOf(title(raw, budget)) : null;
    const unusable = ownFigures.filter(({ count }) => count(row) === 'BAD_FIGURE').map(({ code }) => code);
    return { kind: 'record', record: { key: own, ...of, title: shown, data: row }, unusable };
  };
}

/** Codes are texts or whole numbers; blanks around them and other kinds are none. */
function codeOf(value: unknown): string | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : null;
  if (typeof value !== 'string') return null;
  const code = value.normalize('NFC').trim();
  return code === '' || code.length > LONGEST_CODE ? null : code;
}

const titleOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== ''
    ? value.normalize('NFC').trim().slice(0, LONGEST_TITLE)
    : null;

interface Figure {
  readonly code: string;
  readonly count: ReturnType<typeof counter>;
}

/** A figure that is not there is neither zero nor a fault. */
function valuesOf(of: { unit: string; at: string }, row: Row, figures: readonly Figure[]): RowReading {
  const { unit } = of;
  const day = of.at.slice(0, 10);
  const values: SourceValue[] = [];
  const unusable: string[] = [];
  for (const { code, count } of figures) {
    const value = count(row);
    if (typeof value === 'number') values.push({ measure: code, unit, day, value });
    else if (value === 'BAD_FIGURE') unusable.push(code);
  }
  return { kind: 'values', unit, day, values, unusable };
}
