import { HttpResponse, http, type RequestHandler } from 'msw';
import { describe, expect, it } from 'vitest';
import type { RecordStream, SourceRecord } from '../../src/connector-kit/connector.ts';
import { practiceProfile } from '../../src/connector-kit/practice-profile.ts';
import type { Clock } from '../../src/core/clock.ts';
import { HubError } from '../../src/core/errors.ts';
import { type Trial, tryRead } from '../../test/kit/connector-run.ts';
import { connectorSuite } from '../../test/kit/connector-suite.ts';
import { PRACTICE_UNITS } from '../../test/kit/practice-units.ts';
import { PRACTICE_TOKEN } from './config.ts';
import bulletinsAnswer from './fixtures/bulletins.json' with { type: 'json' };
import closingsAnswer from './fixtures/closings.json' with { type: 'json' };
import interactionsAnswer from './fixtures/interactions.json' with { type: 'json' };
import { citizenApp } from './index.ts';
import { bulletins, figures, interactions } from './measures.ts';
import { practiceClosing } from './practice-figures.ts';
import { countedPages, type TotalCounts } from './total-row.ts';
import { afterWorkingDays } from './working-days.ts';

connectorSuite(citizenApp, {
  secrets: [PRACTICE_TOKEN],
  badConfig: { baseUrl: 'hue-s', token: '' },
  pages: { config: (practice) => ({ ...practice, pageSize: 7 }), number: /page=\d+/ },
});

const HOST = 'https://hue-s.test';
const clock: Clock = { now: () => new Date('2024-03-20T09:00:00+07:00') };
const MARCH = { from: '2024-03-01', to: '2024-03-31' };

const answering = (path: string, body: unknown) =>
  http.get(HOST + path, () => HttpResponse.json(body as object));
const FIXTURES = [
  answering('/dttm/phananh/theochuyenmuc', interactionsAnswer),
  answering('/truyenthong/bantin', bulletinsAnswer),
  answering('/thongke/chitieu', closingsAnswer),
];

const SOURCE = {
  connector: citizenApp,
  config: citizenApp.config.parse({ baseUrl: `${HOST}/`, token: PRACTICE_TOKEN }),
  clock,
  units: PRACTICE_UNITS,
};

const readMarch = (handlers: RequestHandler[] = [], asOf = MARCH.to) =>
  tryRead({ ...SOURCE, window: MARCH, asOf, handlers: [...handlers, ...FIXTURES] });

function recordsOf<D>({ batches }: Trial, stream: RecordStream<D>): SourceRecord<D>[] {
  return batches.flatMap((batch) =>
    batch.type === 'records' && batch.stream === stream.name ? (batch.records as SourceRecord<D>[]) : [],
  );
}

/** By measure: what each record adds, by its key. */
function counts<D>(trial: Trial, stream: RecordStream<D>) {
  const records = recordsOf(trial, stream);
  return Object.fromEntries(
    stream.measures.map((measure) => [
      measure.code,
      Object.fromEntries(records.map(({ key, data }) => [key, measure.count(data)])),
    ]),
  );
}

