import type { SourceValue, ValueStream } from '../../src/connector-kit/connector.ts';
import type { Day } from '../../src/core/clock.ts';
import type { Measure } from '../../src/core/measure.ts';
import { text } from '../../src/core/text.ts';
import type { CountColumn, CountField, UnitCounts } from './report.ts';

/** A measure and where the source writes it. */
interface ColumnMeasure<C extends string> extends Measure {
  readonly column: C;
}

const SEAT = text('máy', 'seat');
const HOST = text('máy tính', 'host');
const NOTICE = text('cảnh báo', 'notice');
const SYSTEM = text('hệ thống', 'system');

const ANTIVIRUS_MEASURES: readonly ColumnMeasure<CountColumn>[] = [
  {
    code: 'AV.SEAT_ANTIMALWARE',
    title: text('Số máy cài phần mềm chống mã độc', 'Seats with anti-malware software'),
    unit: SEAT,
    aggregation: 'LAST',
    column: 'may_cai_chong_ma_doc',
  },
  {
    code: 'AV.SEAT_ANTIVIRUS',
    title: text('Số máy cài phần mềm phòng chống virus', 'Seats with antivirus software'),
    unit: SEAT,
    aggregation: 'LAST',
    column: 'may_cai_virus',
  },
  {
    code: 'AV.HOST_MANAGED',
    title: text('Số máy tính được quản lý tập trung', 'Centrally managed hosts'),
    unit: HOST,
    aggregation: 'LAST',
    column: 'so_may_quan_ly',
  },
  {
    code: 'AV.HOST_INFECTED',
    title: text('Số máy tính từng nhiễm mã độc từ đầu năm', 'Hosts infected since the start of the year'),
    unit: HOST,
    aggregation: 'CUM',
    column: 'may_nhiem',
  },
  {
    code: 'AV.NOTICE',
    title: text('Số cảnh báo mã độc đã gửi', 'Malware notices sent'),
    unit: NOTICE,
    aggregation: 'SUM',
    column: 'so_canh_bao',
  },
  {
    code: 'AV.NOTICE_RESOLVED',
    title: text('Số cảnh báo mã độc đã xử lý', 'Malware notices resolved'),
    unit: NOTICE,
    aggregation: 'SUM',
    column: 'so_da_xu_ly',
  },
];

const SYSTEM_MEASURES: readonly ColumnMeasure<CountField>[] = [
  {
    code: 'IOC.SYS_OWNED',
    title: text('Số hệ thống thông tin của đơn vị', "The unit's own information systems"),
    unit: SYSTEM,
    aggregation: 'LAST',
    column: 'soHeThong',
  },
  {
    code: 'IOC.SYS_SHARED',
    title: text(
      'Số hệ thống đặt trên hạ tầng dùng chung',
      'Information systems on the shared infrastructure',
    ),
    unit: SYSTEM,
    aggregation: 'LAST',
    column: 'soHeThongDungChung',
  },
];

export const ANTIVIRUS: ValueStream = {
  name: 'antivirus',
  title: text('Báo cáo phòng chống mã độc hằng tháng', 'Monthly antivirus report'),
  measures: ANTIVIRUS_MEASURES,
};

export const SYSTEMS: ValueStream = {
  name: 'systems',
  title: text(
    'Hệ thống thông tin trên hạ tầng dùng chung',
    'Information systems on the shared infrastructure',
  ),
  measures: SYSTEM_MEASURES,
};

export const antivirusValues = (units: readonly UnitCounts<CountColumn>[], day: Day): SourceValue[] =>
  valuesOf(ANTIVIRUS_MEASURES, units, day);

export const systemValues = (units: readonly UnitCounts<CountField>[], day: Day): SourceValue[] =>
  valuesOf(SYSTEM_MEASURES, units, day);

/** A figure that the source does not have gives no value: absence is not zero. */
const valuesOf = <C extends string>(
  measures: readonly ColumnMeasure<C>[],
  units: readonly UnitCounts<C>[],
  day: Day,
): SourceValue[] =>
  units.flatMap(({ unit, counts }) =>
    measures.flatMap(({ code, column }) => {
      const value = counts[column];
      return value === undefined ? [] : [{ measure: code, unit, day, value }];
    }),
  );
