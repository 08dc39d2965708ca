import fc from 'fast-check';
import { HttpResponse, http } from 'msw';
import { describe, expect, it } from 'vitest';
import type { RecordStream, SourceRecord } from '../../src/connector-kit/connector.ts';
import { PERSONAL_PATTERN } from '../../src/connector-kit/practice-people.ts';
import { HubError } from '../../src/core/errors.ts';
import { type TrialInput, tryRead } from '../../test/kit/connector-run.ts';
import { connectorSuite } from '../../test/kit/connector-suite.ts';
import { PRACTICE_UNITS } from '../../test/kit/practice-units.ts';
import { thrownBy } from '../../test/kit/thrown-by.ts';
import type { Config } from './config.ts';
import dossierAnswer from './fixtures/dossiers.json' with { type: 'json' };
import procedureAnswer from './fixtures/procedures.json' with { type: 'json' };
import { oneStopShop } from './index.ts';
import { dossiers, procedures, supplements } from './measures.ts';
import { dossierReader, procedureReader, supplementReader } from './records.ts';
import { PRACTICE_LOGIN } from './simulator-access.ts';

connectorSuite(oneStopShop, {
  secrets: [PRACTICE_LOGIN.password],
  badConfig: { baseUrl: 'khong phai dia chi', username: '', password: '', dstcode: '' },
  pages: { config: (practice) => ({ ...practice, pageSize: 7 }), number: /"page":\d+/ },
});

const DEFAULTS = oneStopShop.practiceConfig('http://mot-cua.example.vn');
const dossierRecords = dossierReader(DEFAULTS);
const supplementRecords = supplementReader(DEFAULTS);
const procedureRecords = procedureReader(DEFAULTS);

const MARCH = { from: '2024-03-01', to: '2024-03-31' };
const NOW = new Date('2024-06-01T00:00:00+07:00');

/** By unit, what a measure counts: the facts of one slice. */
function counted<D>(stream: RecordStream<D>, code: string, records: readonly SourceRecord<D>[]) {
  const measure = stream.measures.find((one) => one.code === code);
  const counts: Record<string, number> = {};
  for (const { unit, data } of records) {
    const count = measure?.count(data);
    counts[unit] = (counts[unit] ?? 0) + (typeof count === 'number' ? count : 0);
  }
  return counts;
}

describe('a page computed by hand', () => {
  it('dossiers count on the day of receipt, online by origin', () => {
    const records = dossierRecords(dossierAnswer.result, MARCH, 1);
    expect(records.map(({ at }) => at)).toEqual([
      '2024-03-12T08:15:00+07:00',
      '2024-03-31T23:59:00+07:00',
      '2024-03-01T00:00:00+07:00',
      '2024-03-02T08:00:00+07:00',
      '2024-03-03T00:00:00+07:00',
    ]);
    expect(counted(dossiers, 'TTHC.RECEIVED', records)).toEqual({ 'H57.29': 2, '19804': 3 });
    expect(counted(dossiers, 'TTHC.RECEIVED_ONLINE', records)).toEqual({ 'H57.29': 1, '19804': 2 });
    expect(records.map(({ data }) => dossiers.measures[1]?.count(data))).toEqual([
      1,
      'AT_COUNTER',
      1,
      'UNKNOWN_ORIGIN',
      1,
    ]);
    expect(JSON.stringify(records)).not.toMatch(PERSONAL_PATTERN);
  });

  it('requests count on their own day; an empty or a second one breaks the rules', () => {
    const records = supplementRecords(dossierAnswer.result, MARCH, 1);
    expect(records.map(({ key, data }) => [key, data])).toEqual([
      ['H57.29-20240312-0000001/1', 'PROPER'],
      ['H57.29-20240312-0000001/2', 'REPEATED'],
      ['19804-20240303-0000005/1', 'EMPTY'],
    ]);
    expect(counted(supplements, 'TTHC.SUPPLEMENT', records)).toEqual({ 'H57.29': 2, '19804': 1 });
    expect(counted(supplements, 'TTHC.SUPPLEMENT_BAD', records)).toEqual({ 'H57.29': 1, '19804': 1 });
    expect(JSON.stringify(records)).not.toMatch(PERSONAL_PATTERN);
  });

  it('a second request stays a second one when the first lies in another month', () => {
    const [record, ...others] = supplementRecords(
      dossierAnswer.result,
      { from: '2024-03-20', to: '2024-03-31' },
      1,
    );
    expect([record?.data, others]).toEqual(['REPEATED', []]);
  });

  it('procedures count for every unit that offers them', () => {
    const records = procedureRecords(procedureAnswer.result, { from: '2024-03-15', to: '2024-03-15' }, 1);
    expect(counted(procedures, 'TTHC.PROC', records)).toEqual({ '19804': 2, '19819': 1 });
    expect(counted(procedures, 'TTHC.PROC_FULL', records)).toEqual({ '19804': 1, '19819': 1 });
    expect(new Set(records.map(({ at }) => at))).toEqual(new Set(['2024-03-15T00:00:00+07:00']));
  });
});

