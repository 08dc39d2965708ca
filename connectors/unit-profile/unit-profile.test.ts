import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HttpResponse, http } from 'msw';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startOfDay } from '../../src/core/clock.ts';
import type { HubError } from '../../src/core/errors.ts';
import { tryRead } from '../../test/kit/connector-run.ts';
import { connectorSuite } from '../../test/kit/connector-suite.ts';
import { thrownBy } from '../../test/kit/thrown-by.ts';
import { effectiveVersions } from './effective.ts';
import { unitProfile } from './index.ts';
import { profileValues } from './measures.ts';
import { PRACTICE_KEY } from './simulator.ts';
import { decodeVersions, distinctVersions, type ProfileVersion } from './version.ts';

connectorSuite(unitProfile, {
  secrets: [PRACTICE_KEY],
  badConfig: { baseUrl: 'https://ai:mat-khau@dti.hue.gov.vn', apiKey: 'a b', pageSize: 200 },
  pages: { config: (practice) => ({ ...practice, pageSize: 2 }), number: /page=\d+/ },
});

const WINDOW = { from: '2024-01-01', to: '2024-11-15' };

interface Answer {
  data: Record<string, unknown>[];
  total: number;
}
const fixture = (): Answer =>
  JSON.parse(readFileSync(new URL('fixtures/thongtinchung.json', import.meta.url), 'utf8'));
const decode = (body: unknown) => decodeVersions(body, WINDOW.to, 'thongtinchung').items;

describe('effective versions', () => {
  const values = () => effectiveVersions(decode(fixture()), WINDOW).flatMap(profileValues);

  it('counts the fixture as the README does', () => {
    expect(values().filter(({ measure }) => measure === 'REF.STAFF')).toEqual([
      { measure: 'REF.STAFF', unit: 'H57.29', day: '2024-01-01', value: 57 },
      { measure: 'REF.STAFF', unit: 'H57.29', day: '2024-07-01', value: 61 },
      { measure: 'REF.STAFF', unit: '19804', day: '2024-01-01', value: 41 },
    ]);
    expect(values().filter(({ unit }) => unit === '19804')).toHaveLength(10);
  });

  it('gives a department no residents, not 0 of them', () => {
    const measures = values().flatMap(({ unit, measure }) => (unit === 'H57.29' ? [measure] : []));
    expect(new Set(measures)).toEqual(new Set(['REF.STAFF', 'REF.OFFICIAL']));
  });

  it('does not depend on the order of versions', () => {
    const sorted = (versions: readonly ProfileVersion[]) =>
      effectiveVersions(versions, WINDOW)
        .map(({ day, version }) => `${version.unit} ${day} ${version.number}`)
        .sort();
    const versions = decode(fixture());
    expect(sorted([...versions].reverse())).toEqual(sorted(versions));
  });
});

describe('read', () => {
  const read = (body: object, now = '2025-01-10') => {
    const asked: string[] = [];
    const answer = http.get('*', ({ request }) => {
      asked.push(new URL(request.url).searchParams.get('hieuLucDen') ?? '');
      return HttpResponse.json(body as Answer);
    });
    const config = unitProfile.practiceConfig('http://thongtinchung.test');
    const clock = { now: () => startOfDay(now) };
    const input = { connector: unitProfile, config, clock, units: [], window: WINDOW, handlers: [answer] };
    return tryRead(input).then((trial) => ({ ...trial, asked }));
  };

  it('closes one slice over the window that declares the versions in effect', async () => {
    const { error, batches, asked } = await read(fixture());
    expect(error).toBeNull();
    expect(asked).toEqual(['2024-11-15']);
    expect(batches.at(-1)).toMatchObject({ type: 'slice', window: WINDOW, declaredTotal: 3 });
  });

  it('F14 declares more than came when a version is missing', async () => {
    const { data } = fixture();
    const short = http.get('*', ({ request }) =>
      HttpResponse.json(
        new URL(request.url).searchParams.get('page') === '1' ? { data, total: 6 } : { data: [], total: 6 },
      ),
    );
    const { batches } = await tryRead({
      connector: unitProfile,
      config: unitProfile.practiceConfig('http://thongtinchung.test'),
      clock: { now: () => startOfDay('2025-01-10') },
      units: [],
      window: WINDOW,
      handlers: [short],
    });
    expect(batches.at(-1)).toMatchObject({ type: 'slice', declaredTotal: 4 });
  });

  it('asks for nothing that takes effect after today', async () => {
    expect((await read({ data: [], total: 0 }, '2024-06-20')).asked).toEqual(['2024-06-20']);
    expect((await read(fixture(), '2023-12-31')).batches).toEqual([]);
  });
});

