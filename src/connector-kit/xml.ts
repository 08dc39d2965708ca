import { webPage } from './http-web-pages.ts';
import { whenNeeded } from './when-needed.ts';
import { decodedXml, type XmlBytes } from './xml-charset.ts';
import * as errors from './xml-errors.ts';

const fastXml = whenNeeded<typeof import('fast-xml-parser')>('fast-xml-parser');

/** Larger ones are no feed and no sitemap (50 MB is what sitemaps may have, 5 MB what they have). */
const MAX_BYTES = 16 * 1024 * 1024;
const MAX_DEPTH = 64;

/** What an element holds: its elements by name, its own text under "#text", its attributes under "@name". */
interface RawElement {
  readonly [name: string]: readonly RawElement[] | string;
}

/** An element of a document. A name may carry its prefix: "dc:date". What is not there gives null or nothing. */
export class XmlElement {
  readonly name: string;
  readonly #raw: RawElement;

  constructor(name: string, raw: RawElement) {
    this.name = name;
    this.#raw = raw;
  }

  children(name: string): readonly XmlElement[] {
    const found = this.#raw[name];
    return Array.isArray(found) ? found.map((raw) => new XmlElement(name, raw)) : [];
  }

  child(name: string): XmlElement | null {
    return this.children(name)[0] ?? null;
  }

  /** Its own text, entities resolved. */
  get content(): string {
    return this.#text('#text') ?? '';
  }

  /** The text of its first child of that name; null when there is none or it is blank. */
  text(name: string): string | null {
    return this.child(name)?.content || null;
  }

  attribute(name: string): string | null {
    return this.#text(`@${name}`);
  }

  #text(key: string): string | null {
    const found = this.#raw[key];
    return typeof found === 'string' ? withEntities(found).trim() : null;
  }
}

/** The root of a document. DTDs, documents too large or too deep and broken ones are refused (F49); nothing is fetched. */
export function parsedXml(body: XmlBytes): XmlElement {
  const { host, bytes } = body;
  if (bytes.length > MAX_BYTES) throw errors.tooLarge(host, MAX_BYTES);
  const xml = decodedXml(body).trim();
  refuseOtherKinds(host, xml);
  const root = rootName(xml);
  if (!root) throw errors.noXml(host);
  if (!isClosed(xml, root)) throw errors.cutOff(host, bytes.length);
  const fault = fastXml().XMLValidator.validate(xml);
  if (fault !== true) throw errors.broken(host, fault.err.line, fault.err.col);
  const raw = parsed(host, xml)[root];
  if (!Array.isArray(raw) || raw.length !== 1) throw errors.broken(host, 1, 1);
  return new XmlElement(root, raw[0] as RawElement);
}

function parsed(host: string, xml: string): RawElement {
  const parser = new (fastXml().XMLParser)({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    isArray: (_name, _path, _isLeaf, isAttribute) => !isAttribute,
    alwaysCreateTextNode: true,
    trimValues: false,
    parseTagValue: false,
    parseAttributeValue: false,
    // Resolved by ourselves: five names and numbers, once.
    processEntities: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    maxNestedTags: MAX_DEPTH,
  });
  try {
    return parser.parse(xml) as RawElement;
  } catch {
    throw errors.tooDeep(host, MAX_DEPTH);
  }
}

const BEFORE_ROOT = /^(?:\s+|<\?[\s\S]*?\?>|<!--[\s\S]*?-->)*/;

/** A DTD can only stand before the root: the same letters inside of a text are text. */
function refuseOtherKinds(host: string, xml: string): void {
  if (xml === '') throw errors.cutOff(host, 0);
  if (/^[{[]/.test(xml)) throw errors.jsonInsteadOfXml(host);
  const start = xml.slice(BEFORE_ROOT.exec(xml)?.[0].length ?? 0);
  if (/^(<!doctype\s+html|<html[\s>])/i.test(start)) throw webPage(host, Buffer.from(xml));
  if (/^<!/.test(start)) throw errors.dtdRefused(host);
}

const rootName = (xml: string): string | undefined =>
  /^<([\w:.-]+)/.exec(xml.slice(BEFORE_ROOT.exec(xml)?.[0].length ?? 0))?.[1];

/** A comment may follow the root: caches sign their pages so. */
const isClosed = (xml: string, root: string): boolean =>
  xml.includes(`</${root}`) || new RegExp(`^<${root}[^>]*/>`).test(xml.replace(BEFORE_ROOT, ''));

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const LAST_CODE_POINT = 0x10ffff;

/** Each entity once, so that nothing grows: what it gives is not looked at again. */
const withEntities = (raw: string): string =>
  raw.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi,
    (whole, hex?: string, decimal?: string, name?: string) =>
      name ? (NAMED[name.toLowerCase()] ?? whole) : (character(hex, decimal) ?? whole),
  );

function character(hex: string | undefined, decimal: string | undefined): string | null {
  const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  return code > 0 && code <= LAST_CODE_POINT && !isSurrogate ? String.fromCodePoint(code) : null;
}
