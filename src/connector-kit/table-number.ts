/** The sign before decimals; 'auto': what can only be read in one way is read, the rest is left open. */
export type DecimalSign = 'auto' | ',' | '.';

export type TableCell = string | number | null;

export type NumberRead =
  | { readonly kind: 'number'; readonly value: number }
  /** Nothing, or a word that says so: absence is not zero. */
  | { readonly kind: 'blank' }
  /** No number, or one that could be two: "1.234" is 1234 or 1,234. */
  | { readonly kind: 'unreadable'; readonly isAmbiguous: boolean };

export interface NumberWay {
  readonly decimal: DecimalSign;
  /** The column holds counts: a reading with a fraction is none, so "1.234" can only be 1234. */
  readonly isCount?: boolean;
}

const BLANK_WORDS = /^(?:|[-–—]+|\.{2,3}|…|n\/?a|#n\/a|null|không có(?: số liệu)?|chưa có(?: số liệu)?)$/i;
const GROUP_SIGNS = { ',': '[. \\u00a0\\u202f]', '.': "[, \\u00a0\\u202f']" } as const;

/** "1.234,5", "1,234.5", "1 234", "-5": the whole number as it is written with this decimal sign. */
const FORMS = { ',': formOf(','), '.': formOf('.') } as const;

function formOf(decimal: ',' | '.'): RegExp {
  const group = GROUP_SIGNS[decimal];
  return new RegExp(
    `^([+\\-−]?)(\\d+|[1-9]\\d{0,2}(?:(${group})\\d{3})(?:\\3\\d{3})*)(?:\\${decimal}(\\d+))?$`,
  );
}

/** A cell of a table as a number, strictly: no unit, no word, nothing guessed (F45). */
export function tableNumber(cell: TableCell, { decimal, isCount = false }: NumberWay): NumberRead {
  if (typeof cell === 'number') return fits(cell, isCount) ? { kind: 'number', value: cell } : UNREADABLE;
  const written = (cell ?? '').trim();
  if (BLANK_WORDS.test(written)) return { kind: 'blank' };
  const signs = decimal === 'auto' ? ([',', '.'] as const) : [decimal];
  const readings = signs.flatMap((sign) => numberIn(written, sign)).filter((value) => fits(value, isCount));
  const [value] = readings;
  if (value === undefined) return UNREADABLE;
  if (readings.some((other) => other !== value)) return AMBIGUOUS;
  return { kind: 'number', value };
}

/** The decimal sign that the cells of one column leave no doubt of; 'auto' when they tell nothing or contradict. */
export function decimalOf(cells: Iterable<TableCell>): DecimalSign {
  const signs = new Set<DecimalSign>();
  for (const cell of cells) {
    if (typeof cell !== 'string') continue;
    const readable = ([',', '.'] as const).filter((sign) => numberIn(cell.trim(), sign).length > 0);
    if (readable.length === 1 && readable[0]) signs.add(readable[0]);
  }
  const [sign] = signs;
  return signs.size === 1 && sign ? sign : 'auto';
}

const UNREADABLE: NumberRead = { kind: 'unreadable', isAmbiguous: false };
const AMBIGUOUS: NumberRead = { kind: 'unreadable', isAmbiguous: true };

const fits = (value: number, isCount: boolean): boolean =>
  Number.isFinite(value) &&
  Math.abs(value) <= Number.MAX_SAFE_INTEGER &&
  (!isCount || Number.isInteger(value));

function numberIn(written: string, decimal: ',' | '.'): number[] {
  const [, sign, whole, , fraction = ''] = FORMS[decimal].exec(written) ?? [];
  if (whole === undefined) return [];
  const value = Number(`${whole.replace(/\D/g, '')}.${fraction || '0'}`);
  return [sign === '-' || sign === '−' ? -value : value];
}
