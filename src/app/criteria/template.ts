import type { IndexSet } from '../../catalog/index-set.ts';
import { COLUMNS, type Column } from './columns.ts';

/** A table to fill in: the header, and one line for each group that has no group below it. */
export function criteriaTemplate({ groups }: IndexSet): string {
  const columns = Object.keys(COLUMNS) as Column[];
  const ends = groups.filter(({ code }) => !groups.some(({ parentCode }) => parentCode === code));
  const lines = [
    columns.map((column) => COLUMNS[column]),
    ...ends.map(({ code }) => columns.map((column) => (column === 'group' ? code : ''))),
  ];
  // Excel reads UTF-8 by the mark, and columns by the semicolon where the comma is for decimals.
  return `\uFEFF${lines.map((cells) => cells.map(quoted).join(';')).join('\r\n')}\r\n`;
}

const quoted = (cell: string): string => (/[;"\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
