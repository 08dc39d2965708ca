import { expect, it } from 'vitest';
import { csvLines } from '../../../src/connector-kit/csv.ts';
import { thrownBy } from '../../kit/thrown-by.ts';

const lines = (content: string | Uint8Array) => csvLines(Buffer.from(content), ';', 'bao-cao');

it('blank lines and lines of empty cells are no rows, but count as lines; cells are trimmed', () => {
  expect(lines('ma;ten\n\nH57; Huế \n;\n\nH58;"a;b"\n')).toEqual([
    { record: ['ma', 'ten'], line: 1 },
    { record: ['H57', 'Huế'], line: 3 },
    { record: ['H58', 'a;b'], line: 6 },
  ]);
});

it.each([
  ['F18 another code page', Buffer.from('ma;so\nHué;1\n', 'latin1'), 'config', 'BAD_ENCODING'],
  ['F07 a quote that is never closed', 'ma;so\n"H57;1\n', 'retry', 'CUT_OFF_CSV'],
  ['a quote inside a cell', 'ma;so\n"H"58;1\n', 'config', 'BAD_CSV'],
  ['F06 a web page', '\n <html>', 'config', 'HTML_INSTEAD_OF_DATA'],
  ['F06 an error notice', '{"code": 500}', 'config', 'JSON_INSTEAD_OF_CSV'],
])('%s', (_, content, family, code) => {
  expect(thrownBy(() => lines(content))).toMatchObject({ family, code });
});
