import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HttpResponse, http, type RequestHandler } from 'msw';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Clock, startOfDay } from '../../src/core/clock.ts';
import type { HubError } from '../../src/core/errors.ts';
import { tryRead } from '../../test/kit/connector-run.ts';
import { connectorSuite } from '../../test/kit/connector-suite.ts';
import { PRACTICE_UNITS } from '../../test/kit/practice-units.ts';
import { thrownBy } from '../../test/kit/thrown-by.ts';
import { sharedPlatforms } from './index.ts';
import { decodeMapCount } from './map-layer.ts';
import { PRACTICE_SECRET } from './simulator.ts';
import { decodeUsage, distinctUnits, type MonthUsage, type WorkFunction } from './usage.ts';
import { functionTally } from './work-functions.ts';

connectorSuite(sharedPlatforms, {
  secrets: [PRACTICE_SECRET],
  badConfig: { baseUrl: 'lgsp.hue.gov.vn', consumerKey: 'a', consumerSecret: 'b', pageSize: 0 },
  pages: { config: (practice) => ({ ...practice, pageSize: 1 }), number: /page=\d+/ },
});

const FIXTURE = JSON.parse(
  readFileSync(new URL('fixtures/thongke-2024.json', import.meta.url), 'utf8'),
) as Record<string, { data: object[]; total: number }>;
const BASE = 'http://nentang.test';

const token = http.post(`${BASE}/token`, () => HttpResponse.json({ access_token: 'the', expires_in: 3600 }));
const usage = http.get(`${BASE}/thongke`, ({ request }) =>
  HttpResponse.json(FIXTURE[new URL(request.url).searchParams.get('thang') ?? '']),
);
const layer = (body: object) => http.get(`${BASE}/server/*`, () => HttpResponse.json(body));

const AT = { now: () => startOfDay('2024-03-01') };

const read = (handlers: RequestHandler[], from = '2024-01-01', clock: Clock = AT) =>
  tryRead({
    connector: sharedPlatforms,
    config: sharedPlatforms.practiceConfig(BASE),
    clock,
    units: PRACTICE_UNITS.slice(0, 1),
    window: { from, to: '2024-02-29' },
    handlers,
  });

describe('read', () => {
  it('counts the fixture as the README does', async () => {
    const { error, batches } = await read([token, usage, layer({ count: 9 })]);
    expect(error).toBeNull();
    const values = batches.flatMap((batch) => (batch.type === 'values' ? batch.values : []));
    const told = values.map(({ measure, day, value }) => `${measure} ${day} ${value}`);
    expect(told).toEqual([
      'PLAT.WORK_FUNCTION 2024-01-15 2',
      'PLAT.REPORT_LOGIN 2024-01-15 41',
      'PLAT.REPORT_MONTH 2024-01-15 1',
      'PLAT.WORK_FUNCTION 2024-02-15 3',
      'PLAT.REPORT_LOGIN 2024-02-15 0',
      'PLAT.REPORT_MONTH 2024-02-15 0',
      'PLAT.MAP_RECORD 2024-02-15 9',
    ]);
  });

  it('cumulates from January when the window begins later', async () => {
    const { batches } = await read([token, usage, layer({ count: 9 })], '2024-02-01');
    const values = batches.flatMap((batch) => (batch.type === 'values' ? batch.values : []));
    expect(values[0]).toEqual({
      measure: 'PLAT.WORK_FUNCTION',
      unit: 'H57.29',
      day: '2024-02-15',
      value: 3,
    });
    expect(values.every(({ day }) => day === '2024-02-15')).toBe(true);
  });

  it('asks nothing when no closing day lies in the window', async () => {
    const { error, batches } = await read([], '2024-02-16');
    expect({ error, batches }).toEqual({ error: null, batches: [] });
  });

  it('F04 renews a refused token once and repeats only that request', async () => {
    const seen: string[] = [];
    const log = http.all('*', ({ request }) => {
      seen.push(`${request.method} ${new URL(request.url).pathname}${new URL(request.url).search}`);
      const isThird = seen.length === 3;
      return isThird ? HttpResponse.text('', { status: 401 }) : undefined;
    });
    const { error } = await read([log, token, usage, layer({ count: 9 })]);
    expect(error).toBeNull();
    expect(seen.slice(0, 5)).toEqual([
      'POST /token',
      'GET /thongke?thang=2024-01&page=1&size=200',
      'GET /thongke?thang=2024-02&page=1&size=200',
      'POST /token',
      'GET /thongke?thang=2024-02&page=1&size=200',
    ]);
  });

  it('F04 ends at the second refusal', async () => {
    let tokens = 0;
    const counted = http.post(`${BASE}/token`, () => {
      tokens++;
      return HttpResponse.json({ access_token: 'the', expires_in: 3600 });
    });
    const refused = http.get('*', () => HttpResponse.text('', { status: 401 }));
    const { error } = await read([counted, refused]);
    expect(error).toMatchObject({ family: 'config', code: 'CREDENTIALS_REFUSED' });
    expect(tokens).toBe(2);
  });

  it('renews a token that is about to expire', async () => {
    let tokens = 0;
    const shortLived = http.post(`${BASE}/token`, () => {
      tokens++;
      return HttpResponse.json({ access_token: 'the', expires_in: 60 });
    });
    let minutes = 0;
    const clock = { now: () => new Date(startOfDay('2024-03-01').getTime() + minutes++ * 60_000) };
    const { error } = await read([shortLived, usage, layer({ count: 9 })], '2024-01-01', clock);
    expect(error).toBeNull();
    expect(tokens).toBe(2);
  });

  it('gives no fact for a unit without a map layer, and a zero for an empty one', async () => {
    const mapOf = async (body: object) =>
      (await read([token, usage, layer(body)])).batches.filter(({ stream }) => stream === 'map');
    expect((await mapOf({ error: { code: 404, message: 'Not found' } })).map(({ type }) => type)).toEqual([
      'slice',
    ]);
    expect((await mapOf({ count: 0 }))[0]).toMatchObject({ values: [{ value: 0 }] });
  });
});

