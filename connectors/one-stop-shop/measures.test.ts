import { describe, expect, it } from 'vitest';
import type { RecordStream, SourceRecord } from '../../src/connector-kit/connector.ts';
import { thrownBy } from '../../test/kit/thrown-by.ts';
import { configSchema } from './config.ts';
import { digitisationReader } from './digitisation-records.ts';
import { feedbackReader } from './feedback-records.ts';
import { streams, streamsOf } from './measures.ts';
import { digitisationVerdict, type Payment } from './measures-766.ts';
import { dossierReader, procedureReader } from './records.ts';
import { resultReader } from './result-records.ts';

const MARCH = { from: '2024-03-01', to: '2024-03-31' };
const configWith = (more: object) =>
  configSchema.parse({ baseUrl: 'https://mot-cua.example.vn', protocol: 'key-rest', ...more });
const DEFAULTS = configWith({});

/** What each measure of a stream makes of one record: 1 or the reason. */
const countsOf = <D>(stream: RecordStream<D>, [record]: readonly SourceRecord<D>[]) =>
  stream.measures.map((measure) => measure.count((record as SourceRecord<D>).data));

const dossier = {
  MaHoSo: 'H57.29-20240312-0000001',
  MaDonVi: 'H57.29',
  NguonNop: 'DVCQG',
  NgayTiepNhan: '20240312081500',
  NgayHenTra: '20240319170000',
  NgayTra: null,
  TrangThaiHoSo: '4',
};

describe('a received dossier: RECEIVED, RECEIVED_ONLINE', () => {
  const counts = (row: object, more: object = {}) =>
    countsOf(streams.dossiers, dossierReader(configWith(more))([{ ...dossier, ...row }], MARCH, 1));

  it.each([
    ['1', 'NOT_YET_RECEIVED'],
    ['2', 1],
    ['3', 'NOT_ACCEPTED'],
    ...['4', '5', '6', '7', '8', '9', '10', 10, null, undefined].map((status) => [status, 1]),
    ['11', 'UNKNOWN_STATUS'],
    ['Đã trả kết quả', 'UNKNOWN_STATUS'],
  ])('status %j: %j', (TrangThaiHoSo, count) => {
    expect(counts({ TrangThaiHoSo })).toEqual([count, count]);
  });

  it.each([
    ['NguonNop', 'DVCTINH', 1],
    ['NguonNop', 'HUES', 1],
    ['NguonNop', 'MOTCUA', 'AT_COUNTER'],
    ['NguonNop', 'ZALO', 'UNKNOWN_ORIGIN'],
    ['KenhThucHien', '1', 'AT_COUNTER'],
    ['KenhThucHien', 2, 1],
    ['KenhThucHien', '3', 'BY_POST'],
    ['KenhThucHien', '4', 'UNKNOWN_ORIGIN'],
    ['NhanQuaMang', true, 1],
    ['NhanQuaMang', false, 'AT_COUNTER'],
  ])('%s = %j: online %j', (origin, value, online) => {
    expect(counts({ [origin]: value }, { fields: { origin } })).toEqual([1, online]);
  });

  it('a number in a field of another name is not guessed', () => {
    expect(counts({ NoiNopHoSo: '2' }, { fields: { origin: 'NoiNopHoSo' } })).toEqual([1, 'UNKNOWN_ORIGIN']);
    expect(counts({ TinhTrang: '3' }, { fields: { status: 'TinhTrang' } })).toEqual(
      Array(2).fill('UNKNOWN_STATUS'),
    );
  });

  it("a source's own meanings come first", () => {
    const own = { origins: { ZALO: 'ONLINE', HUES: 'COUNTER' }, statuses: { 'Bị từ chối': 'REFUSED' } };
    expect(counts({ NguonNop: 'ZALO' }, own)).toEqual([1, 1]);
    expect(counts({ NguonNop: 'HUES' }, own)).toEqual([1, 'AT_COUNTER']);
    expect(counts({ TrangThaiHoSo: 'Bị từ chối' }, own)).toEqual(['NOT_ACCEPTED', 'NOT_ACCEPTED']);
  });

  it.each(['000.00.04.G18', 'G09.20', 'H57.29'])(
    'the code of an agency stays as the source spells it: %s',
    (MaDonVi) => {
      expect(dossierReader(DEFAULTS)([{ ...dossier, MaDonVi }], MARCH, 1)[0]?.unit).toBe(MaDonVi);
    },
  );

  it.each([
    ['2024-03-08 14:07:53', '2024-03-08T14:07:53+07:00'],
    ['2024-03-08T14:07:53.123', '2024-03-08T14:07:53+07:00'],
    ['20240331235959', '2024-03-31T23:59:59+07:00'],
    ['08/03/2024', '2024-03-08T00:00:00+07:00'],
    ['08/03/2024 14:07', '2024-03-08T14:07:00+07:00'],
  ])('the day %s', (NgayTiepNhan, at) => {
    expect(dossierReader(DEFAULTS)([{ ...dossier, NgayTiepNhan }], MARCH, 1)[0]?.at).toBe(at);
  });
});

