import { isAscii } from 'node:buffer';
import { type AskedFields, type AskedRows, isMarked } from './asked-fields.ts';
import { decodedText, type Projection } from './projection.ts';

/**
 * A parsed JSON answer whose texts are decoded only where they are taken. Of a page of a source most text is
 * personal and never looked at, and decoding all of it costs as much as parsing. So the bytes are parsed as
 * Latin-1, where JSON's own signs are the same, and each text that is taken is then read as the UTF-8 it is.
 */
export class RawJson {
  readonly #value: unknown;
  /** True while each character of a text stands for one byte of its UTF-8. */
  readonly #isCoded: boolean;
  /** Of rows that were read by themselves. */
  readonly #read: ReadRows | null;

  private constructor(value: unknown, isCoded: boolean, read: ReadRows | null) {
    this.#value = value;
    this.#isCoded = isCoded;
    this.#read = read;
  }

  /** Bytes are UTF-8 without a byte order mark; of its rows nothing but `fields` need be read. Throws a SyntaxError. */
  static parse(bytes: Buffer, fields: AskedFields | null = null): RawJson {
    const isPlain = isAscii(bytes);
    // "\u00e9" would become a character that cannot be told from a byte.
    const isCoded = !isPlain && !bytes.includes('\\u');
    const text = bytes.toString(isPlain || isCoded ? 'latin1' : 'utf8');
    const read = fields?.read(text, isCoded) ?? null;
    return new RawJson(JSON.parse(read?.rest ?? text), isCoded, fields && read && { ...read, fields });
  }

  /** Of an object; undefined when there is none of that name, or this is no object. */
  field(name: string): RawJson | undefined {
    const value = this.#value;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    if (!Object.hasOwn(value, name)) return undefined;
    return new RawJson((value as Readonly<Record<string, unknown>>)[name], this.#isCoded, this.#read);
  }

  /** Everything decoded: for small parts. */
  value(): unknown {
    const value = this.unread();
    return this.#isCoded && value !== this.#read?.rows ? decoded(value) : value;
  }

  /** For a check of its shape; texts may still be coded. */
  unread(): unknown {
    return this.#read && isMarked(this.#value) ? this.#read.rows : this.#value;
  }

  /** The same of a list, for the one who reads these fields of its rows. */
  rowsFor(fields: AskedFields): unknown {
    if (this.#read && this.#read.fields !== fields)
      throw new TypeError('Its rows were read for somebody else');
    const rows = this.unread();
    if (!this.#read && Array.isArray(rows)) fields.learn(rows[0]);
    return rows;
  }

  /** The named parts of an unread value, decoded. */
  take<T>(value: unknown, parts: Projection): T {
    return (value === this.#read?.rows ? value : parts(value, this.#isCoded)) as T;
  }
}

interface ReadRows extends AskedRows {
  readonly fields: AskedFields;
}

function decoded(value: unknown): unknown {
  if (typeof value === 'string') return decodedText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(decoded);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [decodedText(name), decoded(one)]));
}
