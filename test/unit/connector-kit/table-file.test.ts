import { describe, expect, it } from 'vitest';
import { readTable, type TableOptions } from '../../../src/connector-kit/table-file.ts';
import { HubError } from '../../../src/core/errors.ts';
import { xlsxOf } from '../../kit/criteria-sheet.ts';
import { zipOf } from '../../kit/zip.ts';

const WANTED = { ma: ['Mã đơn vị'], ten: ['Tên đơn vị'], so: ['Số máy', 'Tổng số máy'] };

const read = (content: string | Uint8Array, options: Partial<TableOptions> = {}) =>
  readTable(Buffer.from(content), { name: 'bc.csv', place: 'bkav/bc.csv', ...options });
const rowsOf = async (content: string | Uint8Array, options: Partial<TableOptions> = {}) =>
  (await read(content, options)).rows.map(({ line, cells }) => [line, ...Object.values(cells)]);

async function refusal(content: string | Uint8Array, options: Partial<TableOptions> = {}): Promise<HubError> {
  const thrown = await read(content, options).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(HubError);
  const { family, text } = thrown as HubError;
  expect(['config', 'retry']).toContain(family);
  expect(text.vi).toContain('bkav/bc.csv');
  return thrown as HubError;
}

/** windows-1258 writes a tone behind its letter, as the decomposed form does, but keeps the other marks. */
const in1258 = (content: string) => {
  const letters = new Map<string, number>();
  const decoder = new TextDecoder('windows-1258');
  for (let byte = 255; byte > 0; byte--) letters.set(decoder.decode(Uint8Array.of(byte)), byte);
  const split = (letter: string) => {
    const tone = /[\u0300\u0301\u0303\u0309\u0323]/.exec(letter.normalize('NFD'))?.[0] ?? '';
    return [letter.normalize('NFD').replace(tone, '').normalize('NFC'), ...tone];
  };
  return Buffer.from([...content.normalize('NFC')].flatMap(split).map((letter) => letters.get(letter) ?? 63));
};
/** The same words in TCVN3, made by glibc's iconv. */
const TCVN3 = Buffer.from(
  'TbcgrqxuIHbeO1SqbiCurG4gdt47U+ggbbh5Ckg1Ny4yOTtT6yBLaG9hIGjkYyB2tSBDq25nIG5naNY7NTcKMTk4MDQ7UGit6m5nIFb8IES5OzM4CjIzNDk0O1i3IKe+ayBU6iBSZSAoUacgMSk7OQo=',
  'base64',
);

describe('F18 one table in many character sets', () => {
  const CONTENT =
    'Mã đơn vị;Tên đơn vị;Số máy\nH57.29;Sở Khoa học và Công nghệ;57\n19804;Phường Vỹ Dạ;38\n23494;Xã Đắk Tờ Re (QĐ 1);9\n';
  const ROWS = [
    [2, 'H57.29', 'Sở Khoa học và Công nghệ', '57'],
    [3, '19804', 'Phường Vỹ Dạ', '38'],
    [4, '23494', 'Xã Đắk Tờ Re (QĐ 1)', '9'],
  ];
  const swapped = (content: string) => Buffer.from(content, 'utf16le').swap16();

  it.each<[string, Uint8Array]>([
    ['UTF-8', Buffer.from(CONTENT)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${CONTENT}`)],
    ['UTF-8 in parts (NFD)', Buffer.from(CONTENT.normalize('NFD'))],
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${CONTENT}`, 'utf16le')],
    ['UTF-16 the other way round', swapped(`\uFEFF${CONTENT}`)],
    ['UTF-16 without a mark', Buffer.from(CONTENT, 'utf16le')],
    ['windows-1258', in1258(CONTENT)],
    ['TCVN3', TCVN3],
  ])('%s', async (_, bytes) => {
    expect(await rowsOf(bytes, { columns: WANTED })).toEqual(ROWS);
  });

  it.each<[string, Uint8Array]>([
    ['an open choice', Buffer.from([0x4d, 0xe3, 0x3b, 0x54, 0x0a])],
    ['no Vietnamese', Buffer.from('ma;ten\n1;Größe\n', 'latin1')],
    ['letters damaged before', Buffer.from('ma;ten\n1;Huáº¿\n')],
    ['letters lost before', Buffer.from('ma;ten\n1;Hu\uFFFD\n')],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1])],
  ])('refuses %s, asking for UTF-8', async (_, bytes) => {
    const error = await refusal(bytes);
    expect([error.code, error.text.en]).toEqual(['BAD_ENCODING', expect.stringContaining('CSV UTF-8')]);
  });

  it('staff may choose what cannot be told', async () => {
    expect(await rowsOf(Buffer.from('ma;ten\n1;Größe\n', 'latin1'), { charset: 'windows-1252' })).toEqual([
      [2, '1', 'Größe'],
    ]);
  });
});