describe('files in a folder', () => {
  const HEAD = 'Mã đơn vị;Hiệu lực từ;Phiên bản;Số CBCCVC NLĐ;Số công chức, viên chức;Người lập';

  async function readFiles(...lines: string[]) {
    const dropDir = mkdtempSync(join(tmpdir(), 'profile-'));
    onTestFinished(() => rmSync(dropDir, { recursive: true }));
    mkdirSync(join(dropDir, 'thong-tin-chung'));
    const file = join(dropDir, 'thong-tin-chung', 'so.csv');
    writeFileSync(file, [HEAD, ...lines].join('\n'));
    utimesSync(file, startOfDay('2025-01-09'), startOfDay('2025-01-09'));
    const config = unitProfile.config.parse({ transport: 'folder', folder: 'thong-tin-chung' });
    const clock = { now: () => startOfDay('2025-01-10') };
    return tryRead({ connector: unitProfile, config, clock, units: [], window: WINDOW, dropDir });
  }

  it('are versions by the same rules', async () => {
    const { error, batches } = await readFiles(
      'H57.29;01/06/2023;2;57;49;Lê Văn C CANARY',
      'H57.29;01/07/2024;;1.061;52;',
      'H57.29;01/01/2026;1;90;80;',
    );
    expect(error).toBeNull();
    expect(batches[0]).toMatchObject({
      values: [
        { measure: 'REF.STAFF', unit: 'H57.29', day: '2024-01-01', value: 57 },
        { measure: 'REF.OFFICIAL', value: 49 },
        { measure: 'REF.STAFF', day: '2024-07-01', value: 1061 },
        { measure: 'REF.OFFICIAL', value: 52 },
      ],
    });
    expect(batches.at(-1)).toMatchObject({ type: 'slice', declaredTotal: 2 });
    expect(JSON.stringify(batches)).not.toContain('CANARY');
  });

  it('F27 a version without a day is named by its line', async () => {
    const { error } = await readFiles('H57.29;;1;57;49;');
    expect(error).toMatchObject({ family: 'config', code: 'BAD_EFFECTIVE_DAY' });
    expect((error as HubError).text.vi).toContain('thong-tin-chung/so.csv:2');
  });
});

describe('version', () => {
  it('F09 tells a renamed resident field from a department', () => {
    const body = fixture();
    const { danSo, ...rest } = body.data[4] as Record<string, unknown>;
    body.data[4] = { ...rest, tongDanSo: danSo };
    const error = thrownBy(() => decode(body));
    expect(error).toMatchObject({ family: 'config', code: 'SCHEMA_CHANGED' });
    expect(error.message).toContain('"data.4.danSo" in thongtinchung');
  });

  it.each([-1, 0.5])('F45 refuses %d residents, naming unit and field', (value) => {
    const body = fixture();
    (body.data[4] as Record<string, unknown>)['danSo'] = value;
    expect(thrownBy(() => decode(body)).message).toMatch(/Unit 19804: "danSo" is (-1|0.5)/);
  });

  it.each(['2024-02-30', '01/01/2024', '2024-11-16'])('F27 refuses the effective day %s', (day) => {
    const body = fixture();
    (body.data[0] as Record<string, unknown>)['hieuLucTu'] = day;
    expect(thrownBy(() => decode(body))).toMatchObject({ family: 'config', code: 'BAD_EFFECTIVE_DAY' });
  });

  it('F17 keeps a repeated version once and refuses one that contradicts itself', () => {
    const [first] = decode(fixture()) as [ProfileVersion];
    expect(distinctVersions([first, structuredClone(first)], 'thongtinchung')).toEqual([first]);
    const other = { ...first, figures: { ...first.figures, cbccvcnld: 51 } };
    expect(thrownBy(() => distinctVersions([first, other], 'thongtinchung'))).toMatchObject({
      family: 'config',
      code: 'DUPLICATE_ROW',
    });
  });

  it('F08 tells no list from an empty list', () => {
    expect(decode({ data: [], total: 0 })).toEqual([]);
    for (const body of [
      { data: null, total: 0 },
      { total: 0 },
      { data: {}, total: 0 },
      { code: 300, data: null },
    ]) {
      expect(thrownBy(() => decode(body))).toMatchObject({ family: 'config', code: 'SCHEMA_CHANGED' });
    }
  });
});
