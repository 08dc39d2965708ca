import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HttpResponse, http } from 'msw';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SourceValue } from '../../src/connector-kit/connector.ts';
import type { RunningSimulator } from '../../src/connector-kit/simulator-server.ts';
import type { Clock } from '../../src/core/clock.ts';
import { HubError } from '../../src/core/errors.ts';
import { closedSlices } from '../../test/kit/batch-rules.ts';
import { type Trial, tryCheck, tryRead, visibleText } from '../../test/kit/connector-run.ts';
import { connectorSuite } from '../../test/kit/connector-suite.ts';
import { PRACTICE_UNITS } from '../../test/kit/practice-units.ts';
import { expectError, expectNothingLeaked } from '../../test/kit/trial-rules.ts';
import { iocConfig } from './config.ts';
import { iocAntivirus } from './index.ts';
import { PRACTICE_PASSWORD, PRACTICE_USER, practiceGroups } from './practice-console.ts';
import { writePracticeFolder } from './practice-folder.ts';
import { PRACTICE_KEY, simulateIoc } from './simulator.ts';

connectorSuite(iocAntivirus, {
  secrets: [PRACTICE_KEY],
  badConfig: { baseUrl: 'ftp://ioc.hue.gov.vn', apiKey: '' },
  bodies: 'text',
});

const FOLDER = iocConfig.parse({ transport: 'folder', folder: 'bkav' });

/** A simulated source, its folder of files and the ways to read them. */
const clock: Clock = { now: () => new Date('2025-07-30T03:00:00Z') };
const practice = { seed: 57, units: PRACTICE_UNITS, clock, scale: 1 };
const around = {
  connector: iocAntivirus,
  clock,
  units: PRACTICE_UNITS,
  window: { from: '2025-05-01', to: '2025-07-30' },
};
const dropDir = mkdtempSync(join(tmpdir(), 'hub-ioc-'));
let simulator: RunningSimulator;
beforeAll(async () => {
  simulator = await simulateIoc({ ...practice, port: 0 });
  await writePracticeFolder(join(dropDir, 'bkav'), ['2025-05', '2025-06', '2025-07'], practice);
});
afterAll(async () => {
  await simulator.close();
  rmSync(dropDir, { recursive: true });
});

const overHttp = (reportPath: string) =>
  tryRead({
    ...around,
    config: iocConfig.parse({ baseUrl: simulator.url, apiKey: PRACTICE_KEY, reportPath }),
  });
const antivirusOf = ({ batches }: Trial) =>
  batches.flatMap((batch) => (batch.type === 'values' && batch.stream === 'antivirus' ? batch.values : []));
const warningsOf = ({ batches }: Trial) =>
  batches.flatMap((batch) => (batch.type === 'warning' ? batch.text.en : []));

it('gives the same figures as CSV, XLSX or JSON, over HTTP or from a folder', async () => {
  const csv = await overHttp('baocao');
  const others = [
    await overHttp('baocao.xlsx'),
    await overHttp('baocao.json'),
    await tryRead({ ...around, config: FOLDER, dropDir }),
  ];
  expect(csv.error).toBeNull();
  expect(antivirusOf(csv).length).toBeGreaterThan(0);
  for (const other of others) {
    expect(other.error).toBeNull();
    expect(antivirusOf(other)).toEqual(antivirusOf(csv));
    expectNothingLeaked([PRACTICE_KEY], other);
  }
});

