import { type CellSources, copied } from './xlsx-cells.ts';
import { isDateFormat } from './xlsx-dates.ts';
import { XmlProblem, XmlReader } from './xml-reader.ts';

/** More than the cells of any table that is read. */
const MOST_TEXTS = 2_000_000;

export interface BookSheet {
  readonly name: string;
  /** Id of its part among the relations of the book. */
  readonly relation: string;
}

/** The sheets in their order, as xl/workbook.xml lists them. */
export function sheetsOf(workbook: Uint8Array): {
  readonly sheets: readonly BookSheet[];
  readonly is1904: boolean;
} {
  const sheets: BookSheet[] = [];
  let is1904 = false;
  for (const xml of opened(workbook)) {
    if (xml.name === 'workbookPr') is1904 = /^(?:1|true|on)$/.test(xml.attribute('date1904') ?? '');
    if (xml.name === 'sheet') {
      sheets.push({
        name: (xml.attribute('name') ?? '').normalize('NFC').trim(),
        relation: xml.attribute('id') ?? '',
      });
    }
  }
  return { sheets, is1904 };
}

/** By id: the part's path in the archive. */
export function relationsOf(part: Uint8Array): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  for (const xml of opened(part)) {
    const [id, target] = [xml.attribute('Id'), xml.attribute('Target')];
    if (xml.name !== 'Relationship' || id === null || target === null) continue;
    if (xml.attribute('TargetMode') === 'External') continue;
    targets.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`);
  }
  return targets;
}

/** By number of a cell's style: whether its numbers are dates. */
export function dateStylesOf(part: Uint8Array | null): CellSources['dateStyles'] {
  const codes = new Map<number, string>();
  const styles: boolean[] = [];
  let isOfCells = false;
  const xml = new XmlReader(part ?? new Uint8Array());
  for (let token = xml.next(); token !== 'end'; token = xml.next()) {
    if (xml.name === 'cellXfs' && token !== 'text') isOfCells = token === 'open';
    if (token !== 'open') continue;
    if (xml.name === 'numFmt')
      codes.set(Number(xml.attribute('numFmtId')), xml.attribute('formatCode') ?? '');
    const id = Number(xml.attribute('numFmtId') ?? 0);
    if (isOfCells && xml.name === 'xf') styles.push(isDateFormat(id, codes.get(id)));
  }
  return styles;
}

/** Texts that cells refer to by number. What stands above a word to read it aloud is no part of it. */
export function sharedTextsOf(part: Uint8Array | null): string[] {
  const texts: string[] = [];
  const xml = new XmlReader(part ?? new Uint8Array());
  let [current, isText, isSound] = ['', false, false];
  for (let token = xml.next(); token !== 'end'; token = xml.next()) {
    if (token === 'text') {
      if (isText && !isSound) current += xml.text;
    } else if (xml.name === 't') isText = token === 'open';
    else if (xml.name === 'rPh') isSound = token === 'open';
    else if (xml.name === 'si') {
      if (token === 'close') texts.push(copied(current));
      if (texts.length > MOST_TEXTS) throw new XmlProblem('too many texts');
      current = '';
    }
  }
  return texts;
}

function* opened(part: Uint8Array): Generator<XmlReader> {
  const xml = new XmlReader(part);
  for (let token = xml.next(); token !== 'end'; token = xml.next()) if (token === 'open') yield xml;
}
