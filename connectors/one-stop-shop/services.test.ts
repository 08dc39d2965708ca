import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Batch, SourceRecord } from '../../src/connector-kit/connector.ts';
import { addDays, isInside, laterDay, type Window } from '../../src/core/clock.ts';
import { closedSlices } from '../../test/kit/batch-rules.ts';
import { PRACTICE_UNITS } from '../../test/kit/practice-units.ts';
import { configSchema } from './config.ts';
import type { UnitsOfSource } from './first-uses.ts';
import { services } from './measures-services.ts';
import { serviceReader } from './service-records.ts';
import { serviceSlices } from './services-slice.ts';

const YEAR = { from: '2025-01-01', to: '2025-12-31' };
const CONFIG = configSchema.parse({ baseUrl: 'https://mot-cua.example.vn', protocol: 'key-rest' });
const readRows = serviceReader(CONFIG);
const monthIn = (rows: readonly object[], { from, to }: Window) =>
  readRows(
    rows.filter(
      (row) => 'NgayTiepNhan' in row && `${row.NgayTiepNhan}` >= from && `${row.NgayTiepNhan}` <= to,
    ),
    { from, to },
    1,
  );

const dossier = (day: string, more: object = {}) => ({
  MaDonVi: '19804',
  MaTTHC: '1.005129',
  MucDo: '4',
  TrangThaiHoSo: '4',
  NgayTiepNhan: day,
  ...more,
});

interface Told {
  readonly window?: Window;
  readonly units?: UnitsOfSource;
  /** What a month says before its slice. */
  readonly month?: (rows: SourceRecord[], month: Window) => Batch[];
}

/** The slices of services that a source with these dossiers gives. */
async function slicesOf(
  rows: readonly object[],
  { window = YEAR, units = [], month: told = once }: Told = {},
) {
  const batches: Batch[] = [];
  async function* month(days: Window) {
    yield* told(monthIn(rows, days), days);
  }
  for await (const batch of serviceSlices(units, window, month)) batches.push(batch);
  return closedSlices(batches);
}

const rowsOf = (records: SourceRecord[]): Batch => ({ type: 'records', stream: 'services', records });
const closedBy = (window: Window, declaredTotal: number | null): Batch => ({
  type: 'slice',
  stream: 'services',
  window,
  declaredTotal,
  state: null,
});
const once = (rows: SourceRecord[], month: Window) => [rowsOf(rows), closedBy(month, rows.length)];

/** Day and unit of what counts, or the reason why it does not. */
async function usesOf(rows: readonly object[], more?: Told) {
  const slices = await slicesOf(rows, more);
  return slices.flatMap(({ records }) =>
    records.map(({ at, unit, data }) => {
      const count = services.measures[0]?.count(data as never);
      return [at.slice(0, 10), unit, count];
    }),
  );
}

describe('PROC_USED: each procedure of a unit once in a year', () => {
  it('counts on the day of its first dossier, in whatever order and month the dossiers come', async () => {
    const rows = [dossier('2025-11-20'), dossier('2025-03-12'), dossier('2025-03-11'), dossier('2025-03-11')];
    expect(await usesOf(rows)).toEqual([['2025-03-11', '19804', 1]]);
    expect(await usesOf(rows.reverse())).toEqual([['2025-03-11', '19804', 1]]);
  });

  it('counts for each unit and each procedure by itself', async () => {
    const rows = ['19804', 'H57.29'].flatMap((MaDonVi) =>
      ['1.005129', '1.005130'].map((MaTTHC) => dossier('2025-03-11', { MaDonVi, MaTTHC })),
    );
    expect((await usesOf([...rows, ...rows])).map(([, unit]) => unit)).toEqual([
      '19804',
      'H57.29',
      '19804',
      'H57.29',
    ]);
  });

  it.each([
    [{ MucDo: '3' }, [1]],
    [{ MucDo: 4 }, [1]],
    [{ MucDo: '2' }, ['NOT_ONLINE']],
    [{ MucDo: '9' }, ['UNKNOWN_LEVEL']],
    [{ MucDo: null }, ['UNKNOWN_LEVEL']],
    [{ TrangThaiHoSo: 'x' }, ['UNKNOWN_STATUS']],
    [{ TrangThaiHoSo: null }, [1]],
    [{ TrangThaiHoSo: '7' }, [1]],
    [{ TrangThaiHoSo: '1' }, []],
    [{ TrangThaiHoSo: '3' }, []],
  ])('%j: %j', async (more, expected) => {
    expect((await usesOf([dossier('2025-03-11', more)])).map(([, , count]) => count)).toEqual(expected);
  });

  it('a dossier that counts comes before earlier ones that do not', async () => {
    const rows = [
      dossier('2025-02-01', { MucDo: '2' }),
      dossier('2025-03-11'),
      dossier('2025-03-02', { MucDo: 'x' }),
    ];
    expect(await usesOf(rows)).toEqual([['2025-03-11', '19804', 1]]);
  });

  it('two spellings of a unit are one, and two units that had one code in turn are two', async () => {
    const units = PRACTICE_UNITS.filter(({ code }) => code === '19804').map((unit) => ({
      code: '19804',
      unit,
    }));
    const [old] = units;
    expect(units).toHaveLength(2);
    const spelled = [...units, { code: '000.19804', unit: old!.unit }];
    const rows = [
      dossier('2025-05-02', { MaDonVi: '000.19804' }),
      dossier('2025-05-03'),
      dossier('2025-08-01'),
      dossier('2025-09-01'),
    ];
    expect(await usesOf(rows, { units: spelled })).toEqual([
      ['2025-05-02', '000.19804', 1],
      ['2025-08-01', '19804', 1],
    ]);
  });

  it('the dossier number is not even read', () => {
    const [record] = monthIn([dossier('2025-03-11', { MaHoSo: 'H57-1', ChuHoSo: 'CANARY' })], YEAR);
    expect(record).toEqual({
      key: '1.005129',
      unit: '19804',
      at: '2025-03-11T00:00:00+07:00',
      title: null,
      data: 'USED',
    });
  });
});