describe('reports in a folder', () => {
  const HEAD = 'Mã đơn vị;Tên đơn vị;Số máy quản lý;Số máy nhiễm';
  const TITLE = 'Báo cáo tháng 03 năm 2024\n';
  const ROWS = 'H57.29;Sở A;57;1\n19804;Phường B;38;0\n';
  const GOOD = `${TITLE}${HEAD}\n${ROWS}`;
  const config = iocConfig.parse({
    transport: 'folder',
    folder: 'thu',
    figures: ['so_may_quan_ly', 'may_nhiem'],
  });
  const window = { from: '2024-01-01', to: '2024-12-31' };

  /** The folder with these files and nothing else, as a pull of 2024 reads it. */
  const pulled = async (files: Record<string, string>) => {
    rmSync(join(dropDir, 'thu'), { recursive: true, force: true });
    mkdirSync(join(dropDir, 'thu'));
    for (const [name, content] of Object.entries(files)) writeFileSync(join(dropDir, 'thu', name), content);
    return tryRead({ ...around, config, dropDir, window });
  };
  const codeOf = ({ error }: Trial) => (error as HubError | null)?.code;

  it('F50 the month is what the content says, and a name that says otherwise is told', async () => {
    const trial = await pulled({ 'bao-cao-2024-04.csv': GOOD });
    expect(antivirusOf(trial)[0]).toEqual({
      measure: 'AV.HOST_MANAGED',
      unit: 'H57.29',
      day: '2024-03-15',
      value: 57,
    });
    expect(warningsOf(trial)).toEqual([
      expect.stringMatching(/name of thu\/bao-cao-2024-04.csv says 2024-04, its content 2024-03/),
    ]);
    expect(closedSlices(trial.batches).map(({ slice }) => slice.window)).toEqual([
      { from: '2024-03-01', to: '2024-03-31' },
    ]);
  });

  it('F50 the same file twice counts once, also in another form', async () => {
    const json = JSON.stringify({
      'Kỳ báo cáo': '03/2024',
      rows: [
        { ma_don_vi: '19804', so_may_quan_ly: 38, may_nhiem: 0 },
        { ma_don_vi: 'H57.29', so_may_quan_ly: 57, may_nhiem: 1 },
      ],
    });
    const once = await pulled({ 'a.csv': GOOD });
    const thrice = await pulled({ 'a.csv': GOOD, 'b.csv': GOOD, 'c.json': json });
    expect(antivirusOf(thrice)).toEqual(antivirusOf(once));
    expect(warningsOf(thrice)).toEqual([
      expect.stringContaining('b.csv says the same as thu/a.csv'),
      expect.stringContaining('c.json'),
    ]);
  });

  it('F50 two different reports of a month are refused, naming both', async () => {
    const trial = await pulled({ 'a.csv': GOOD, 'b.csv': GOOD.replace('57', '58') });
    expect(codeOf(trial)).toBe('TWO_REPORTS');
    expect((trial.error as HubError).text.en).toContain('thu/a.csv and thu/b.csv');
  });

  it('F50 a file that is still written is left for the next pull, and said so', async () => {
    await pulled({ 'a.csv': GOOD, 'b.csv': GOOD.replace('03', '04') });
    const now = clock.now();
    utimesSync(join(dropDir, 'thu', 'b.csv'), now, now);
    const some = await tryRead({ ...around, config, dropDir, window });
    expect(new Set(antivirusOf(some).map(({ day }) => day))).toEqual(new Set(['2024-03-15']));
    expect(warningsOf(some)).toEqual([expect.stringMatching(/b.csv.*left for the next pull/)]);
    utimesSync(join(dropDir, 'thu', 'a.csv'), now, now);
    const none = await tryRead({ ...around, config, dropDir, window });
    expect([none.batches, none.error]).toEqual([
      [],
      expect.objectContaining({ family: 'retry', code: 'FILE_CHANGING' }),
    ]);
  });

  it.each<[string, string, string]>([
    ['a month that has not come', GOOD.replace('2024', '2026'), 'WRONG_MONTH'],
    ['no month at all', `Huế, ngày 05 tháng 4 năm 2024\n${HEAD}\n${ROWS}`, 'NO_MONTH'],
    ['several months', `Tháng 03/2024 so với tháng 02/2024\n${HEAD}\n${ROWS}`, 'NO_MONTH'],
    ['figures of nobody', `${GOOD};;5;0\n`, 'MISSING_UNIT'],
    ['a month outside the days asked for', GOOD.replace('2024', '2023'), 'NO_REPORT_FILES'],
    ['another table', 'x;y\n1;2\n', 'SCHEMA_CHANGED'],
  ])('F50 refuses %s', async (_, content, code) => {
    expect(codeOf(await pulled({ 'bao-cao-2024-03.csv': content }))).toBe(code);
  });

  it('an empty folder and a missing one are told apart', async () => {
    expect(codeOf(await pulled({}))).toBe('NO_REPORT_FILES');
    rmSync(join(dropDir, 'thu'), { recursive: true });
    const { error } = await tryCheck({ ...around, config, dropDir });
    expect((error as HubError).text.en).toMatch(/no folder "thu".*HUB_DROP_DIR/);
    expect((error as HubError).text.en).not.toContain(dropDir);
  });

  it('totals, notes and units without figures give no values; a name stands for a missing code', async () => {
    const trial = await pulled({
      'a.csv': `${GOOD};Sở C;3;0\nH57.30;Sở D;;-\n;Tổng cộng;98;1\nNgười lập: Nguyễn Văn A\n`,
    });
    expect(antivirusOf(trial).map(({ unit }) => unit)).toEqual([
      'H57.29',
      'H57.29',
      '19804',
      '19804',
      'Sở C',
      'Sở C',
    ]);
    expect(closedSlices(trial.batches)[0]?.slice).toMatchObject({ silentUnits: ['H57.30'] });
    expect(visibleText(trial)).not.toContain('Nguyễn');
  });

  it('check names the newest month and one real figure', async () => {
    const { result } = await tryCheck({ ...around, config: FOLDER, dropDir });
    expect(result).toMatchObject({ ok: true, sample: expect.stringMatching(/^\S+ · so_may_quan_ly = \d+$/) });
    expect(result?.message.en).toContain('newest is 2025-07');
  });
});

