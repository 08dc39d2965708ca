import { StringDecoder } from 'node:string_decoder';

export type XmlToken = 'open' | 'close' | 'text' | 'end';

/** Bytes decoded at a time: a whole part as text would take its size twice. */
const PIECE = 256 * 1024;
/** A tag or a text longer than this is none of a spreadsheet. */
const MOST = 8 * 1024 * 1024;

/** The document is no XML of the simple kind that spreadsheets are made of. */
export class XmlProblem extends Error {}

/**
 * Walks through an XML document token by token, for parts of an .xlsx: elements, attributes, text. Document types
 * are refused, so there is nothing to expand and nothing to fetch (F49).
 */
export class XmlReader {
  /** Without its prefix. */
  name = '';
  text = '';
  readonly #bytes: Uint8Array;
  readonly #decoder = new StringDecoder('utf8');
  #taken = 0;
  #window = '';
  #at = 0;
  #attributes = '';
  #closes = false;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  next(): XmlToken {
    if (this.#closes) {
      this.#closes = false;
      return 'close';
    }
    for (;;) {
      if (this.#at >= this.#window.length && !this.#more()) return 'end';
      if (this.#window[this.#at] !== '<') {
        this.text = withoutEntities(this.#until('<', 0));
        return 'text';
      }
      const token = this.#markup();
      if (token !== null) return token;
    }
  }

  /** Of the element that was opened last; the prefix does not count. */
  attribute(name: string): string | null {
    if (this.#attributes === '') return null;
    const found = attributeForm(name).exec(this.#attributes);
    const value = found?.[1] ?? found?.[2];
    return value === undefined ? null : withoutEntities(value);
  }

  /** Comments, instructions and the declaration are no tokens. */
  #markup(): XmlToken | null {
    this.#need(9);
    if (this.#starts('<!--')) return this.#skip('-->');
    if (this.#starts('<?')) return this.#skip('?>');
    if (this.#starts('<![CDATA[')) {
      this.#at += 9;
      this.text = this.#until(']]>', 3);
      return 'text';
    }
    if (this.#starts('<!')) throw new XmlProblem('a document type');
    return this.#tag();
  }

  #tag(): XmlToken {
    // First: looking for the end may move the window.
    const end = this.#tagEnd();
    const tag = this.#window.slice(this.#at + 1, end);
    this.#at += tag.length + 2;
    if (tag[0] === '/') {
      this.name = localName(tag.slice(1).trimEnd());
      return 'close';
    }
    this.#closes = tag.endsWith('/');
    const inner = this.#closes ? tag.slice(0, -1) : tag;
    const space = inner.search(/\s/);
    this.name = localName(space < 0 ? inner : inner.slice(0, space));
    this.#attributes = space < 0 ? '' : inner.slice(space);
    return 'open';
  }

  /** Where the tag's ">" stands; one inside quotes is a letter like any other. */
  #tagEnd(): number {
    let quote = 0;
    for (let at = this.#at + 1; ; at++) {
      while (at >= this.#window.length) {
        const before = this.#at;
        if (!this.#more()) throw new XmlProblem('an open tag');
        at -= before;
      }
      const code = this.#window.charCodeAt(at);
      if (quote !== 0) quote = code === quote ? 0 : quote;
      else if (code === 0x22 || code === 0x27) quote = code;
      else if (code === 0x3e) return at;
    }
  }

  #until(mark: string, skipped: number): string {
    for (let from = this.#at; ; ) {
      const end = this.#window.indexOf(mark, from);
      if (end >= 0 || (this.#taken >= this.#bytes.length && skipped === 0)) {
        const found = this.#window.slice(this.#at, end < 0 ? undefined : end);
        this.#at += found.length + skipped;
        return found;
      }
      from = Math.max(0, this.#window.length - this.#at - mark.length);
      if (!this.#more()) throw new XmlProblem('an open part');
    }
  }

  #skip(mark: string): null {
    this.#until(mark, mark.length);
    return null;
  }

  #starts(mark: string): boolean {
    return this.#window.startsWith(mark, this.#at);
  }

  #need(letters: number): void {
    while (this.#window.length - this.#at < letters && this.#more());
  }

  /** The next piece behind what is not read yet, which then begins at 0. */
  #more(): boolean {
    if (this.#taken >= this.#bytes.length) return false;
    const rest = this.#window.slice(this.#at);
    if (rest.length > MOST) throw new XmlProblem('an endless part');
    const piece = this.#bytes.subarray(this.#taken, this.#taken + PIECE);
    this.#taken += piece.length;
    this.#window = rest + this.#decoder.write(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength));
    this.#at = 0;
    return true;
  }
}

const ATTRIBUTE_FORMS = new Map<string, RegExp>();

/** Made once each: every cell of a sheet is asked for several. */
function attributeForm(name: string): RegExp {
  const known = ATTRIBUTE_FORMS.get(name);
  if (known) return known;
  const form = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
  ATTRIBUTE_FORMS.set(name, form);
  return form;
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function withoutEntities(raw: string): string {
  if (!raw.includes('&')) return raw;
  return raw.replace(/&(#x[\da-f]{1,6}|#\d{1,7}|\w{1,8});/gi, (_, name: string) => {
    const point = name.startsWith('#') ? Number(name.replace(/^#x?/i, /^#x/i.test(name) ? '0x' : '')) : null;
    const letter =
      point === null ? ENTITIES[name] : point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
    if (letter === undefined) throw new XmlProblem('an unknown entity');
    return letter;
  });
}