describe('files in a folder', () => {
  const HEAD =
    'Tháng;Mã đơn vị;Phản ánh hiện trường;Tiếp nhận góp ý;Trả lời công dân;Trả lời báo chí;Họp không giấy;Lưu trữ đám mây;Lượt đăng nhập báo cáo;Số đối tượng bản đồ';

  async function readFiles(...lines: string[]) {
    const dropDir = mkdtempSync(join(tmpdir(), 'platforms-'));
    onTestFinished(() => rmSync(dropDir, { recursive: true }));
    mkdirSync(join(dropDir, 'nen-tang'));
    writeFileSync(join(dropDir, 'nen-tang', 'so.csv'), [HEAD, ...lines].join('\n'));
    return tryRead({
      connector: sharedPlatforms,
      config: sharedPlatforms.config.parse({ transport: 'folder', folder: 'nen-tang' }),
      clock: AT,
      units: PRACTICE_UNITS.slice(0, 1),
      window: { from: '2024-01-01', to: '2024-02-29' },
      dropDir,
    });
  }

  it('are cumulated as the answers of the API are, and tell the map where they have it', async () => {
    const { error, batches } = await readFiles(
      '01/2024;H57.29;12;0;0;0;0;88;41;',
      '2024-02;H57.29;0;0;0;0;2;9;0;1.250',
    );
    expect(error).toBeNull();
    const values = batches.flatMap((batch) => (batch.type === 'values' ? batch.values : []));
    expect(values.map(({ measure, day, value }) => `${measure} ${day} ${value}`)).toEqual([
      'PLAT.WORK_FUNCTION 2024-01-15 2',
      'PLAT.REPORT_LOGIN 2024-01-15 41',
      'PLAT.REPORT_MONTH 2024-01-15 1',
      'PLAT.WORK_FUNCTION 2024-02-15 3',
      'PLAT.REPORT_LOGIN 2024-02-15 0',
      'PLAT.REPORT_MONTH 2024-02-15 0',
      'PLAT.MAP_RECORD 2024-02-15 1250',
    ]);
  });

  it('a month that is not there yet is not spoken of; one missing between is told', async () => {
    const january = '01/2024;H57.29;1;0;0;0;0;0;4;';
    const slices = (await readFiles(january)).batches.filter(({ type }) => type === 'slice');
    expect(slices).toMatchObject([{ stream: 'usage', window: { from: '2024-01-01', to: '2024-01-31' } }]);
    const { error } = await readFiles(january.replace('01/', '02/'));
    expect(error).toMatchObject({ family: 'config', code: 'MISSING_MONTH' });
  });

  it('F45 a blank count is no zero', async () => {
    const { error } = await readFiles('01/2024;H57.29;1;0;0;0;0;;4;');
    expect(error).toMatchObject({ code: 'SCHEMA_CHANGED' });
    expect((error as HubError).text.vi).toContain('nen-tang/so.csv:2');
  });
});

