import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenHub, openHub } from '../../src/cli/open-hub.ts';
import { runCommand } from '../../src/cli/run-command.ts';
import { readConfig } from '../../src/config.ts';
import { CRITERIA, csvOf, HEADER, xlsxOf } from '../kit/criteria-sheet.ts';

const DATA = mkdtempSync(join(tmpdir(), 'dti-hub-import-'));
const FILE = join(DATA, 'phu-luc.xlsx');
const config = readConfig({ HUB_DATA_DIR: DATA, HUB_LOG_LEVEL: 'silent' });

let opened: OpenHub;

beforeAll(async () => {
  opened = await openHub(config);
  writeFileSync(FILE, await xlsxOf([HEADER, ...CRITERIA]));
});

afterAll(async () => {
  await opened.close();
  rmSync(DATA, { recursive: true, force: true });
});

async function hub(...argv: string[]) {
  const said = { out: '', err: '' };
  const code = await runCommand(['catalog', 'import', ...argv], {
    out: { write: (text: string) => (said.out += text) },
    err: { write: (text: string) => (said.err += text) },
    signal: new AbortController().signal,
    config: () => config,
    open: async () => opened,
  });
  return { code, ...said };
}

it('prints a template that names every group, and takes it back filled in', async () => {
  const { code, out } = await hub('quang-nam-2021', '--template');
  const lines = out.trimEnd().split('\r\n');
  expect([code, lines[0], lines[1], lines.length]).toEqual([
    0,
    '\uFEFFMã tiêu chí;Thuộc nhóm;Tên tiêu chí;Điểm tối đa;Nguồn số liệu;Nội dung;Tài liệu kiểm chứng',
    ';a.1.1;;;;;',
    1 + 19 + 4 + 1 + 8,
  ]);
  const empty = join(DATA, 'mau.csv');
  writeFileSync(empty, out);
  const refused = await hub('quang-nam-2021', empty, '--holds-from', '2021-08-14');
  expect([refused.code, refused.out]).toEqual([2, '']);
  expect(refused.err).toMatch(/Tệp mau.csv có 128 lỗi.*\n- dòng 2, cột "Mã tiêu chí": ô trống/);
});

it('imports for people and for machines, and says what happens next', async () => {
  const first = await hub('quang-nam-2021', FILE, '--holds-from', '2021-08-14');
  expect(first.err).toBe('');
  expect(first.out).toMatch(
    /^Đã nhập 4 tiêu chí: phiên bản 2 của "quang-nam-2021", có hiệu lực từ 14\/08\/2021\.\n/,
  );
  expect(first.out).toMatch(
    / ! quang-nam-2021@2\.yaml: groups\[a\]\.declared\[indicatorCount\]\n .*41.*nhưng.* 2\b/,
  );
  expect(first.out).toMatch(/khởi động lại: 2021 COMMUNE, 2022 COMMUNE, 2023 COMMUNE, 2024 COMMUNE\.\n$/);

  const again = JSON.parse((await hub('quang-nam-2021', FILE, '--json')).out);
  expect(again).toMatchObject({ version: 2, isNew: false, criteria: 4, keeping: [] });
});

it.each([
  ['no file', ['quang-nam-2021'], 'BAD_USAGE'],
  ['a file that is not there', ['quang-nam-2021', join(DATA, 'khong-co.xlsx')], 'FILE_NOT_READABLE'],
  ['a folder', ['quang-nam-2021', DATA], 'FILE_NOT_READABLE'],
  ['a set with rows', ['hue-dti-2024', '--template'], 'SET_HAS_ROWS'],
  ['no such set', ['quang-ngai', FILE], 'UNKNOWN_INDEX_SET'],
])('%s', async (_, argv, code) => {
  const refused = await hub(...argv);
  expect([refused.code, refused.out]).toEqual([2, '']);
  expect(refused.err).toContain(`[${code}]`);
});

it('today does not lie in the years of a set that has ended', async () => {
  const file = join(DATA, 'khac.csv');
  writeFileSync(file, csvOf([HEADER, ...CRITERIA.map((row) => row.with(2, 'Tên khác'))]));
  const refused = await hub('quang-nam-2021', file, '--lang', 'en');
  expect(refused.err).toMatch(
    /expected a day from 15\/08\/2021 to 31\/12\/2024, such as --holds-from 2021-08-15/,
  );
});
