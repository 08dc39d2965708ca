import { BLANK, type SheetCell, type SheetRow, textCell } from './sheet.ts';
import { dateOf } from './xlsx-dates.ts';
import { XmlProblem, XmlReader } from './xml-reader.ts';

/** What cells refer to. */
export interface CellSources {
  readonly sharedTexts: readonly string[];
  /** By number of a cell's style: whether its numbers are dates. */
  readonly dateStyles: readonly boolean[];
  readonly is1904: boolean;
}

/** A cell that holds something stands further right than any table reaches. */
export class TooWide extends Error {}

/** The rows of a worksheet that hold something, one after the other. */
export function* sheetRows(part: Uint8Array, sources: CellSources, columns: number): Generator<SheetRow> {
  const xml = new XmlReader(part);
  let line = 0;
  for (let token = xml.next(); token !== 'end'; token = xml.next()) {
    if (token === 'close' && xml.name === 'sheetData') return;
    if (token !== 'open' || xml.name !== 'row') continue;
    line = Number(xml.attribute('r') ?? line + 1);
    const cells = rowCells(xml, sources, columns);
    if (cells.length > 0) yield { line, cells };
  }
}

function rowCells(xml: XmlReader, sources: CellSources, columns: number): SheetCell[] {
  const cells: SheetCell[] = [];
  let column = 0;
  for (let token = xml.next(); !(token === 'close' && xml.name === 'row'); token = xml.next()) {
    if (token === 'end') throw new XmlProblem('an open row');
    if (token !== 'open' || xml.name !== 'c') continue;
    column = columnOf(xml.attribute('r')) ?? column + 1;
    const cell = cellOf(xml, sources);
    if (cell === BLANK) continue;
    if (column > columns) throw new TooWide();
    while (cells.length < column - 1) cells.push(BLANK);
    cells[column - 1] = cell;
  }
  return cells;
}

/** "AB12" -> 28 */
function columnOf(reference: string | null): number | null {
  const letters = /^\$?([A-Za-z]{1,3})/.exec(reference ?? '')?.[1];
  if (!letters) return null;
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

function cellOf(xml: XmlReader, sources: CellSources): SheetCell {
  const type = xml.attribute('t') ?? 'n';
  const style = Number(xml.attribute('s') ?? 0);
  const parts = { v: '', t: '', f: null as string | null };
  const path: string[] = [];
  for (let token = xml.next(); !(token === 'close' && xml.name === 'c'); token = xml.next()) {
    if (token === 'end') throw new XmlProblem('an open cell');
    if (token === 'open') {
      path.push(xml.name);
      if (xml.name === 'f') parts.f = '';
    } else if (token === 'close') path.pop();
    else if (!path.includes('rPh')) add(parts, path.at(-1), xml.text);
  }
  if (parts.f !== null) return { kind: 'FORMULA', text: `=${copied(parts.f)}` };
  return typedCell(type, parts.v, parts.t, sources.dateStyles[style] ?? false, sources);
}

function add(
  parts: { v: string; t: string; f: string | null },
  element: string | undefined,
  more: string,
): void {
  if (element === 'v') parts.v += more;
  else if (element === 't') parts.t += more;
  else if (element === 'f') parts.f += more;
}

function typedCell(type: string, v: string, t: string, isDate: boolean, sources: CellSources): SheetCell {
  switch (type) {
    case 'inlineStr':
      return typed(copied(t));
    case 's':
      return v === '' ? BLANK : typed(sharedText(sources, v));
    case 'str':
      return typed(copied(v));
    case 'b':
      return { kind: 'OTHER', text: v.trim() === '1' ? 'TRUE' : 'FALSE' };
    case 'e':
      return { kind: 'OTHER', text: copied(v) };
    case 'd':
      return { kind: 'DATE', text: copied(v.replace(/T00:00:00(?:\.0+)?$/, '')) };
    default:
      return v.trim() === '' ? BLANK : numberCell(Number(v), isDate, sources.is1904);
  }
}

function numberCell(number: number, isDate: boolean, is1904: boolean): SheetCell {
  if (!Number.isFinite(number)) throw new XmlProblem('a number');
  return isDate ? { kind: 'DATE', text: dateOf(number, is1904) } : { kind: 'NUMBER', text: String(number) };
}

function sharedText({ sharedTexts }: CellSources, index: string): string {
  const found = sharedTexts[Number(index)];
  if (found === undefined) throw new XmlProblem('a text that is not there');
  return found;
}

function typed(raw: string): SheetCell {
  const cell = textCell(raw);
  return cell.text === '' ? BLANK : cell;
}

/** A part of a longer text would keep all of that in memory. Excel writes letters that XML has none for as _x000D_. */
export function copied(part: string): string {
  const plain = part.replace(/_x([\dA-Fa-f]{4})_/g, (_, code) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return plain.length < 13 ? plain : Buffer.from(plain).toString('utf8');
}
