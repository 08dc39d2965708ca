import { randomUUID } from 'node:crypto';
import { decodedText, type Projection } from './projection.ts';
import { rowPattern } from './row-pattern.ts';

/** The rows of a page with nothing but what is read of them, and the page with a mark in their place. */
export interface AskedRows {
  readonly rows: readonly object[];
  readonly rest: string;
}

/** Stands alone in a list for its rows; no source can know it. */
const MARK: string = randomUUID();

export const isMarked = (value: unknown): boolean => Array.isArray(value) && value[0] === MARK;

/** Of rows with less to leave out parsing everything is no slower. */
const WORTH_IT = 2;

/** A source whose rows differ from one to the next is parsed whole from then on. */
const MOST_MISSES = 3;

/**
 * Which fields of a list's rows are read. Of the twenty and more fields of a dossier five are, and making the others,
 * most of them personal, would be the larger part of a pull. So of a page's text only these are read.
 *
 * The pattern is that of a row that was parsed before: its fields in their order. A page is read by it only when all
 * rows of its first list fit; any other page is parsed. Both ways give the same: what fits is JSON, has each field
 * once, and stands in no row of another list.
 */
export class AskedFields {
  readonly #parts: ReadonlyMap<string, Projection>;
  #pattern: RegExp | null = null;
  /** In the order in which the rows have them. */
  #asked: readonly (readonly [name: string, part: Projection])[] = [];
  #misses = 0;

  constructor(parts: ReadonlyMap<string, Projection>) {
    this.#parts = parts;
  }

  /** `isCoded`: see RawJson. Answers null when the page must be parsed whole. */
  read(text: string, isCoded: boolean): AskedRows | null {
    const start = text.indexOf('[') + 1;
    // A list without rows says nothing of their shape.
    if (!this.#pattern || start === 0 || text[start] === ']') return null;
    const read = this.#read(text, start, this.#pattern, isCoded);
    this.#misses = read ? 0 : this.#misses + 1;
    if (!read) this.#pattern = null;
    return read;
  }

  /** From a row that was parsed whole. */
  learn(row: unknown): void {
    if (this.#pattern || this.#misses > MOST_MISSES || typeof row !== 'object' || row === null) return;
    const names = Object.keys(row);
    const asked = names.flatMap((name) => {
      const part = this.#parts.get(name);
      return part ? [[name, part] as const] : [];
    });
    if (asked.length === 0 || names.length < asked.length * WORTH_IT) return;
    this.#asked = asked;
    this.#pattern = rowPattern(names, new Set(asked.map(([name]) => name)));
  }

  #read(text: string, start: number, pattern: RegExp, isCoded: boolean): AskedRows | null {
    const rows: object[] = [];
    for (let at = start; ; at++) {
      pattern.lastIndex = at;
      const values = matched(pattern, text);
      if (!values) return null;
      rows.push(this.#row(values, isCoded));
      at = pattern.lastIndex;
      if (text[at] === ']') return { rows, rest: `${text.slice(0, start)}"${MARK}"${text.slice(at)}` };
      if (text[at] !== ',') return null;
    }
  }

  #row(values: RegExpExecArray, isCoded: boolean): object {
    const row: Record<string, unknown> = {};
    for (let index = 0; index < this.#asked.length; index++) {
      const [name, part] = this.#asked[index] as readonly [string, Projection];
      const plain = values[2 * index + 1];
      row[name] =
        plain === undefined
          ? part(JSON.parse(values[2 * index + 2] as string), isCoded)
          : ownText(plain, isCoded);
    }
    return row;
  }
}

/** A value of millions of escapes is more than a pattern can go back over; JSON.parse reads it. */
function matched(pattern: RegExp, text: string): RegExpExecArray | null {
  try {
    return pattern.exec(text);
  } catch (thrown) {
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
}

/** Shorter pieces of a text are copies of their own. */
const LONGEST_COPIED = 12;

const memory = Buffer.allocUnsafeSlow(256);

/** A longer piece of a page's text would keep the whole page in memory as long as somebody keeps the piece. */
function ownText(piece: string, isCoded: boolean): string {
  if (piece.length <= LONGEST_COPIED) return isCoded ? decodedText(piece) : piece;
  const coding = isCoded ? 'latin1' : 'utf8';
  const isLong = piece.length * 3 > memory.length;
  if (isLong) return Buffer.from(piece, coding).toString('utf8');
  return memory.toString('utf8', 0, memory.write(piece, coding));
}
