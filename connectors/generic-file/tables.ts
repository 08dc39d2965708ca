import { readTable, type Table, type TableRow } from '../../src/connector-kit/table-file.ts';
import { decimalOf, type TableCell, tableNumber } from '../../src/connector-kit/table-number.ts';
import type { Window } from '../../src/core/clock.ts';
import type { Text } from '../../src/core/text.ts';
import type { ListConfig } from './config.ts';
import type { FilesOf, ReadFile } from './files.ts';

/** One row of a table: the named columns and nothing else. */
export interface FileRow {
  readonly cells: Readonly<Record<string, TableCell>>;
  /** For messages: "bao-cao.xlsx 12". */
  readonly place: string;
}

/** All rows of a list's files over a window. */
export async function rowsOf(
  files: FilesOf,
  list: ListConfig,
  window: Window,
  note: (warning: Text) => void,
): Promise<FileRow[]> {
  const rows: FileRow[] = [];
  for await (const file of files.read(list, window, note)) {
    const table = await tableOf(file, list);
    table.warnings.forEach(note);
    for (const row of withNumbers(table, list))
      rows.push({ cells: row.cells, place: `${file.name} ${row.line}` });
  }
  return rows;
}

const tableOf = ({ name, place, bytes }: ReadFile, list: ListConfig): Promise<Table> =>
  readTable(bytes, {
    name,
    place,
    columns: list.columns,
    required: Object.keys(list.columns),
    charset: list.charset,
    ...(list.sheet === undefined ? {} : { sheet: list.sheet }),
  });

/** What is no number stays as it is written, so that it is put aside and told. */
function withNumbers({ rows }: Table, { numbers, decimal }: ListConfig): readonly TableRow[] {
  if (numbers.length === 0) return rows;
  const signs = numbers.map((name) => {
    const sign = decimal === 'auto' ? decimalOf(rows.map(({ cells }) => cells[name] ?? null)) : decimal;
    return [name, sign] as const;
  });
  return rows.map(({ line, cells }) => {
    const read = signs.map(([name, sign]) => {
      const cell = cells[name] ?? null;
      const found = tableNumber(cell, { decimal: sign, isCount: true });
      return [name, found.kind === 'number' ? found.value : found.kind === 'blank' ? null : cell] as const;
    });
    return { line, cells: { ...cells, ...Object.fromEntries(read) } };
  });
}

/** The list as its rows are read: each column is a field of its own name. */
export const asRowMap = (list: ListConfig): ListConfig => ({
  ...list,
  fields: { ...Object.fromEntries(Object.keys(list.columns).map((name) => [name, name])), ...list.fields },
});
