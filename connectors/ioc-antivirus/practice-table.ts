import { practicePerson } from '../../src/connector-kit/practice-people.ts';
import { practiceXlsx } from '../../src/connector-kit/practice-xlsx.ts';
import { seeded } from '../../src/connector-kit/seeded.ts';
import type { Unit } from '../../src/core/unit.ts';
import { practiceMonth } from './practice-month.ts';
import { COUNT_COLUMNS } from './report.ts';

/** As an office writes its report: other names of columns, a person among them, a total below. */
const HEADER = [
  'STT',
  'Mã đơn vị',
  'Tên đơn vị',
  'Người lập',
  'Số máy tính được quản lý',
  'Số máy cài phần mềm chống mã độc',
  'Số máy cài phần mềm diệt virus',
  'Số máy nhiễm mã độc',
  'Số cảnh báo',
  'Đã xử lý',
];

const titleOf = (month: string): string =>
  `BÁO CÁO PHÒNG, CHỐNG MÃ ĐỘC - Tháng ${month.slice(5)}/${month.slice(0, 4)}`;

export function practiceXlsxReport(
  seed: number,
  units: readonly Unit[],
  month: string,
  scale: number,
): Promise<Buffer> {
  const rows = tableOf(seed, units, month, scale);
  const total = ['', '', 'Tổng cộng', '', ...COUNT_COLUMNS.map((_, column) => sumOf(rows, column + 4))];
  return practiceXlsx(titleOf(month), [HEADER, ...rows, total]);
}

export async function practiceJsonReport(
  seed: number,
  units: readonly Unit[],
  month: string,
  scale: number,
): Promise<Buffer> {
  const data = tableOf(seed, units, month, scale).map((row) =>
    Object.fromEntries(HEADER.map((name, index) => [name, row[index]])),
  );
  return Buffer.from(JSON.stringify({ thang: month, data }));
}

function tableOf(seed: number, units: readonly Unit[], month: string, scale: number): (string | number)[][] {
  return units.map((unit, index) => {
    const counts = practiceMonth(seed, unit, month, scale);
    const person = practicePerson(seeded(seed, 'table', unit.key, month));
    return [
      index + 1,
      unit.code,
      unit.name,
      `${person.name} - ${person.phone}`,
      ...COUNT_COLUMNS.map((column) => counts[column]),
    ];
  });
}

const sumOf = (rows: readonly (readonly (string | number)[])[], column: number): number =>
  rows.reduce((sum, row) => sum + Number(row[column]), 0);
