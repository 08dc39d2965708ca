import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HttpResponse, http } from 'msw';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startOfDay } from '../../src/core/clock.ts';
import type { HubError } from '../../src/core/errors.ts';
import { tryRead, visibleText } from '../../test/kit/connector-run.ts';
import { connectorSuite } from '../../test/kit/connector-suite.ts';
import { thrownBy } from '../../test/kit/thrown-by.ts';
import { decodeFigures, type Figure, standingFigures } from './figure.ts';
import { agencyFigures } from './index.ts';
import { PRACTICE_KEY } from './simulator.ts';

connectorSuite(agencyFigures, {
  secrets: [PRACTICE_KEY],
  badConfig: { baseUrl: 'solieu', apiKey: 'a b', pageSize: 200 },
  pages: { config: (practice) => ({ ...practice, pageSize: 3 }), number: /page=\d+/ },
});

const WINDOW = { from: '2024-01-01', to: '2024-11-15' };

interface Answer {
  data: Record<string, unknown>[];
  total: number;
}
const fixture = (): Answer =>
  JSON.parse(readFileSync(new URL('fixtures/solieu-2024.json', import.meta.url), 'utf8'));

const read = async (body: Answer) => {
  const answer = http.get('*', ({ request }) =>
    HttpResponse.json(
      new URL(request.url).searchParams.get('page') === '1' ? { ...body } : { data: [], total: body.total },
    ),
  );
  const config = agencyFigures.practiceConfig('http://solieu.test');
  const clock = { now: () => startOfDay('2025-01-10') };
  return tryRead({
    connector: agencyFigures,
    config,
    clock,
    units: [],
    window: WINDOW,
    handlers: [answer],
  });
};

describe('read', () => {
  it('counts the fixture as the README does', async () => {
    const { error, batches } = await read(fixture());
    expect(error).toBeNull();
    const values = batches.flatMap((batch) => (batch.type === 'values' ? batch.values : []));
    expect(values.map(({ unit, measure, day, value }) => `${unit} ${measure} ${day} ${value}`)).toEqual([
      '19804 AG.FIBRE_HH 2024-04-15 1450',
      '19804 AG.FIBRE_HH 2024-10-15 1621',
      '19804 AG.TRAIN_INVITED 2024-03-15 4',
      '19804 AG.TRAIN_ATTENDED 2024-03-15 3',
      '19804 AG.TRAIN_INVITED 2024-11-15 2',
      '19804 AG.PRODUCT_LISTED 2024-10-15 12',
      'H57.29 AG.EID2_STAFF 2024-10-15 0',
    ]);
    expect(batches.at(-1)).toMatchObject({ type: 'slice', window: WINDOW, declaredTotal: 5 });
  });

  it('F14 declares more than came when rows are missing', async () => {
    const { batches } = await read({ ...fixture(), total: 13 });
    expect(batches.at(-1)).toMatchObject({ type: 'slice', declaredTotal: 7 });
  });
});

