import { practicePerson } from '../../src/connector-kit/practice-people.ts';
import { seeded } from '../../src/connector-kit/seeded.ts';
import type { Unit } from '../../src/core/unit.ts';
import { practiceMonth } from './practice-month.ts';
import { COUNT_COLUMNS } from './report.ts';

/** `nguoi_lap` stands in the middle, so that a reader by position goes wrong. */
const HEADER = ['thang', 'ma_don_vi', 'ten_don_vi', 'nguoi_lap', 'so_cbccvc', ...COUNT_COLUMNS];

/** The monthly file with all that a spreadsheet does to it: BOM, CRLF, blank lines, repeated rows, "57,0". */
export function practiceCsv(seed: number, units: readonly Unit[], month: string, scale: number): string {
  const rows = units.map((unit) => rowOf(seed, unit, month, scale));
  const repeated = rows.filter((_, index) => index % 7 === 0);
  const spaced = rows.flatMap((row, index) =>
    index % 5 === 4 ? [row, '', ';'.repeat(HEADER.length - 1)] : [row],
  );
  const lines = [HEADER.join(';'), ...spaced, '', ...repeated, `#tong;${units.length}`];
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function rowOf(seed: number, unit: Unit, month: string, scale: number): string {
  const counts = practiceMonth(seed, unit, month, scale);
  const random = seeded(seed, 'csv', unit.key, month);
  const person = practicePerson(random);
  const cell = (value: number) => (random.chance(0.3) ? `${grouped(value)},0` : grouped(value));
  return [
    month,
    unit.code,
    unit.name,
    `${person.name} - ${person.phone}`,
    cell(counts.so_cbccvc),
    ...COUNT_COLUMNS.map((column) => cell(counts[column])),
  ].join(';');
}

/** 1234 as "1.234". */
const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, '.');