describe('the recorded answers of Hue-S', () => {
  it('reports are due when answered or overdue, and on time up to the end of the deadline day', async () => {
    const found = counts(await readMarch(), interactions);
    expect(found['HUES.INTERACTION_DUE']).toEqual({
      1001: 1,
      1002: 1,
      1003: 1,
      1004: 'NOT_YET_DUE',
      1005: 'NO_DEADLINE',
      1006: 1,
    });
    expect(found['HUES.INTERACTION_ONTIME']).toEqual({
      1001: 1,
      1002: 'ANSWERED_LATE',
      1003: 'OPEN_OVERDUE',
      1004: 'NOT_YET_DUE',
      1005: 'NO_DEADLINE',
      1006: 'ANSWER_DAY_MISSING',
    });
  });

  it('ratings and frustration', async () => {
    const found = counts(await readMarch(), interactions);
    expect(found['HUES.RATING_SUM']).toMatchObject({ 1001: 4, 1002: 2, 1003: 'NOT_RATED' });
    expect(found['HUES.RATING_N']).toMatchObject({ 1001: 1, 1002: 1, 1003: 'NOT_RATED' });
    expect(found['HUES.FRUSTRATED']).toMatchObject({ 1001: 'NOT_FRUSTRATED', 1002: 1, 1004: 'NOT_YET_DUE' });
  });

  it('open reports are judged on the day that the hub names', async () => {
    const trial = await readMarch([], '2024-03-17');
    expect(counts(trial, interactions)['HUES.INTERACTION_DUE']).toMatchObject({ 1003: 'NOT_YET_DUE' });
  });

  it('a pull of January alone judges its reports as the pull of the year does', async () => {
    const report = { ...interactionsAnswer.data[0], NgayPhanAnh: '30/01/2024', ThoiHan: '15/02/2024' };
    const open = { ...report, PhanAnhID: 2, TrangThai: 'Đang xử lý', NgayXuLy: null };
    const january = http.get(`${HOST}/dttm/phananh/theochuyenmuc`, ({ request }) => {
      const isJanuary = new URL(request.url).searchParams.get('tuNgay') === '01/01/2024';
      return HttpResponse.json({ data: isJanuary ? [report, open] : [], totalrow: isJanuary ? 2 : 0 });
    });
    const empty = ['/truyenthong/bantin', '/thongke/chitieu'].map((path) => answering(path, { data: [] }));
    const read = (to: string) =>
      tryRead({
        ...SOURCE,
        clock: { now: () => new Date('2024-11-20T09:00:00+07:00') },
        window: { from: '2024-01-01', to },
        asOf: '2024-11-15',
        handlers: [january, ...empty],
      });
    const [alone, year] = [await read('2024-01-31'), await read('2024-11-15')];
    expect(recordsOf(alone, interactions)).toEqual(recordsOf(year, interactions));
    expect(counts(alone, interactions)['HUES.INTERACTION_ONTIME']).toMatchObject({ 2: 'OPEN_OVERDUE' });
  });

  it('F17 a report that comes twice is one record, and the total is told without it', async () => {
    const trial = await readMarch();
    expect(recordsOf(trial, interactions)).toHaveLength(6);
    expect(trial.batches).toContainEqual({
      type: 'slice',
      stream: 'interactions',
      window: MARCH,
      declaredTotal: 6,
      state: null,
    });
  });

  it('bulletins count by kind; drafts and future ones do not', async () => {
    const found = counts(await readMarch(), bulletins);
    expect(found['HUES.NEWS_POLICY']).toMatchObject({ 1: 1, 2: 'NOT_PUBLISHED', 4: 'OTHER_KIND' });
    expect(found['HUES.NEWS_INTERNAL']).toMatchObject({ 1: 'OTHER_KIND', 3: 'FUTURE' });
    expect(found['HUES.ALERT']).toMatchObject({ 4: 1, 5: 'OTHER_KIND' });
  });

  it('figures carry the closing day; zero is a value and an unknown figure is left out', async () => {
    const { batches } = await readMarch();
    expect(batches).toContainEqual({
      type: 'values',
      stream: figures.name,
      values: [
        { measure: 'HUES.ACCOUNT_ADULT', unit: '19804', day: '2024-03-15', value: 5123 },
        { measure: 'HUES.WALLET', unit: '19804', day: '2024-03-15', value: 2011 },
        { measure: 'HUES.WALLET', unit: 'H57.29', day: '2024-03-15', value: 0 },
      ],
    });
  });
});