describe('a procedure: PROC, PROC_FULL, PROC_ONLINE', () => {
  it.each([
    ['4', [1, 1, 1]],
    [4, [1, 1, 1]],
    ['3', [1, 'NOT_FULLY_ONLINE', 1]],
    ['2', [1, 'NOT_FULLY_ONLINE', 'INFORMATION_ONLY']],
    ['5', [1, 'UNKNOWN_LEVEL', 'UNKNOWN_LEVEL']],
  ])('level %j: %j', (MucDo, expected) => {
    const row = {
      MATTHC: '1.005129',
      TENTTHC: 'Khai sinh',
      TRANGTHAI: 1,
      MucDo,
      CoQuan: [{ MADONVI: '19804' }],
    };
    expect(countsOf(streams.procedures, procedureReader(DEFAULTS)([row], MARCH, 1))).toEqual(expected);
  });

  it('a body that is named twice offers it once', () => {
    const CoQuan = ['19804', '19801', '19804'].map((MADONVI) => ({ MADONVI }));
    const row = { MATTHC: '1.005129', TENTTHC: 'Khai sinh', TRANGTHAI: 1, MucDo: '4', CoQuan };
    const units = procedureReader(DEFAULTS)([row], MARCH, 1).map(({ unit }) => unit);
    expect(units).toEqual(['19804', '19801']);
  });
});

