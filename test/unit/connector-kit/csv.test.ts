import { describe, expect, it } from 'vitest';
import { type CsvShape, decodeCsv, parseLocalInteger } from '../../../src/connector-kit/csv.ts';
import { thrownBy } from '../../kit/thrown-by.ts';

const SHAPE: CsvShape<'ma' | 'so'> = {
  separator: ';',
  columns: ['ma', 'so'],
  footer: '#tong',
  place: 'bao-cao',
};
const FILE = 'ma;ten;so\r\nH57;Huế;1.234\r\n19804;"Xã ""A""; B";57,0\r\n#tong;2\r\n';

const decode = (content: string | Uint8Array, changes: Partial<CsvShape<'ma' | 'so'>> = {}) =>
  decodeCsv(Buffer.from(content), { ...SHAPE, ...changes });
const cellsOf = (content: string) => decode(content).rows.map(({ cells }) => cells);
const refusal = (content: string | Uint8Array, changes = {}) => thrownBy(() => decode(content, changes));

describe('decodeCsv', () => {
  it('keeps the wanted columns, found by name, with the line an editor shows', () => {
    expect(decode(FILE)).toEqual({
      rows: [
        { line: 2, cells: { ma: 'H57', so: '1.234' } },
        { line: 3, cells: { ma: '19804', so: '57,0' } },
      ],
      footer: ['2'],
    });
  });

  it('takes columns in any order', () => {
    expect(cellsOf('so;ma\n7;H57\n#tong;1\n')).toEqual([{ ma: 'H57', so: '7' }]);
  });

  it('blank lines and lines of empty cells are no rows, but count as lines', () => {
    const { rows } = decode('ma;ten;so\n\nH57;;1\n;;\n\nH58;;2\n#tong;2\n');
    expect(rows.map(({ line, cells }) => [line, cells.ma])).toEqual([
      [3, 'H57'],
      [6, 'H58'],
    ]);
  });

  it('trims cells and composes letters', () => {
    expect(cellsOf('ma;so\n Hue\u0302\u0301 ; 1\n#tong;1\n')).toEqual([{ ma: 'Huế', so: '1' }]);
  });

  it.each(['utf16le', 'utf8'] as const)('F18 reads %s with a byte order mark', (encoding) => {
    expect(decode(Buffer.from(`\uFEFF${FILE}`, encoding))).toEqual(decode(FILE));
  });

  it('F18 refuses another code page', () => {
    expect(refusal(Buffer.from('ma;so\nHué;1\n#tong;1\n', 'latin1'))).toMatchObject({
      family: 'config',
      code: 'BAD_ENCODING',
    });
  });

  it('F07 a file that was cut off anywhere before its closing number is tried again', () => {
    const whole = FILE.trimEnd();
    for (let length = 0; length < whole.length; length++) {
      expect(refusal(whole.slice(0, length)), `cut at ${length}`).toMatchObject({
        family: 'retry',
        code: 'CUT_OFF_CSV',
      });
    }
  });

  it('F08 a header and a closing line alone are an empty result', () => {
    expect(decode('ma;so\n#tong;0\n')).toEqual({ rows: [], footer: ['0'] });
  });

  it('a source without a closing line has rows to the end of the file', () => {
    expect(decode('ma;so\nH57;1\n', { footer: null })).toEqual({
      rows: [{ line: 2, cells: { ma: 'H57', so: '1' } }],
      footer: null,
    });
    expect(refusal('', { footer: null }).code).toBe('CUT_OFF_CSV');
  });

  it.each([
    ['renamed', 'ma;so_luong\nH57;1\n#tong;1\n', '0 columns "so"'],
    ['twice', 'ma;so;so\nH57;1;1\n#tong;1\n', '2 columns "so"'],
  ])('F09 a column that is %s is named', (_, content, found) => {
    const error = refusal(content);
    expect(error).toMatchObject({ family: 'config', code: 'SCHEMA_CHANGED' });
    expect(error.text.en).toContain(found);
  });

  it.each([
    ['a row of another width', 'ma;so\nH57;1\nH58;1;2\n#tong;2\n', 'Line 3'],
    ['a quote inside a cell', 'ma;so\nH57;1\n"H"58;1\n#tong;2\n', 'line 3'],
  ])('%s is an error with its line', (_, content, line) => {
    const error = refusal(content);
    expect(error).toMatchObject({ family: 'config', code: 'BAD_CSV' });
    expect(error.text.en).toContain(line);
  });

  it.each([
    ['\n <html>', 'HTML_INSTEAD_OF_DATA'],
    ['{"code": 500}', 'JSON_INSTEAD_OF_CSV'],
    ['[]', 'JSON_INSTEAD_OF_CSV'],
  ])('F06 %j is another kind of answer', (content, code) => {
    expect(refusal(content)).toMatchObject({ family: 'config', code });
  });
});

describe('parseLocalInteger', () => {
  it.each([
    ['0', 0],
    ['57', 57],
    ['57,0', 57],
    ['57,00', 57],
    ['1.234', 1_234],
    ['1.234.567,0', 1_234_567],
    ['1234', 1_234],
  ])('F45 "%s" is %d', (written, value) => {
    expect(parseLocalInteger(written)).toBe(value);
  });

  it.each([
    '57,5',
    '-3',
    '+3',
    '1,234',
    '1.23',
    '12.3456',
    '0.123',
    '1 234',
    'N/A',
    '',
    '1e3',
    '99.999.999.999.999.999',
  ])('F45 "%s" is no number', (written) => {
    expect(parseLocalInteger(written)).toBeNull();
  });
});