describe('F09 another shape than agreed', () => {
  const [good] = dossierAnswer.result;
  const REQUIRED = ['MaHoSo', 'MaDonVi', 'NguonNop', 'NgayTiepNhan'] as const;
  const failure = (dossier: object) => thrownBy(() => dossierRecords([good, dossier], MARCH, 501));

  it('a missing or retyped field is named with its row', () => {
    const wrong = fc.oneof(
      fc.constant(undefined),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.object(),
    );
    fc.assert(
      fc.property(fc.constantFrom(...REQUIRED), wrong, (field, value) => {
        const error = failure({ ...good, [field]: value });
        expect([error.family, error.code]).toEqual(['config', 'SCHEMA_CHANGED']);
        for (const sentence of [error.text.vi, error.text.en]) {
          expect(sentence).toContain(field);
          expect(sentence).toContain('502');
        }
        expect(JSON.stringify(error.text)).not.toMatch(PERSONAL_PATTERN);
      }),
    );
  });

  it('a number so long that JSON runs it into the next one is no code', () => {
    const field = { ...DEFAULTS, fields: { ...DEFAULTS.fields, key: 'id' } };
    const read = (dossier: object) => dossierReader(field)([{ ...good, id: 7, ...dossier }], MARCH, 1);
    expect(read({}).map(({ key }) => key)).toEqual(['7']);
    expect(thrownBy(() => read({ id: 2 ** 53 })).code).toBe('SCHEMA_CHANGED');
    const supplement = { HoSoBoSungId: 2 ** 53, NgayBoSung: '20240312080000', NoiDungBoSung: 'x' };
    const supplemented = { ...good, DanhSachHoSoBoSung: [supplement] };
    expect(thrownBy(() => supplementRecords([supplemented], MARCH, 1)).code).toBe('SCHEMA_CHANGED');
  });

  it('fields that nobody asked for change nothing', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string().map((name) => `x_${name}`),
          fc.jsonValue(),
        ),
        (extra) => {
          expect(dossierRecords([{ ...extra, ...good }], MARCH, 1)).toEqual(dossierRecords([good], MARCH, 1));
        },
      ),
    );
  });

  it.each(['', 'CANARY hôm qua', '20240230000000', '0999123456'])('the date %j cannot be read', (date) => {
    const error = failure({ ...good, NgayTiepNhan: date });
    expect([error.code, error.text.vi]).toEqual([
      'SCHEMA_CHANGED',
      expect.stringMatching(/502.*NgayTiepNhan/),
    ]);
    expect(JSON.stringify(error.text)).not.toMatch(PERSONAL_PATTERN);
  });

  it('F27 a dossier of a day that was not asked for', () => {
    expect(failure({ ...good, NgayTiepNhan: '29990101000000' }).code).toBe('OUTSIDE_REQUEST');
  });
});