describe('files in a folder', () => {
  const FILE = [
    'SỐ LIỆU CÔNG AN TỈNH BÀN GIAO',
    'Mã đơn vị;Mã số liệu;Hiệu lực từ;Tháng;Phiên bản;Giá trị;Người lập biểu',
    '19804;EID2_CITIZEN;15/10/2024;;;5.120;Lê Văn C CANARY',
    '19804;EID2_CITIZEN;15/10/2024;;2;5.130;Lê Văn C CANARY',
    '19804;TRAIN_INVITED;;03/2024;;4;',
    'H57.29;EID2_STAFF;15/10/2023;;;40;',
    '19804;FIBRE_HH;15/10/2024;;;;',
  ].join('\n');

  async function readFiles(contents: Readonly<Record<string, string>>, now = '2025-01-10') {
    const dropDir = mkdtempSync(join(tmpdir(), 'agency-'));
    onTestFinished(() => rmSync(dropDir, { recursive: true }));
    mkdirSync(join(dropDir, 'cong-an'));
    for (const [name, content] of Object.entries(contents)) {
      writeFileSync(join(dropDir, 'cong-an', name), content);
      utimesSync(join(dropDir, 'cong-an', name), startOfDay('2025-01-09'), startOfDay('2025-01-09'));
    }
    const config = agencyFigures.config.parse({ transport: 'folder', folder: 'cong-an' });
    const clock = { now: () => startOfDay(now) };
    return tryRead({ connector: agencyFigures, config, clock, units: [], window: WINDOW, dropDir });
  }

  it('are read as the API is, the same file twice once', async () => {
    const trial = await readFiles({ 'a.csv': FILE, 'b.csv': FILE });
    expect(trial.error).toBeNull();
    const values = trial.batches.flatMap((batch) => (batch.type === 'values' ? batch.values : []));
    expect(values.map(({ unit, measure, day, value }) => `${unit} ${measure} ${day} ${value}`)).toEqual([
      '19804 AG.EID2_CITIZEN 2024-10-15 5130',
      '19804 AG.TRAIN_INVITED 2024-03-15 4',
    ]);
    const warnings = trial.batches.flatMap((batch) => (batch.type === 'warning' ? [batch.text.vi] : []));
    expect(warnings).toEqual([expect.stringContaining('cong-an/b.csv giống hệt cong-an/a.csv')]);
    expect(visibleText(trial)).not.toContain('CANARY');
  });

  it('F45 a cell that is no count is named by column and line, not told', async () => {
    const { error } = await readFiles({ 'a.csv': FILE.replace('5.120', 'khoảng 5 nghìn') });
    expect(error).toMatchObject({ family: 'config', code: 'BAD_CELL' });
    expect((error as HubError).text.vi).toContain('Cột "giaTri" ở tệp cong-an/a.csv, dòng 3');
    expect((error as HubError).text.vi).not.toContain('nghìn');
  });

  it('F50 one that has just changed stops the read', async () => {
    expect((await readFiles({ 'a.csv': FILE }, '2025-01-09')).error).toMatchObject({
      family: 'retry',
      code: 'FILE_CHANGING',
    });
  });

  it('an empty folder is told', async () => {
    expect((await readFiles({})).error).toMatchObject({ family: 'config', code: 'NO_FILES' });
  });

  it('only the fields of the chosen way are asked for', () => {
    const fields = (config: object) =>
      agencyFigures.config.safeParse(config).error?.issues.map(({ path }) => path.join('.'));
    expect(fields({ transport: 'folder' })).toEqual(['folder']);
    expect(fields({ baseUrl: 'https://a.vn' })).toEqual(['apiKey']);
    expect(fields({ transport: 'folder', folder: '../etc' })).toEqual(['folder']);
    expect(fields({ baseUrl: 'https://a.vn', apiKey: 'k' })).toBeUndefined();
  });
});

describe('figure', () => {
  const decode = (changes: object) =>
    decodeFigures({ data: [{ ...fixture().data[0], ...changes }], total: 1 }, 'solieu').items;

  it.each([
    ['no such day', { hieuLucTu: '2024-02-30' }],
    ['another form', { hieuLucTu: '15/04/2024' }],
    ['no such month', { hieuLucTu: null, thang: '2024-13' }],
    ['both dates', { thang: '2024-04' }],
    ['no date', { hieuLucTu: null }],
  ])('F27 refuses %s', (_, changes) => {
    const error = thrownBy(() => decode(changes));
    expect(error).toMatchObject({ family: 'config', code: 'BAD_EFFECTIVE_DAY' });
    expect(error.message).toContain('Unit 19804, figure FIBRE_HH in solieu');
  });

  it.each([-1, 0.5])('F45 refuses the value %d', (giaTri) => {
    expect(thrownBy(() => decode({ giaTri }))).toMatchObject({ code: 'BAD_NUMBER' });
  });

  it('F17 keeps a repeated row once and refuses one that contradicts itself', () => {
    const [first] = decode({}) as [Figure];
    expect(standingFigures([first, { ...first }], 'solieu')).toEqual([first]);
    expect(thrownBy(() => standingFigures([first, { ...first, value: 1 }], 'solieu'))).toMatchObject({
      family: 'config',
      code: 'DUPLICATE_ROW',
    });
  });

  it('the highest version holds, in whatever order they come', () => {
    const [first] = decode({}) as [Figure];
    const second = { ...first, version: 2, value: 9 };
    expect(standingFigures([first, second], 'solieu')).toEqual([second]);
    expect(standingFigures([second, first], 'solieu')).toEqual([second]);
  });
});