describe('usage', () => {
  const month = () => structuredClone(FIXTURE['2024-01']) as unknown as { data: Record<string, unknown>[] };
  const decode = (body: unknown, asked = '2024-01') => decodeUsage(body, asked, 'thongke?thang=2024-01');

  it('F09 names a missing function and its place', () => {
    const body = month();
    body.data[0] = { ...body.data[0], chucNang: { phan_anh: 1, gop_y: 0, cong_dan: 0, bao_chi: 0 } };
    const error = thrownBy(() => decode(body));
    expect(error).toMatchObject({ family: 'config', code: 'SCHEMA_CHANGED' });
    expect(error.message).toContain('"data.0.chucNang.hop" in thongke?thang=2024-01');
  });

  it.each([-1, 2.5, 1e300])('F45 refuses %d logins, naming unit and field', (value) => {
    const body = month();
    (body.data[0] as Record<string, unknown>)['dangNhapBaoCao'] = value;
    const error = thrownBy(() => decode(body));
    expect(error).toMatchObject({ family: 'config', code: 'BAD_NUMBER' });
    expect(error.message).toMatch(/H57\.29.*dangNhapBaoCao/);
  });

  it('F50 refuses figures of another month', () => {
    expect(thrownBy(() => decode(month(), '2024-02'))).toMatchObject({ code: 'WRONG_MONTH' });
  });

  it('F17 keeps a repeated unit once and refuses one that contradicts itself', () => {
    const [row] = decode(month()).items as [MonthUsage['units'][number]];
    expect(distinctUnits([row, { ...row }], 'thongke')).toEqual([row]);
    expect(thrownBy(() => distinctUnits([row, { ...row, reportLogins: 1 }], 'thongke'))).toMatchObject({
      family: 'config',
      code: 'DUPLICATE_ROW',
    });
  });
});

describe('function tally', () => {
  const used = (month: string, functions: WorkFunction[], declaredTotal = 1): MonthUsage => ({
    month,
    units: [{ unit: '19804', functions, reportLogins: 0 }],
    declaredTotal,
  });

  it('begins anew in January and for the next unit of the same code', () => {
    const add = functionTally((code, day) => `${code}:${day < '2025-07-01' ? 'old' : 'new'}`);
    const counts = [
      used('2024-12', ['hop', 'gop_y']),
      used('2025-01', ['hop']),
      used('2025-06', ['bao_chi']),
      used('2025-07', ['luu_tru']),
    ].map((month) => add(month).get('19804'));
    expect(counts).toEqual([2, 1, 2, 1]);
  });

  it('F14 does not cumulate over a month that came short', () => {
    const add = functionTally((code) => code);
    add(used('2025-01', ['hop'], 2));
    expect(thrownBy(() => add(used('2025-02', ['hop'])))).toMatchObject({
      family: 'person',
      code: 'INCOMPLETE_MONTH',
    });
    expect(add(used('2026-01', ['hop'])).get('19804')).toBe(1);
  });
});

describe('map layer', () => {
  it.each([
    [499, 'config', 'MAP_REFUSED'],
    [503, 'retry', 'MAP_UNAVAILABLE'],
  ])('tells ArcGIS error %d inside a status 200', (code, family, expected) => {
    const error = thrownBy(() => decodeMapCount({ error: { code } }, '19804', 'query'));
    expect(error).toMatchObject({ family, code: expected });
  });

  it('F08 refuses an answer without a count', () => {
    expect(thrownBy(() => decodeMapCount({}, '19804', 'query'))).toMatchObject({ code: 'SCHEMA_CHANGED' });
  });
});