describe('answers that are not as known', () => {
  const codeOf = ({ error }: Trial) => (error instanceof HubError ? error.code : error);
  const [report] = interactionsAnswer.data;
  const reports = (...rows: object[]) =>
    answering('/dttm/phananh/theochuyenmuc', { data: rows, totalrow: rows.length });

  it.each([
    ['a missing field', { ...report, ThoiHan: undefined }, 'data.1.ThoiHan'],
    ['another type', { ...report, BucXuc: 'không' }, 'data.1.BucXuc'],
    ['no real date', { ...report, NgayXuLy: '31/02/2024' }, 'data.1.NgayXuLy'],
    ['a rating out of range', { ...report, DanhGia: 9 }, 'data.1.DanhGia'],
  ])('F09 %s is named with its place', async (_, row, field) => {
    const trial = await readMarch([reports(report as object, row)]);
    expect(codeOf(trial)).toBe('SCHEMA_CHANGED');
    expect((trial.error as HubError).text.vi).toContain(`"${field}" trong danh sách phản ánh, trang 1`);
  });

  it('F08 an empty list is a result', async () => {
    const trial = await readMarch([reports()]);
    expect(trial.error).toBeNull();
    expect(trial.batches[0]).toMatchObject({ type: 'slice', stream: 'interactions', declaredTotal: 0 });
  });

  it('F13 a list that moves while it is read is read again', async () => {
    let readings = 0;
    const moving = http.get(`${HOST}/dttm/phananh/theochuyenmuc`, ({ request }) => {
      const page = Number(new URL(request.url).searchParams.get('page'));
      if (page === 1) readings++;
      const data = interactionsAnswer.data.slice((page - 1) * 4, page * 4);
      return HttpResponse.json({ data, totalrow: readings === 1 && page === 1 ? 6 : 7 });
    });
    const trial = await readMarch([moving]);
    expect(trial.error).toBeNull();
    expect(readings).toBe(2);
    expect(recordsOf(trial, interactions)).toHaveLength(6);
  });

  it.each([
    ['fewer rows than declared', 3, 1, 'totalrow = 3 và đã gửi 2 dòng. Hai số'],
    ['more rows than declared', 1, 1, 'totalrow = 1 và đã gửi 2 dòng. Hai số'],
    ['a total that counts pages', 1, 2, 'totalrow = 1 và đã gửi 4 dòng, trong đó 2 dòng lặp lại. Hai số'],
  ])('F14 closings, %s: a person must look, and reads what was declared and sent', async (...row) => {
    const [, totalrow, times, sentence] = row;
    const data = Array.from({ length: times }, () => closingsAnswer.data).flat();
    const source = http.get(`${HOST}/thongke/chitieu`, ({ request }) => {
      const isFirst = new URL(request.url).searchParams.get('page') === '1';
      return HttpResponse.json({ data: isFirst ? data : [], totalrow });
    });
    const { error } = await readMarch([source]);
    expect(error).toMatchObject({ family: 'person', code: 'TOTAL_MISMATCH' });
    expect((error as HubError).text.vi).toContain(sentence);
  });

  it('a row of another month is no record of this one, and the total tells the gap', async () => {
    const trial = await readMarch([
      reports(report as object, { ...report, PhanAnhID: 9, NgayPhanAnh: '01/04/2024' }),
    ]);
    expect(recordsOf(trial, interactions).map(({ key }) => key)).toEqual(['1001']);
    expect(trial.batches).toContainEqual(
      expect.objectContaining({ stream: 'interactions', declaredTotal: 2 }),
    );
  });
});

describe('totalrow', () => {
  /** Pages of these lengths, each with `total`; then empty ones. */
  async function arrived(lengths: readonly number[], total: number | null, counts: TotalCounts = 'auto') {
    let [asked, nth] = [0, 0];
    const pages = countedPages(3, counts, async (number) => {
      asked = number;
      const items = Array.from({ length: lengths[number - 1] ?? 0 }, () => nth++);
      return { items, total };
    });
    const totals = new Set<number | null>();
    let rows = 0;
    for await (const page of pages) {
      rows += page.items.length;
      totals.add(page.total);
    }
    return { rows, totals: [...totals], asked };
  }

  it.each([
    ['counts rows', [3, 3, 1], 7, { rows: 7, totals: [7], asked: 3 }],
    ['counts rows, the last page full: one more is asked for', [3, 3], 6, { rows: 6, totals: [6], asked: 3 }],
    ['counts pages', [3, 3, 1], 3, { rows: 7, totals: [null], asked: 3 }],
    ['counts pages, the last one full', [3, 3], 2, { rows: 6, totals: [null], asked: 2 }],
    ['counts pages, of which one is missing: told as it is', [3, 1], 3, { rows: 4, totals: [3], asked: 3 }],
    ['may be one of a page or wrong: told as it is', [2], 1, { rows: 2, totals: [1], asked: 1 }],
    ['is above what comes on pages that the server cuts', [2, 2, 2], 7, { rows: 6, totals: [7], asked: 4 }],
    ['is not told', [3, 1], null, { rows: 4, totals: [null], asked: 2 }],
  ])('%s', async (_, lengths, total, end) => {
    expect(await arrived(lengths, total)).toEqual(end);
  });

  it('is taken as the configuration says', async () => {
    expect(await arrived([2], 1, 'pages')).toEqual({ rows: 2, totals: [null], asked: 1 });
    expect(await arrived([3, 3, 1], 3, 'rows')).toEqual({ rows: 3, totals: [3], asked: 1 });
  });
});

