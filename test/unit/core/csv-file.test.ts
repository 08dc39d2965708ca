import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { type CsvCell, csvFile } from '../../../src/core/csv-file.ts';

const row = (...cells: CsvCell[]) => csvFile(['Cột'], [cells]).split('\r\n')[1];

it('is what a Vietnamese Excel opens: marked UTF-8, semicolons, lines as Windows ends them', () => {
  const bytes = Buffer.from(csvFile(['Tiêu chí', 'Điểm'], [['1.10 Ngân sách', 41.29]]));
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(bytes.toString('utf8', 3)).toBe('Tiêu chí;Điểm\r\n1.10 Ngân sách;41,29\r\n');
});

it('S34 F47 numbers, also negative ones, have a decimal comma and nothing else, and nothing is an empty cell', () => {
  expect(row(0, 1000, 1234567.5, 0.01, -2.5, null)).toBe('0;1000;1234567,5;0,01;-2,5;');
});

it.each(['=1+1', '+84', '-1', '@SUM(A1)', '\tx', '\rx'])(
  'F47 a text that begins like a formula is inert: %j',
  (typed) => {
    const [, [cell]] = parse(csvFile(['Cột'], [[typed]]), { bom: true, delimiter: ';' }) as [
      string[],
      string[],
    ];
    expect(cell).toBe(`'${typed}`);
  },
);

it.each(['a;b', 'a"b', 'a\nb', 'a\r\nb', '=HYPERLINK("x";"y")', ' =1', "'x", '1,5'])(
  'keeps %j whole',
  (typed) => {
    const [, cells] = parse(csvFile(['Cột', 'Hai'], [[typed, 'z']]), { bom: true, delimiter: ';' });
    expect(cells).toEqual([typed.startsWith('=') ? `'${typed}` : typed, 'z']);
  },
);
