import type { SheetRow } from '../../connector-kit/sheet.ts';
import { type Text, text } from '../../core/text.ts';
import { COLUMNS, type Column, OPTIONAL, sameWords } from './columns.ts';
import type { Problem } from './problem.ts';

export interface Header {
  readonly positions: ReadonlyMap<Column, number>;
  /** Names of columns that are dropped unread. */
  readonly ignored: readonly string[];
  readonly problems: readonly Problem[];
}

/** Where each column stands, by its name in the first row that is not blank. */
export function readHeader(row: SheetRow): Header {
  const names = row.cells.map(({ text }) => text);
  const positions = new Map<Column, number>();
  const problems: Problem[] = [];
  for (const column of Object.keys(COLUMNS) as Column[]) {
    const found = names.flatMap((name, index) => (sameWords(name, COLUMNS[column]) ? index : []));
    if (found.length === 1) positions.set(column, found[0] as number);
    else if (found.length > 1 || !OPTIONAL.includes(column)) {
      problems.push({ line: row.line, column: null, message: badColumn(COLUMNS[column], found.length) });
    }
  }
  const known = Object.values(COLUMNS);
  const ignored = names.filter((name) => name !== '' && !known.some((column) => sameWords(name, column)));
  return { positions, ignored, problems };
}

const badColumn = (column: string, count: number): Text =>
  count === 0
    ? text(
        `dòng tiêu đề thiếu cột "${column}"; hãy dùng đúng tên cột của tệp mẫu`,
        `the header lacks the column "${column}"; use the names of the template`,
      )
    : text(
        `dòng tiêu đề có ${count} cột "${column}"; chỉ được có một`,
        `the header has ${count} columns "${column}"; there may be one`,
      );
