import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scoreAll } from '../../src/app/nightly.ts';
import { type OpenHub, openHub } from '../../src/cli/open-hub.ts';
import { runCommand } from '../../src/cli/run-command.ts';
import { readConfig } from '../../src/config.ts';

const DATA = mkdtempSync(join(tmpdir(), 'dti-hub-people-'));
const config = readConfig({ HUB_DATA_DIR: DATA, HUB_LOG_LEVEL: 'silent' });

let opened: OpenHub;

beforeAll(async () => {
  opened = await openHub(config);
  await scoreAll(opened.deps);
}, 120_000);

afterAll(async () => {
  await opened.close();
  rmSync(DATA, { recursive: true, force: true });
});

async function hub(...argv: string[]) {
  const said = { stdout: '', stderr: '' };
  const into = (stream: keyof typeof said) => ({
    write: (text: string) => {
      said[stream] += text;
    },
  });
  const code = await runCommand(argv, {
    out: into('stdout'),
    err: into('stderr'),
    signal: new AbortController().signal,
    config: () => config,
    open: async () => opened,
  });
  return { code, ...said };
}

async function json(...argv: string[]) {
  const { code, stdout, stderr } = await hub(...argv, '--json');
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
}

const rowsOf = (csv: string): string[][] => parse(csv, { bom: true, delimiter: ';' });

/** The commune and year of which Kon Tum's document publishes the result. */
const PUBLISHED = ['23494', '--set', 'kon-tum-2023'];

describe('remediation', () => {
  it('lists the 27 rows of the document that are below their maximum, most missing points first', async () => {
    const { items, ...head } = await json('remediation', ...PUBLISHED);
    expect(head).toMatchObject({ indexSet: 'kon-tum-2023', year: 2023, unit: { code: '23494' } });
    expect(items).toHaveLength(27);
    const missing = items.map((one: { missingPoints: number }) => one.missingPoints);
    expect(missing).toEqual([...missing].sort((a, b) => b - a));
    expect(items[0]).toMatchObject({
      indicator: { code: '6.10' },
      points: 0,
      maxPoints: 30,
      missingPoints: 30,
      assignment: { responsible: ['Tài chính – Kế toán xã'] },
    });
  });

  it('is a table for people and a file for Excel', async () => {
    const { stdout } = await hub('remediation', ...PUBLISHED);
    expect(stdout).toMatch(/^Xã Đắk Tờ Re \(23494\)/);
    expect(stdout).toMatch(/^ +3\.5 +8,57 +30,00 +21,43 +VHTT +/m);
    const [head, ...rows] = rowsOf((await hub('remediation', ...PUBLISHED, '--csv', '--lang', 'en')).stdout);
    expect(head?.slice(0, 4)).toEqual(['Tiêu chí', 'Điểm', 'Điểm tối đa', 'Điểm còn thiếu']);
    expect(rows).toHaveLength(27);
    const platforms = rows.find(([title]) => title?.startsWith('3.5 '));
    expect(platforms?.slice(1, 4)).toEqual(['8,57', '30', '21,43']);
    expect(platforms?.[5]).toBe('VHTT');
  });
});

describe('losses', () => {
  it('adds them up by index as published, and by who is responsible as printed', async () => {
    const { byGroup, byResponsible } = await json('losses', ...PUBLISHED);
    expect(byGroup.map(({ lost, maxPoints }: Record<string, number>) => [lost, maxPoints])).toEqual([
      [16, 100],
      [20, 100],
      [58.71, 100],
      [18.49, 100],
      [5, 100],
      [82, 200],
      [110, 150],
      [124.56, 150],
    ]);
    expect(byResponsible).toContainEqual({ responsible: 'VP-TK, VHTT xã', lost: 5, items: 1 });
    const items = byResponsible.reduce((sum: number, one: { items: number }) => sum + one.items, 0);
    expect(items).toBe(27);
  });

  it('is a file for Excel', async () => {
    const [head, ...rows] = rowsOf((await hub('losses', ...PUBLISHED, '--csv')).stdout);
    expect(head).toEqual(['Tính theo', 'Tên', 'Điểm mất', 'Điểm tối đa', 'Số tiêu chí']);
    expect(rows).toContainEqual(['Nhóm chỉ số', expect.stringMatching(/^3 /), '58,71', '100', '']);
    expect(rows).toContainEqual(['Phụ trách', 'VP-TK, VHTT xã', '5', '', '1']);
  });
});