describe('a system that shows no deadlines', () => {
  const rows = interactionsAnswer.data.map(({ ThoiHan: _, ...row }) => row);
  const undated = answering('/dttm/phananh/theochuyenmuc', { data: rows, totalrow: rows.length });
  const read = (changes: object) =>
    tryRead({
      ...SOURCE,
      config: { ...SOURCE.config, ...changes },
      window: MARCH,
      asOf: MARCH.to,
      handlers: [undated, ...FIXTURES],
    });

  it('is judged by working days from the configuration', async () => {
    // 1001 came on Tuesday 12/03 and was answered on 19/03, 1002 on Friday 08/03 and on 18/03.
    expect(counts(await read({ answerDays: 5 }), interactions)['HUES.INTERACTION_ONTIME']).toMatchObject({
      1001: 1,
      1002: 'ANSWERED_LATE',
      1003: 'OPEN_OVERDUE',
      1004: 'NOT_YET_DUE',
    });
  });

  it('F09 is refused without them', async () => {
    expect((await read({})).error).toMatchObject({ code: 'SCHEMA_CHANGED' });
  });

  it.each([
    ['2024-03-12', 1, '2024-03-13'],
    ['2024-03-08', 1, '2024-03-11'],
    ['2024-03-09', 5, '2024-03-15'],
    ['2024-12-27', 3, '2025-01-01'],
  ])('%s and %d working days is %s', (day, count, deadline) => {
    expect(afterWorkingDays(day, count)).toBe(deadline);
  });

  it('words for an answered report come from the configuration, accents aside', async () => {
    const trial = await tryRead({
      ...SOURCE,
      config: { ...SOURCE.config, doneStatuses: ['dang XU LY'] },
      window: MARCH,
      asOf: MARCH.to,
      handlers: FIXTURES,
    });
    expect(counts(trial, interactions)['HUES.INTERACTION_ONTIME']).toMatchObject({
      1003: 'ANSWER_DAY_MISSING',
    });
  });
});

describe('practice figures', () => {
  const closing = (unit: (typeof PRACTICE_UNITS)[number], month: string) => {
    const [row] = practiceClosing({ seed: 1, scale: 1 }, unit, month).map(({ asOf }) => asOf(`${month}-28`));
    const { chiTieu } = row as { readonly chiTieu: readonly { ma: string; giaTri: number }[] };
    return new Map(chiTieu.map(({ ma, giaTri }) => [ma, giaTri]));
  };

  it.each(PRACTICE_UNITS.map((unit) => [unit.key, unit] as const))('%s: fit its size and grow', (_, unit) => {
    const profile = practiceProfile(1, unit);
    const [spring, autumn] = [closing(unit, '2025-03'), closing(unit, '2025-10')];
    for (const [ma, value] of autumn) expect(value, ma).toBeGreaterThanOrEqual(spring.get(ma) ?? 0);
    expect(autumn.get('ACCOUNT_STAFF')).toBeLessThanOrEqual(profile.staff);
    expect(autumn.get('SIGN_OFFICIAL')).toBeLessThanOrEqual(profile.officials);
    if (unit.level === 'DEPARTMENT') {
      expect(autumn.get('WALLET')).toBeLessThanOrEqual(profile.staff);
      expect(autumn.has('ACCOUNT_ADULT')).toBe(false);
    } else {
      expect(autumn.get('ACCOUNT_ADULT')).toBeLessThanOrEqual(profile.adults);
      expect(autumn.get('WALLET')).toBeLessThanOrEqual(profile.population15);
    }
  });
});
