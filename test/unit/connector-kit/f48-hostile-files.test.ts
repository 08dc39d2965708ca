import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundle } from '../../../src/bootstrap/bundle.mjs';
import { zipOf } from '../../kit/zip.ts';

/** A third of what a reading thread has, and nothing more beside it than a file and its largest part. */
const HEAP_MEGABYTES = 64;
const BESIDE = 128 * 1024 * 1024;

const ROOT = fileURLToPath(new URL('../../..', import.meta.url)).replace(/[\\/]$/, '');
const READER = `
  import { parentPort } from 'node:worker_threads';
  import { decodeSpreadsheet } from './src/connector-kit/spreadsheet.ts';
  import { readTable } from './src/connector-kit/table-file.ts';
  const told = (work, seen) => work.then((read) => seen(read), (error) => error.code + ' ' + error.message);
  parentPort.on('message', async (bytes) => {
    const table = await told(readTable(bytes, { name: 'a.xlsx', place: 'bkav/a.xlsx', maxRows: 50_000 }), ({ rows }) => rows.length + ' rows');
    const criteria = await told(decodeSpreadsheet(bytes, 'bkav/a.xlsx'), (rows) => rows.length + ' rows');
    parentPort.postMessage({ table, criteria, beside: process.memoryUsage().external });
  });
`;

let worker: Worker;
let failed: Promise<never>;
beforeAll(async () => {
  const file = await bundle(ROOT, { name: 'hostile-files', contents: READER });
  worker = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES } });
  failed = once(worker, 'error').then(([error]) => Promise.reject(error as Error));
  failed.catch(() => {});
});
afterAll(() => worker.terminate());

const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const book = (sheet: string, more: Record<string, string> = {}): Uint8Array =>
  zipOf({
    'xl/workbook.xml': `<workbook><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Type="${REL}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet><dimension ref="A1:XFD1048576"/><sheetData>${sheet}</sheetData></worksheet>`,
    ...more,
  });
const HEAD = '<row><c t="str"><v>ma</v></c><c t="str"><v>so</v></c></row>';
/** Different enough not to be taken for a bomb: a packer sees no further back than 32 kB. */
const cells = (thousands: number, cell: (value: number) => string) =>
  Array.from({ length: 5_000 }, (_, n) => cell((n * 7919) % 100_003))
    .join('')
    .repeat(thousands / 5);
const huge = deflateRawSync(Buffer.alloc(400 * 1024 * 1024));
const container = (content: string) =>
  Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), Buffer.from(content, 'utf16le')]);

it.each<[string, () => Uint8Array, RegExp]>([
  [
    'a bomb that says so',
    () => zipOf({ 'xl/workbook.xml': { packed: huge, size: 400 * 1024 * 1024 } }),
    /unpacks to/,
  ],
  ['a bomb that lies', () => zipOf({ 'xl/workbook.xml': { packed: huge, size: 1000 } }), /is damaged/],
  [
    'all rows that a sheet can have',
    () => book(HEAD + cells(1_045, (value) => `<row><c><v>${value}</v></c></row>`)),
    /more than 50,000 rows|unpacks to/,
  ],
  [
    'the last cell of a sheet',
    () => book(`${HEAD}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`),
    /columns/,
  ],
  [
    '300,000 cells in a row',
    () => book(`<row>${cells(300, (value) => `<c><v>${value}</v></c>`)}</row>`),
    /columns/,
  ],
  [
    'links to other files',
    () =>
      book(`${HEAD}<row><c t="str"><v>H57</v></c><c><f>[1]Sheet1!A1</f><v>5</v></c></row>`, {
        'xl/externalLinks/externalLink1.xml': '<externalLink/>',
      }),
    /FORMULA_CELL|^2 rows/,
  ],
  ['macros', () => book(HEAD, { 'xl/vbaProject.bin': 'x' }), /has macros/],
  ['a password', () => container('EncryptedPackage'), /has a password/],
  ['an .xls named .xlsx', () => container('Workbook'), /old Office file/],
  [
    'entities that grow (F49)',
    () =>
      book('', {
        'xl/worksheets/sheet1.xml': '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData/></worksheet>',
      }),
    /is damaged/,
  ],
])('F48 %s: refused in words, within the memory of a reading', async (_, make, why) => {
  const file = make();
  worker.postMessage(file);
  const [told] = (await Promise.race([once(worker, 'message'), failed])) as [
    { table: string; criteria: string; beside: number },
  ];
  expect(told.table).toMatch(why);
  expect(told.criteria).toMatch(why);
  expect(told.beside).toBeLessThan(BESIDE);
});