describe('assess', () => {
  const assess = (value: string, ...more: string[]) => [
    'assess',
    '15889',
    '1.6',
    value,
    '--set',
    'thanh-hoa-2023',
    '--column',
    'VERIFIED',
    '--reason',
    'Biên bản 12/BB',
    ...more,
  ];

  it('puts in a value and tells what counts now', async () => {
    expect(await json(...assess('69.99'))).toMatchObject({
      indexSet: 'thanh-hoa-2023',
      unit: { code: '15889' },
      given: { column: 'VERIFIED', met: false, printed: '69.99' },
      counted: { state: 'SCORED', basis: 'VERIFIED', points: 0, maxPoints: 1 },
    });
    const { code, stdout } = await hub(...assess('70'));
    expect(code).toBe(0);
    expect(stdout).toContain('Đã ghi (sau thẩm định): 70');
    expect(stdout).toContain('Được tính (sau thẩm định): 1,00 / 1,00');
  });

  it('refuses a value with its unit, and tells the form in either language', async () => {
    const vietnamese = await hub(...assess('65%'));
    const english = await hub(...assess('65%', '--lang', 'en'));
    expect(vietnamese).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('[BAD_VALUE]') });
    expect(vietnamese.stderr).toContain('không kèm đơn vị');
    expect(english.stderr).toContain('no unit');
  });

  it.each([
    ['no column', ['assess', '15889', '1.6', '70', '--reason', 'x']],
    ['no reason', ['assess', '15889', '1.6', '70', '--column', 'SELF']],
    ['the machine’s column', ['assess', '15889', '1.6', '70', '--reason', 'x', '--column', 'AUTOMATIC']],
    ['two forms at once', ['losses', ...PUBLISHED, '--csv', '--json']],
  ])('%s: the command is not right', async (_name, argv) => {
    const { code, stdout, stderr } = await hub(...argv);
    expect(code).toBe(2);
    expect(stdout + stderr).toContain('BAD_USAGE');
  });
});

describe('catalog compare', () => {
  it('tells what moved, rose, came and went between the editions of Thanh Hóa', async () => {
    const { from, to, changes } = await json('catalog', 'compare', 'thanh-hoa-2022', 'thanh-hoa-2023');
    expect([from.code, to.code]).toEqual(['thanh-hoa-2022', 'thanh-hoa-2023']);
    const moved = changes.find((one: { older?: { code: string } }) => one.older?.code === '1.5');
    expect(moved).toMatchObject({ newer: { code: '1.6' } });
    expect(moved.changes).toContainEqual({ kind: 'TARGET_RAISED', from: '60%', to: '70%' });
    const { stdout } = await hub('catalog', 'compare', 'thanh-hoa-2022', 'thanh-hoa-2023', '--lang', 'en');
    expect(stdout).toMatch(/^thanh-hoa-2022 → thanh-hoa-2023: \d+ rows changed\.$/m);
    expect(stdout).toContain('      target raised: 60% → 70%');
    expect(stdout).toMatch(/^\+ 2\.5 /m);
    expect(stdout).toMatch(/^- /m);
  });

  it.each([
    ['thanh-hoa-2022', 'nothing', 'UNKNOWN_INDEX_SET'],
    ['hue-dti-2024', 'kon-tum-2023', 'DIFFERENT_SERIES'],
  ])('%s with %s: %s', async (from, to, stable) => {
    expect(await hub('catalog', 'compare', from, to)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`[${stable}]`),
    });
  });
});