describe('antivirus console', () => {
  const configOf = (more: object = {}) =>
    iocConfig.parse({
      transport: 'console',
      baseUrl: simulator.url,
      username: PRACTICE_USER,
      password: PRACTICE_PASSWORD,
      groups: practiceGroups(practice),
      ...more,
    });
  const SECRETS = [PRACTICE_PASSWORD, Buffer.from(PRACTICE_PASSWORD).toString('base64')];

  it('counts the computers of each unit as they are today, and nothing else leaves', async () => {
    const trial = await tryRead({ ...around, config: configOf() });
    expect(trial.error).toBeNull();
    const report = await overHttp('baocao');
    const atReport = antivirusOf(report).filter(
      ({ day, measure }) => day === '2025-07-15' && !measure.startsWith('AV.NOTICE'),
    );
    const capped = (measure: string) => measure.startsWith('AV.SEAT');
    const exact = (values: readonly SourceValue[]) =>
      values
        .filter(({ measure }) => !capped(measure))
        .map(({ measure, unit, value }) => `${unit} ${measure} ${value}`)
        .sort();
    expect(exact(antivirusOf(trial))).toEqual(exact(atReport));
    expect(new Set(antivirusOf(trial).map(({ day }) => day))).toEqual(new Set(['2025-07-30']));
    expect(closedSlices(trial.batches).map(({ slice }) => slice.window)).toEqual([
      { from: '2025-07-01', to: '2025-07-30' },
    ]);
    expectNothingLeaked(SECRETS, trial);
    expect(trial.received).not.toMatch(/HOSTNAME|_DN|FQDN/);
  });

  it('computers of a group without a unit are shown, a unit without computers is not made 0', async () => {
    const [[first = '', unit = ''] = [], ...others] = Object.entries(practiceGroups(practice));
    const groups = { ...Object.fromEntries(others), 999: 'H57.99' };
    const trial = await tryRead({ ...around, config: configOf({ groups }) });
    expect(antivirusOf(trial).map((value) => value.unit)).toContain(`KSC-${first}`);
    expect(antivirusOf(trial).map((value) => value.unit)).not.toContain(unit);
    expect(closedSlices(trial.batches)[0]?.slice).toMatchObject({ silentUnits: ['H57.99'] });
    expect((await tryCheck({ ...around, config: configOf({ groups }) })).result?.message.en).toContain(
      `without a unit: ${first}`,
    );
  });

  it('days that do not reach today are refused and change nothing', async () => {
    const trial = await tryRead({
      ...around,
      config: configOf(),
      window: { from: '2025-01-01', to: '2025-06-30' },
    });
    expect([trial.batches, (trial.error as HubError).code]).toEqual([[], 'ONLY_TODAY']);
  });

  it.each<[string, object, string, RegExp]>([
    ['a wrong password', { password: 'sai' }, 'CREDENTIALS_REFUSED', /./],
    ['another server', { baseUrl: 'URL/khong-co' }, 'ADDRESS_NOT_FOUND', /./],
  ])('check is bad with %s', async (_, more, code, why) => {
    const config = configOf(JSON.parse(JSON.stringify(more).replace('URL', simulator.url)));
    const { error } = await tryCheck({ ...around, config });
    expect(error).toMatchObject({ family: 'config', code, text: { en: expect.stringMatching(why) } });
  });

  it('an error of the console is told by its code, never by its words', async () => {
    const handlers = [
      http.post('*/ChunkAccessor.GetItemsChunk', () =>
        HttpResponse.json({ PxgError: { code: 1193, module: 'KLSRV', message: 'CANARY 0999123456' } }),
      ),
    ];
    const trial = await tryRead({ ...around, config: configOf(), handlers });
    expectError(SECRETS, trial, ['config']);
    expect((trial.error as HubError).text.en).toContain('code 1193 KLSRV');
  });
});