describe('the session', () => {
  const units = PRACTICE_UNITS.filter(({ code }) => code === 'H57.29');
  const login = (calls: string[]) =>
    http.post('*/auth', () => {
      calls.push('login');
      return HttpResponse.json({ session: `phien-${calls.length}`, error_code: 0 });
    });
  const input = (handlers: TrialInput<Config>['handlers']): TrialInput<Config> => ({
    connector: oneStopShop,
    config: { ...DEFAULTS, pageSize: 2, streams: ['dossiers', 'supplements', 'procedures'] },
    clock: { now: () => NOW },
    window: MARCH,
    units,
    handlers,
  });

  it('F04 that ends is renewed once and only the refused page is asked again', async () => {
    const calls: string[] = [];
    let isEnded = false;
    const data = http.post('*/service', async ({ request }) => {
      const question = (await request.json()) as {
        service: string;
        session: string;
        data: [{ page: number }];
      };
      const { page } = question.data[0];
      calls.push(`${question.service} ${page}`);
      if (page === 2 && !isEnded) {
        isEnded = true;
        return HttpResponse.json({ error_code: '01' });
      }
      const result =
        question.service === 'LayDanhSachTTHC' ? [] : dossierAnswer.result.slice(page * 2 - 2, page * 2);
      return HttpResponse.json({ error_code: '00', result, total: result.length === 0 ? 0 : 4 });
    });
    const trial = await tryRead(input([login(calls), data]));
    expect(trial.error).toBeNull();
    expect(calls.slice(0, 5)).toEqual([
      'login',
      'LayDanhSachHoSo 1',
      'LayDanhSachHoSo 2',
      'login',
      'LayDanhSachHoSo 2',
    ]);
    expect(calls.filter((call) => call === 'login')).toHaveLength(2);
  });

  it('F04 that is refused twice ends the run, without a loop of logins', async () => {
    const calls: string[] = [];
    const data = http.post('*/service', () => HttpResponse.json({ error_code: '01' }));
    const { error } = await tryRead(input([login(calls), data]));
    expect(error).toMatchObject({ family: 'config', code: 'CREDENTIALS_REFUSED' });
    expect(calls).toEqual(['login', 'login']);
  });

  it.each([
    [{ error_code: '00', result: null, total: 0 }, 'NULL_LIST'],
    [{ error_code: '00', total: 0 }, 'MISSING_LIST'],
    [{ error_code: '00', result: {}, total: 0 }, 'SCHEMA_CHANGED'],
    [{ error_code: '99', result: [], total: 0 }, 'SOURCE_REFUSED'],
    [{ result: [] }, 'SCHEMA_CHANGED'],
    [{ error_code: '00', result: [], total: 0 }, null],
    [{ error_code: '00', result: [], total: '1.024' }, 'SCHEMA_CHANGED'],
    [{ error_code: '00', result: [], total: '１２' }, 'SCHEMA_CHANGED'],
    [{ error_code: '00', result: [], total: '1e3' }, 'SCHEMA_CHANGED'],
    [{ error_code: '00', result: [], total: -1 }, null],
    [{ error_code: '00', result: [], total: null }, null],
    [{ error_code: '00', result: [], total: '' }, null],
  ])('F08 %j is %s', async (answer, code) => {
    const { error } = await tryRead(
      input([login([]), http.post('*/service', () => HttpResponse.json(answer))]),
    );
    expect(error instanceof HubError ? error.code : error).toBe(code);
  });

  it('F14 a total that is not reached is declared as it is', async () => {
    const data = http.post('*/service', async ({ request }) => {
      const { data: filters, service } = (await request.json()) as {
        service: string;
        data: [{ page: number }];
      };
      const isDossier = service === 'LayDanhSachHoSo' && filters[0].page === 1;
      return HttpResponse.json({
        error_code: '00',
        result: isDossier ? dossierAnswer.result.slice(0, 2) : [],
        total: service === 'LayDanhSachHoSo' ? 70 : 0,
      });
    });
    const { batches } = await tryRead(input([login([]), data]));
    expect(batches.find(({ type }) => type === 'slice')).toMatchObject({
      stream: 'dossiers',
      declaredTotal: 70,
    });
  });
});

describe('the simulator', () => {
  const read = async (now: string, window: { from: string; to: string }) => {
    const clock = { now: () => new Date(now) };
    const simulator = await oneStopShop.simulate({
      port: 0,
      seed: 1,
      units: PRACTICE_UNITS,
      clock,
      scale: 3,
    });
    const config = oneStopShop.practiceConfig(simulator.url);
    const trial = await tryRead({ connector: oneStopShop, config, clock, window, units: PRACTICE_UNITS });
    await simulator.close();
    expect(trial.error).toBeNull();
    return trial.batches;
  };
  const YEAR = { from: '2025-01-01', to: '2025-12-31' };

  it('holds nothing that lies after now, and no catalogue before its day', async () => {
    const batches = await read('2025-03-10T09:00:00+07:00', YEAR);
    const records = batches.flatMap((batch) => (batch.type === 'records' ? batch.records : []));
    expect(records.length).toBeGreaterThan(0);
    expect(records.filter(({ at }) => at > '2025-03-10T09:00:00+07:00')).toEqual([]);
    const catalogues = batches.filter(({ type, stream }) => type === 'slice' && stream === 'procedures');
    expect(catalogues).toHaveLength(2);
  });

  it('answers for the unit that a code names on the day', async () => {
    const batches = await read('2026-01-01T00:00:00+07:00', YEAR);
    const records = batches.flatMap((batch) => (batch.type === 'records' ? batch.records : []));
    const months = (code: string) =>
      new Set(records.filter(({ unit }) => unit === code).map(({ at }) => at.slice(0, 7)));
    expect(months('19804').size).toBe(12);
    expect([...months('19819')].filter((month) => month > '2025-06')).toEqual([]);
  });
});
