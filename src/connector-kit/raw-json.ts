import { isAscii } from 'node:buffer';

/**
 * A parsed JSON answer whose texts are decoded only where they are taken. Of a page of a source most text is
 * personal and never looked at, and decoding all of it costs as much as parsing. So the bytes are parsed as
 * Latin-1, where JSON's own signs are the same, and each text that is taken is then read as the UTF-8 it is.
 */
export class RawJson {
  readonly #value: unknown;
  /** True while each character of a text stands for one byte of its UTF-8. */
  readonly #isCoded: boolean;

  private constructor(value: unknown, isCoded: boolean) {
    this.#value = value;
    this.#isCoded = isCoded;
  }

  /** Bytes are UTF-8 without a byte order mark. Throws a SyntaxError. */
  static parse(bytes: Buffer): RawJson {
    if (isAscii(bytes)) return new RawJson(JSON.parse(bytes.toString('latin1')), false);
    // "\u00e9" would become a character that cannot be told from a byte.
    if (bytes.includes('\\u')) return new RawJson(JSON.parse(bytes.toString('utf8')), false);
    return new RawJson(JSON.parse(bytes.toString('latin1')), true);
  }

  /** Of an object; undefined when there is none of that name, or this is no object. */
  field(name: string): RawJson | undefined {
    const value = this.#value;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    if (!Object.hasOwn(value, name)) return undefined;
    return new RawJson((value as Readonly<Record<string, unknown>>)[name], this.#isCoded);
  }

  /** Everything decoded: for small parts. */
  value(): unknown {
    return this.#isCoded ? decoded(this.#value) : this.#value;
  }

  /** For a check of its shape; texts may still be coded. */
  unread(): unknown {
    return this.#value;
  }

  /** The named parts of an unread value, decoded. */
  take<T>(value: unknown, parts: Projection): T {
    return parts(value, this.#isCoded) as T;
  }
}

/** Picks the allowed parts of a value. */
export type Projection = (value: unknown, isCoded: boolean) => unknown;

/** What a JSON Schema names: objects keep their named properties only, all else is left behind. */
export function projectionOf(schema: JsonSchema): Projection {
  const properties = Object.entries(schema.properties ?? {}).map(
    ([name, part]) => [name, projectionOf(part)] as const,
  );
  const item = schema.items ? projectionOf(schema.items) : null;
  return (value, isCoded) => {
    if (typeof value === 'string') return isCoded ? decodedText(value) : value;
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return item ? value.map((one) => item(one, isCoded)) : [];
    const picked: Record<string, unknown> = {};
    for (const [name, part] of properties) {
      const own = (value as Readonly<Record<string, unknown>>)[name];
      if (own !== undefined) picked[name] = part(own, isCoded);
    }
    return picked;
  };
}

/** As much of a JSON Schema as a projection reads. */
export interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
}

const BEYOND_ASCII = /[\u0080-\u00ff]/;

const decodedText = (value: string): string =>
  BEYOND_ASCII.test(value) ? Buffer.from(value, 'latin1').toString('utf8') : value;

function decoded(value: unknown): unknown {
  if (typeof value === 'string') return decodedText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(decoded);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [decodedText(name), decoded(one)]));
}