describe('a resolved dossier: RESOLVED, RESOLVED_ONTIME, RESOLVED_FULL', () => {
  const records = (row: object) =>
    resultReader(DEFAULTS)(
      [{ ...dossier, TrangThaiHoSo: '10', NgayKetThucXuLy: '20240319165959', MucDo: '4', ...row }],
      MARCH,
      1,
    );
  const counts = (row: object) => countsOf(streams.results, records(row));

  it.each([
    [{}, [1, 1, 1]],
    [{ NgayKetThucXuLy: '20240319170000' }, [1, 1, 1]],
    [{ NgayKetThucXuLy: '20240319170001' }, [1, 'LATE', 1]],
    [{ NgayKetThucXuLy: '20240319233000', NgayHenTra: '19/03/2024' }, [1, 1, 1]],
    [{ NgayKetThucXuLy: '20/03/2024', NgayHenTra: '19/03/2024' }, [1, 'LATE', 1]],
    [{ NgayHenTra: null }, [1, 'NO_DUE_DAY', 1]],
    [{ TrangThaiHoSo: '9' }, [1, 1, 1]],
    [{ TrangThaiHoSo: '7' }, [1, 1, 1]],
    [{ TrangThaiHoSo: '8' }, Array(3).fill('STILL_OPEN')],
    [{ TrangThaiHoSo: '3' }, Array(3).fill('NOT_ACCEPTED')],
    [{ TrangThaiHoSo: '12' }, Array(3).fill('UNKNOWN_STATUS')],
    [{ MucDo: 4 }, [1, 1, 1]],
    [{ MucDo: '3' }, [1, 1, 'NOT_FULLY_ONLINE']],
    [{ MucDo: '2', TrangThaiHoSo: '7' }, [1, 1, 'NOT_FULLY_ONLINE']],
    [{ MucDo: null }, [1, 1, 'UNKNOWN_LEVEL']],
    [{ MucDo: '5' }, [1, 1, 'UNKNOWN_LEVEL']],
  ])('%j: %j', (row, expected) => {
    expect(counts(row)).toEqual(expected);
  });

  it('F09 a level that is not sent stops the pull; where the source has none, full handling has no number', () => {
    const error = thrownBy(() => records({ MucDo: undefined }));
    expect([error.code, error.text.vi]).toEqual(['SCHEMA_CHANGED', expect.stringContaining('MucDo')]);
    const measuresWith = (level: string) =>
      streamsOf(configWith({ fields: { level } }).fields).results.measures.map(({ code }) => code);
    expect(measuresWith('MucDo')).toEqual(['TTHC.RESOLVED', 'TTHC.RESOLVED_ONTIME', 'TTHC.RESOLVED_FULL']);
    expect(measuresWith('')).toEqual(['TTHC.RESOLVED', 'TTHC.RESOLVED_ONTIME']);
  });

  it('counts on the day on which handling ended, else on the day of the result', () => {
    const days = [{}, { NgayKetThucXuLy: null, NgayTra: '2024-03-21' }].map((row) =>
      records(row)[0]?.at.slice(0, 10),
    );
    expect(days).toEqual(['2024-03-19', '2024-03-21']);
  });

  it('F27 without either day, or outside of what was asked for, the pull stops', () => {
    const codes = [{ NgayKetThucXuLy: null }, { NgayKetThucXuLy: '20240401000000' }].map(
      (row) => thrownBy(() => records(row)).code,
    );
    expect(codes).toEqual(['SCHEMA_CHANGED', 'OUTSIDE_REQUEST']);
  });
});

