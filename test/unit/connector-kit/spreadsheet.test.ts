import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeSpreadsheet } from '../../../src/connector-kit/spreadsheet.ts';
import { HubError } from '../../../src/core/errors.ts';
import { xlsxOf } from '../../kit/criteria-sheet.ts';
import { zipOf } from '../../kit/zip.ts';

async function refusal(bytes: Uint8Array): Promise<string> {
  try {
    await decodeSpreadsheet(bytes, 'bang.xlsx');
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(HubError);
    const { family, code, text } = thrown as HubError;
    expect([family, text.vi.includes('bang.xlsx')]).toEqual(['config', true]);
    return `${code} ${text.en}`;
  }
  throw new Error('nothing was thrown');
}

const cellsOf = async (bytes: Uint8Array) =>
  (await decodeSpreadsheet(bytes, 'bang')).map(({ line, cells }) => [
    line,
    ...cells.map(({ kind, text }) => (kind === 'TEXT' ? text : `${kind} ${text}`)),
  ]);

describe('what a spreadsheet holds', () => {
  it('tells typed values from those a program made', async () => {
    const rich = { richText: [{ text: 'Mã ' }, { text: 'số' }] };
    const link = { text: 'trang', hyperlink: 'https://example.vn' };
    const day = new Date(Date.UTC(2024, 0, 2));
    const bytes = await xlsxOf([
      ['  Điểm ', null, 1.1, 0.1 + 0.2, 1e-7],
      [],
      [day, true, { error: '#REF!' }, { formula: 'A1+1', result: 2.5 }, rich, link],
    ]);
    expect(await cellsOf(bytes)).toEqual([
      [1, 'Điểm', '', 'NUMBER 1.1', 'NUMBER 0.30000000000000004', 'NUMBER 1e-7'],
      [3, 'DATE 2024-01-02', 'OTHER TRUE', 'OTHER #REF!', 'FORMULA =A1+1', 'Mã số', 'trang'],
    ]);
  });

  it('reads the first sheet only, without its names, merged cells and validations', async () => {
    const bytes = await xlsxOf([['a', 'b']], (book) => {
      const sheet = book.worksheets[0]!;
      sheet.mergeCells('A2:C3');
      sheet.getCell('A2').value = 'gộp';
      sheet.pageSetup.printArea = 'A1:C3';
      sheet.getCell('B1').dataValidation = { type: 'list', formulae: ['"x,y"'] };
      book.addWorksheet('khác').addRow(['không đọc']);
    });
    expect(await cellsOf(bytes)).toEqual([
      [1, 'a', 'b'],
      [2, 'gộp'],
    ]);
  });

  it.each([
    [';', 'a;b,c', ['a', 'b,c']],
    [',', 'a,"b;c"', ['a', 'b;c']],
  ])('reads CSV with %s, with and without a mark', async (separator, line, cells) => {
    const header = ['x', 'y'].join(separator);
    for (const mark of ['', '\uFEFF']) {
      const rows = await cellsOf(Buffer.from(`${mark}${header}\n\n${line}\n`));
      expect(rows).toEqual([
        [1, 'x', 'y'],
        [3, ...cells],
      ]);
    }
  });
});

