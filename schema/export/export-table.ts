import { type DocumentNode, parse } from 'graphql';
import type { CsvCell } from '../../src/core/csv-file.ts';

/** One column: what programs read, and what a Vietnamese office does where that is not the same. */
export interface Column<R> {
  /** Key in JSON. */
  readonly key: string;
  /** Heading in CSV; null: not in CSV. */
  readonly title: string | null;
  value(row: R): CsvCell;
  shown?(row: R): CsvCell;
}

/** One answer of the table's operation. */
export interface TablePart<R> {
  readonly rows: readonly R[];
  readonly columns: readonly Column<R>[];
  /** Cursor of the next page; null: this was all. */
  readonly after: string | null;
}

/**
 * A table is what one operation of the API answers, page by page: so it shows exactly what its caller may ask for.
 * Parameters of a link are the operation's variables.
 */
export interface ExportTable {
  readonly document: DocumentNode;
  /** null: the answer holds nothing, as for a scoreboard that was not there yet. */
  part(data: unknown): Part | null;
}

/** Rows as they are written, whatever they are. */
export interface Part {
  readonly head: readonly string[];
  readonly csv: readonly (readonly CsvCell[])[];
  readonly json: readonly Readonly<Record<string, CsvCell>>[];
  readonly after: string | null;
}

export function exportTable<D, R>(query: string, partOf: (data: D) => TablePart<R> | null): ExportTable {
  return {
    document: parse(query),
    part(data) {
      const part = partOf(data as D);
      return part && written(part);
    },
  };
}

function written<R>({ rows, columns, after }: TablePart<R>): Part {
  const shown = columns.filter(({ title }) => title !== null);
  return {
    head: shown.map(({ title }) => title ?? ''),
    csv: rows.map((row) => shown.map((column) => (column.shown ?? column.value)(row))),
    json: rows.map((row) => Object.fromEntries(columns.map(({ key, value }) => [key, value(row)]))),
    after,
  };
}