describe('details: FEE_DOSSIER, PAID_ONLINE, DIGITISED_INPUT, DIGITISED_RESULT, REUSED_DATA', () => {
  const NOTHING = {
    TaiLieuNop: [],
    DanhSachLePhi: null,
    DanhSachGiayToKetQua: null,
    DuocThanhToanTrucTuyen: '0',
  };
  const paper = (link: string | null, reused: string | number = '0') => ({
    DuongDanTaiTepTin: link,
    DuocTaiSuDung: reused,
  });
  const none = ['NO_FEE', 'NO_FEE', 'PAPER_ONLY', 'NO_DIGITAL_RESULT', 'NOTHING_REUSED'];
  const read = (row: object) => digitisationReader(DEFAULTS)([{ ...dossier, ...NOTHING, ...row }], MARCH, 1);

  it.each([
    [{}, none],
    [{ DanhSachLePhi: [{ Gia: '0' }, { Gia: '' }], DuocThanhToanTrucTuyen: '1' }, none],
    [{ DanhSachLePhi: [{ Gia: '0' }, { Gia: 20_000 }] }, [1, 'NOT_PAID_ONLINE', ...none.slice(2)]],
    [{ DanhSachLePhi: [{ Gia: '8000' }], DuocThanhToanTrucTuyen: '1' }, [1, 1, ...none.slice(2)]],
    [{ DanhSachLePhi: [{ Gia: '8000' }], DuocThanhToanTrucTuyen: 2 }, [1, 1, ...none.slice(2)]],
    [{ DanhSachLePhi: [{ Gia: '8000' }], DuocThanhToanTrucTuyen: '2' }, [1, 1, ...none.slice(2)]],
    [
      { DanhSachLePhi: [{ Gia: '8000' }], DuocThanhToanTrucTuyen: '3' },
      [1, 'UNKNOWN_PAYMENT', ...none.slice(2)],
    ],
    [{ DanhSachLePhi: [{ Gia: '0,0' }, { Gia: '0.00' }, { Gia: null }] }, none],
    [{ DanhSachLePhi: [{ Gia: '50.000' }] }, [1, 'NOT_PAID_ONLINE', ...none.slice(2)]],
    [{ DanhSachLePhi: [{ Gia: 'miễn phí' }, { Gia: 0 }] }, ['UNKNOWN_FEE', 'UNKNOWN_FEE', ...none.slice(2)]],
    [{ DanhSachLePhi: [{ Gia: '0 đ' }] }, ['UNKNOWN_FEE', 'UNKNOWN_FEE', ...none.slice(2)]],
    [{ DanhSachLePhi: [{ Gia: -5 }] }, ['UNKNOWN_FEE', 'UNKNOWN_FEE', ...none.slice(2)]],
    [{ DanhSachLePhi: [{ Gia: 'x' }, { Gia: 5 }], DuocThanhToanTrucTuyen: '1' }, [1, 1, ...none.slice(2)]],
    [{ TaiLieuNop: [paper(''), paper(' '), paper(null)] }, none],
    [{ TaiLieuNop: [paper(''), paper('/tep/1')] }, ['NO_FEE', 'NO_FEE', 1, ...none.slice(3)]],
    [{ TaiLieuNop: [paper('', '1')] }, ['NO_FEE', 'NO_FEE', 'PAPER_ONLY', 'NO_DIGITAL_RESULT', 1]],
    [
      { DanhSachGiayToKetQua: [{ DuongDanTepTinKetQua: '/kq/1' }] },
      ['NO_FEE', 'NO_FEE', 'PAPER_ONLY', 1, 'NOTHING_REUSED'],
    ],
    [{ TrangThaiHoSo: '3' }, Array(5).fill('NOT_ACCEPTED')],
    [{ TrangThaiHoSo: 'x' }, Array(5).fill('UNKNOWN_STATUS')],
  ])('%j: %j', (row, expected) => {
    expect(countsOf(streams.digitisation, read(row))).toEqual(expected);
  });

  it('F09 a list that is not sent is no empty list', () => {
    const error = thrownBy(() => read({ DanhSachLePhi: undefined }));
    expect([error.code, error.text.vi]).toEqual(['SCHEMA_CHANGED', expect.stringContaining('DanhSachLePhi')]);
  });

  it('there are fewer verdicts than the tally of a slice holds', () => {
    const payments: Payment[] = [
      'NO_FEE',
      'PAID_ONLINE',
      'NOT_PAID_ONLINE',
      'UNKNOWN_PAYMENT',
      'UNKNOWN_FEE',
    ];
    const both = [true, false];
    const all = payments.flatMap((payment) =>
      both.flatMap((isInputDigital) =>
        both.flatMap((isResultDigital) =>
          both.map((isReused) => digitisationVerdict({ payment, isInputDigital, isResultDigital, isReused })),
        ),
      ),
    );
    expect(new Set(all).size + 2).toBeLessThan(64);
  });
});

describe('feedback: FEEDBACK_TOTAL, FEEDBACK_ONTIME, by the day it was due', () => {
  const read = (row: object) =>
    feedbackReader()(
      [{ MaPAKN: 'P1', MaDonVi: '19804', HanXuLy: '2024-03-15', NgayXuLy: null, ...row }],
      MARCH,
      1,
    );

  it.each([
    [{ NgayXuLy: '2024-03-15 23:00:00' }, [1, 1]],
    [{ NgayXuLy: '2024-03-16 00:00:00' }, [1, 'LATE']],
    [{ NgayXuLy: '2024-03-15 17:00:01', HanXuLy: '2024-03-15 17:00:00' }, [1, 'LATE']],
    [{}, [1, 'OPEN_OVERDUE']],
    [{ NgayXuLy: '' }, [1, 'OPEN_OVERDUE']],
  ])('%j: %j', (row, expected) => {
    const records = read(row);
    expect([countsOf(streams.feedback, records), records[0]?.at.slice(0, 10)]).toEqual([
      expected,
      '2024-03-15',
    ]);
  });
});
