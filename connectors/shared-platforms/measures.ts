import type { SourceValue, ValueStream } from '../../src/connector-kit/connector.ts';
import type { Day } from '../../src/core/clock.ts';
import type { Measure } from '../../src/core/measure.ts';
import { text } from '../../src/core/text.ts';
import type { UnitUsage } from './usage.ts';

const WORK_FUNCTION: Measure = {
  code: 'PLAT.WORK_FUNCTION',
  title: text(
    'Số chức năng của nền tảng làm việc số có phát sinh dữ liệu từ đầu năm',
    'Functions of the digital work platform with records since the start of the year',
  ),
  unit: text('chức năng', 'function'),
  aggregation: 'CUM',
};

const REPORT_LOGIN: Measure = {
  code: 'PLAT.REPORT_LOGIN',
  title: text('Số lượt đăng nhập nền tảng báo cáo số', 'Logins to the digital reporting platform'),
  unit: text('lượt', 'login'),
  aggregation: 'SUM',
};

const REPORT_MONTH: Measure = {
  code: 'PLAT.REPORT_MONTH',
  title: text(
    'Số tháng có đăng nhập nền tảng báo cáo số',
    'Months with a login to the digital reporting platform',
  ),
  unit: text('tháng', 'month'),
  aggregation: 'SUM',
};

const MAP_RECORD: Measure = {
  code: 'PLAT.MAP_RECORD',
  title: text('Số đối tượng trên lớp bản đồ hiện trạng', 'Records on the current-state map layer'),
  unit: text('đối tượng', 'record'),
  aggregation: 'LAST',
};

export const USAGE: ValueStream = {
  name: 'usage',
  title: text('Thống kê sử dụng nền tảng theo tháng', 'Monthly use of the platforms'),
  measures: [WORK_FUNCTION, REPORT_LOGIN, REPORT_MONTH],
};

export const MAP: ValueStream = {
  name: 'map',
  title: text('Lớp bản đồ hiện trạng', 'Current-state map layers'),
  measures: [MAP_RECORD],
};

export const usageValues = (
  { unit, reportLogins }: UnitUsage,
  workFunctions: number,
  day: Day,
): SourceValue[] => [
  { measure: WORK_FUNCTION.code, unit, day, value: workFunctions },
  { measure: REPORT_LOGIN.code, unit, day, value: reportLogins },
  { measure: REPORT_MONTH.code, unit, day, value: reportLogins > 0 ? 1 : 0 },
];

export const mapValue = (unit: string, records: number, day: Day): SourceValue => ({
  measure: MAP_RECORD.code,
  unit,
  day,
  value: records,
});