/** What the hub shows after these pulls: a slice replaces what its days showed. */
async function shownAfter(rows: readonly object[], windows: readonly Window[]) {
  let shown: SourceRecord[] = [];
  for (const window of windows) {
    for (const { slice, records } of await slicesOf(rows, { window })) {
      shown = shown.filter(({ at }) => !isInside(at.slice(0, 10), slice.window)).concat(records);
    }
  }
  return shown
    .filter(({ data }) => data === 'USED')
    .map(({ key }) => key)
    .sort();
}

describe('days of a pull', () => {
  it('nights that read a few days neither lose nor double what a whole pull shows, also over a new year', async () => {
    const begin = '2024-12-01';
    const dossiers = fc.array(
      fc
        .tuple(fc.nat(120), fc.constantFrom('1.005129', '1.005130'), fc.constantFrom('4', '2'))
        .map(([after, MaTTHC, MucDo]) => dossier(addDays(begin, after), { MaTTHC, MucDo })),
    );
    const gaps = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(dossiers, gaps, fc.nat(20), async (rows, days, lookback) => {
        let to = addDays(begin, 5);
        const nights = [{ from: begin, to }];
        for (const gap of days) {
          const from = laterDay(begin, addDays(to, -lookback));
          to = addDays(to, gap);
          nights.push({ from, to });
        }
        expect(await shownAfter(rows, nights)).toEqual(await shownAfter(rows, [{ from: begin, to }]));
      }),
      { numRuns: 30 },
    );
  });

  it('slices stay inside of what was asked for, and are the months of it', async () => {
    const slices = await slicesOf([dossier('2025-01-05')], {
      window: { from: '2024-12-20', to: '2025-02-03' },
    });
    expect(slices.map(({ slice }) => slice.window)).toEqual([
      { from: '2024-12-20', to: '2024-12-31' },
      { from: '2025-01-01', to: '2025-01-31' },
      { from: '2025-02-01', to: '2025-02-03' },
    ]);
  });
});

describe('what the source says of its rows', () => {
  const rows = [dossier('2025-01-20'), dossier('2025-01-21'), dossier('2025-02-01', { MaTTHC: '1.005130' })];

  /** Of a pull of February days. */
  const declaredWhenJanuaryLacks = async (missing: number) => {
    const month = (records: SourceRecord[], window: Window) => [
      rowsOf(records),
      closedBy(window, records.length + (window.from < '2025-02-01' ? missing : 0)),
    ];
    const slices = await slicesOf(rows, { month, window: { from: '2025-02-10', to: '2025-02-28' } });
    return slices.map(({ slice }) => slice.declaredTotal);
  };

  it('F14 rows that were announced and did not come are missing in their month', async () => {
    const february = async (missing: number | null, from = '2025-01-01') => {
      const month = (records: SourceRecord[], window: Window) => [
        rowsOf(records),
        closedBy(window, window.from < '2025-02-01' ? 2 : missing === null ? null : records.length + missing),
      ];
      const slices = await slicesOf(rows, { month, window: { from, to: '2025-02-28' } });
      return slices.map(({ slice }) => slice.declaredTotal);
    };
    expect(await february(0)).toEqual([1, 1]);
    expect(await february(5)).toEqual([1, 6]);
    expect(await february(null)).toEqual([1, null]);
    expect(await february(5, '2025-02-10')).toEqual([5]);
    expect(await declaredWhenJanuaryLacks(3)).toEqual([3]);
  });

  it('F13 what was read before the count moved does not hold', async () => {
    const moved = (records: SourceRecord[], month: Window): Batch[] => [
      rowsOf(records.map((record) => ({ ...record, key: 'gone' }))),
      { type: 'again', stream: 'services' },
      ...once(records, month),
    ];
    expect(await slicesOf(rows, { month: moved })).toEqual(await slicesOf(rows));
  });
});