describe('the table in a file', () => {
  it.each([
    [';', 'Mã đơn vị;Tên đơn vị;Số máy\nH57;"Huế; Sở";1,5'],
    [',', 'Mã đơn vị,Tên đơn vị,Số máy\nH57,Huế; Sở,"1,5"'],
    ['tab', 'Mã đơn vị\tTên đơn vị\tSố máy\nH57\tHuế; Sở\t1,5'],
    ['|', 'Mã đơn vị|Tên đơn vị|Số máy\r\nH57|Huế; Sở|1,5\r\n'],
  ])('finds the separator: %s', async (_, content) => {
    expect(await rowsOf(content)).toEqual([[2, 'H57', 'Huế; Sở', '1,5']]);
  });

  it('a line "sep=" tells the separator', async () => {
    expect(await rowsOf('sep=|\na|b\n1;2|3;4\n')).toEqual([[3, '1;2', '3;4']]);
  });

  it('keeps the titles, finds the header by its names, drops what nobody asked for', async () => {
    const table = await read(
      [
        'BÁO CÁO;;;;',
        'Tháng 03/2024;;;;',
        '',
        'STT;MÃ ĐƠN VỊ;Người lập;ten don vi;Tổng  số máy',
        '(1);(2);(3);(4);(5)',
        '1;H57;Nguyễn Văn A;Sở A;57',
        '2;H58;Trần Thị B;Sở B;',
        'STT;MÃ ĐƠN VỊ;Người lập;ten don vi;Tổng  số máy',
        '3;H59;Lê C;Sở C;3',
        ';Tổng cộng;;;60',
        'Ghi chú',
      ].join('\n'),
      { columns: WANTED, required: ['ma', 'so'] },
    );
    expect(table.titles).toEqual(['BÁO CÁO', 'Tháng 03/2024']);
    expect(table.rows).toEqual([
      { line: 6, cells: { ma: 'H57', ten: 'Sở A', so: '57' } },
      { line: 7, cells: { ma: 'H58', ten: 'Sở B', so: null } },
      { line: 9, cells: { ma: 'H59', ten: 'Sở C', so: '3' } },
      { line: 11, cells: { ma: null, ten: null, so: null } },
    ]);
    expect(table.warnings.map(({ en }) => en)).toEqual([
      expect.stringContaining('Line 5'),
      expect.stringContaining('Total rows of bkav/bc.csv (line 10)'),
    ]);
  });

  it('S35 reads .xlsx and JSON by their content, whatever the name', async () => {
    const sheet = await xlsxOf([
      ['Báo cáo'],
      ['Mã đơn vị', 'Tên đơn vị', 'Số máy', 'Ngày'],
      ['H57', 'Sở A', 57, new Date(Date.UTC(2024, 2, 15))],
      ['Tổng', null, { formula: 'C3', result: 57 }],
    ]);
    const json = '{"thang":"2024-03","data":[{"Mã đơn vị":"H57","Số máy":57,"may":[1]},{"Mã đơn vị":"H58"}]}';
    const xlsx = await read(sheet);
    expect(xlsx.rows).toEqual([
      { line: 3, cells: { 'Mã đơn vị': 'H57', 'Tên đơn vị': 'Sở A', 'Số máy': 57, Ngày: '2024-03-15' } },
    ]);
    expect([xlsx.kind, xlsx.warnings[0]?.en]).toEqual([
      'xlsx',
      expect.stringContaining('other than its name says'),
    ]);
    const list = await read(json, { columns: WANTED });
    expect(list).toMatchObject({ kind: 'json', titles: ['thang: 2024-03'] });
    expect(list.rows).toEqual([
      { line: 1, cells: { ma: 'H57', so: 57 } },
      { line: 2, cells: { ma: 'H58', so: null } },
    ]);
  });

  it('another sheet of a workbook may be named', async () => {
    const bytes = await xlsxOf([['x', 'y']], (book) =>
      book.addWorksheet('Số liệu').addRows([
        ['a', 'b'],
        [1, 2],
      ]),
    );
    expect(await rowsOf(bytes, { sheet: 'Số liệu' })).toEqual([[2, 1, 2]]);
    expect((await refusal(bytes, { sheet: 'khác' })).text.en).toContain('no sheet "khác"');
  });

  it.each<[string, string, Partial<TableOptions>, string, RegExp]>([
    [
      'F09 a renamed column',
      'Mã đơn vị;Tên đơn vị;máy\n1;2;3\n',
      { required: ['so'] },
      'SCHEMA_CHANGED',
      /0 columns "so" \("Số máy"\)/,
    ],
    ['F09 a column twice', 'Mã đơn vị;Số máy;Tổng số máy\n1;2;3\n', {}, 'SCHEMA_CHANGED', /2 columns "so"/],
    ['F09 no header at all', 'a;b\n1;2\n', {}, 'SCHEMA_CHANGED', /no header.*"Mã đơn vị"/],
    ['a row with a cell too many', 'Mã đơn vị;Số máy\n7;8;9\n', {}, 'BAD_CSV', /Line 2.*3 cells/],
    [
      'F07 a file without its closing line',
      'Mã đơn vị;Số máy\n1;2\n',
      { closing: '#tong' },
      'CUT_OFF_CSV',
      /cut off/,
    ],
    ['F06 a web page', '\n<html>', {}, 'HTML_INSTEAD_OF_DATA', /web page/],
    [
      'F08 an error in place of a list',
      '{"code":500,"data":null}',
      {},
      'MISSING_LIST',
      /exactly one such list/,
    ],
    [
      'more rows than allowed',
      'Mã đơn vị;Số máy\n1;2\n3;4\n',
      { maxRows: 1 },
      'BAD_SPREADSHEET',
      /more than 1 rows/,
    ],
    ['F50 half a JSON file', '[{"a":1},{"a"', {}, 'BAD_JSON', /cut off/],
  ])('%s', async (_, content, options, code, why) => {
    const error = await refusal(content, { columns: WANTED, ...options });
    expect([error.code, error.text.en]).toEqual([code, expect.stringMatching(why)]);
  });

  it('S34 F48 a formula is no figure, unless nobody reads its row', async () => {
    const bytes = await xlsxOf([
      ['ma', 'so'],
      ['H57', { formula: '1+1', result: 2 }],
    ]);
    const error = await refusal(bytes);
    expect([error.code, error.text.en]).toEqual([
      'FORMULA_CELL',
      expect.stringContaining('Line 2 of bkav/bc.csv'),
    ]);
  });

  it('reads what other programs write: prefixes, no references, texts in place, rich and coded letters', async () => {
    const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const bytes = zipOf({
      'xl/workbook.xml': `<?xml version="1.0"?><x:workbook xmlns:x="m" xmlns:r="${rel}"><x:workbookPr date1904="1"/><x:sheets><x:sheet name="a&amp;b" sheetId="7" r:id="rA"/></x:sheets></x:workbook>`,
      'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Target="/xl/worksheets/one.xml" Id="rA" Type="${rel}/worksheet"/></Relationships>`,
      'xl/styles.xml':
        '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>',
      'xl/sharedStrings.xml':
        '<sst><si><t>ma</t></si><si><r><t>S&#7889;</t></r><r><t xml:space="preserve"> máy</t></r><rPh><t>x</t></rPh></si></sst>',
      'xl/worksheets/one.xml':
        '<x:worksheet><x:sheetData><!-- > --><x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="s"><x:v>1</x:v></x:c><x:c t="inlineStr"><x:is><x:t><![CDATA[ngày]]></x:t></x:is></x:c></x:row><x:row r="4"><x:c r="A4" t="str"><x:v>A_x000D_B</x:v></x:c><x:c r="B4"/><x:c r="C4" s="1"><x:v>43904.5</x:v></x:c></x:row></x:sheetData></x:worksheet>',
    });
    expect((await read(bytes, { sheet: 'a&b' })).rows).toEqual([
      { line: 4, cells: { ma: 'A\rB', 'Số máy': null, ngày: '2024-03-15T12:00:00' } },
    ]);
  });
});
