import { readTable } from '../../src/connector-kit/table-file.ts';
import type { Text } from '../../src/core/text.ts';
import { type MonthReport, reportsIn } from './antivirus-report.ts';
import type { IocConfig } from './config.ts';
import { REPORT_COLUMNS, type ReportColumn, SPELLINGS } from './report-columns.ts';

export interface ReadReports {
  readonly months: readonly MonthReport[];
  readonly warnings: readonly Text[];
}

type Settings = Pick<IocConfig, 'figures' | 'decimal' | 'charset' | 'columns' | 'sheet'>;

/** A report file in whatever of the known forms it comes; `closing`: the mark of the line without which a CSV was cut off. */
export async function readReports(
  bytes: Uint8Array,
  { figures, decimal, charset, columns, sheet }: Settings,
  { name, place, closing }: { readonly name: string; readonly place: string; readonly closing?: string },
): Promise<ReadReports> {
  const wanted = REPORT_COLUMNS.filter(
    (column) => !isFigure(column) || (figures as readonly string[]).includes(column),
  );
  const table = await readTable(bytes, {
    name,
    place,
    charset,
    columns: Object.fromEntries(
      wanted.map((column) => [column, [...SPELLINGS[column], ...(columns[column] ?? [])]]),
    ),
    required: figures,
    ...(sheet === undefined ? {} : { sheet }),
    ...(closing === undefined ? {} : { closing }),
  });
  const months = reportsIn(table, { figures, decimal }, place);
  return { months, warnings: [...table.warnings, ...months.flatMap(({ warnings }) => warnings)] };
}

const isFigure = (column: ReportColumn): boolean => !['thang', 'ma_don_vi', 'ten_don_vi'].includes(column);