describe('a file that is no spreadsheet is refused by its content', () => {
  const ole = (more: string) =>
    Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), Buffer.from(more, 'utf16le')]);
  it.each<[string, Uint8Array, RegExp]>([
    ['an .xls', ole('Workbook'), /old Office file/],
    ['an .xlsx with a password', ole('EncryptedPackage'), /has a password/],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), /neither an .xlsx/],
    ['text in UTF-16', Buffer.from('\uFEFFMã;Tên', 'utf16le'), /neither an .xlsx/],
    ['CSV in another encoding', Buffer.from([0x4d, 0xe3, 0x3b, 0x54]), /BAD_ENCODING/],
    ['a web page', Buffer.from('<html>'), /HTML_INSTEAD_OF_DATA/],
    ['an open quote', Buffer.from('a;b\n"c;d\n'), /double quote/],
    ['half a zip', Buffer.from('PK\x03\x04 and then nothing'), /is damaged/],
    ['a zip of something', zipOf({ 'a.txt': 'a' }), /another kind/],
    ['a document', zipOf({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w/>' }), /another kind/],
    ['macros', zipOf({ 'xl/workbook.xml': '<workbook/>', 'xl/vbaProject.bin': 'x' }), /has macros/],
    ['no cells at all', zipOf({ 'xl/workbook.xml': '<workbook/>' }), /is damaged|has no sheet/],
    ['more than 5 MB', new Uint8Array(5 * 1024 * 1024 + 1).fill(97), /too large: 5,242,881 bytes/],
  ])('%s', async (_, bytes, why) => {
    expect(await refusal(bytes)).toMatch(why);
  });

  it('an entry with a password', async () => {
    expect(await refusal(zipOf({ 'xl/workbook.xml': '<workbook/>' }, { flags: 1 }))).toMatch(
      /has a password/,
    );
  });

  it('an .xlsx cut off at any place', async () => {
    const whole = await xlsxOf([['a']]);
    for (const share of [0.1, 0.5, 0.9, 0.999]) {
      const part = whole.slice(0, Math.floor(whole.length * share));
      expect(await refusal(part)).toMatch(/is damaged/);
    }
  });
});

describe('a file made to fill the memory is refused with the memory kept', () => {
  const memory = () => {
    globalThis.gc?.();
    return process.memoryUsage().rss;
  };
  const GROWTH = 96 * 1024 * 1024;
  const huge = deflateRawSync(Buffer.alloc(400 * 1024 * 1024));

  it.each<[string, () => Uint8Array, RegExp]>([
    [
      'a bomb that says so',
      () => zipOf({ 'xl/workbook.xml': { packed: huge, size: 400 * 1024 * 1024 } }),
      /unpacks to/,
    ],
    ['a bomb that lies', () => zipOf({ 'xl/workbook.xml': { packed: huge, size: 1000 } }), /is damaged/],
    [
      'a thousand parts',
      () => zipOf(Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`${n}`, '']))),
      /1,000 parts/,
    ],
  ])('%s', async (_, make, why) => {
    const bytes = make();
    const rss = memory();
    expect(await refusal(bytes)).toMatch(why);
    expect(memory() - rss).toBeLessThan(GROWTH);
  });

  it('too many rows or columns of a CSV', async () => {
    expect(await refusal(Buffer.from('a;b\n'.repeat(5_001)))).toMatch(/at most 5,000 rows/);
    expect(await refusal(Buffer.from(';a'.repeat(201)))).toMatch(/200 columns/);
  });

  it('too many rows', async () => {
    expect(await refusal(await xlsxOf(Array.from({ length: 5001 }, (_, n) => [n])))).toMatch(
      /at most 5,000 rows/,
    );
  });

  it('named, merged and validated cells of a whole sheet cost nothing', async () => {
    const bytes = withHugeRanges();
    const rss = memory();
    expect(await cellsOf(bytes)).toEqual([[1, 'a']]);
    expect(memory() - rss).toBeLessThan(GROWTH);
  });
});

const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** One cell, and ranges over the whole sheet, which a reader could take for cells. */
const withHugeRanges = (): Uint8Array =>
  zipOf({
    'xl/workbook.xml': `<workbook xmlns:r="${REL}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">'S'!$A$1:$XFD$1048576</definedName></definedNames></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Type="${REL}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': [
      '<worksheet><dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row></sheetData>',
      '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells><dataValidations>',
      '<dataValidation type="list" sqref="A1:XFD1048576"><formula1>"x"</formula1></dataValidation>',
      '</dataValidations></worksheet>',
    ].join(''),
  });
