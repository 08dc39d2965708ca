import { type CsvFile, type CsvRow, decodeCsv, parseLocalInteger } from '../../src/connector-kit/csv.ts';
import { configError } from '../../src/core/errors.ts';
import { text } from '../../src/core/text.ts';
import { COUNT_COLUMNS, type CountColumn, distinctUnits, type Report, type UnitCounts } from './report.ts';

const COLUMNS = ['thang', 'ma_don_vi', ...COUNT_COLUMNS] as const;
type Row = CsvRow<(typeof COLUMNS)[number]>;

/** The month's CSV file; a file about another month is refused, whatever address it came from. */
export function decodeAntivirusReport(bytes: Uint8Array, month: string, place: string): Report<CountColumn> {
  const file = decodeCsv(bytes, { separator: ';', columns: COLUMNS, footer: '#tong', place });
  const rows = file.rows.map((row) => unitCounts(row, month, place));
  return { units: distinctUnits(rows, place), declaredTotal: declaredTotal(file, place) };
}

function unitCounts({ line, cells }: Row, month: string, place: string): UnitCounts<CountColumn> {
  if (cells.thang !== month) throw wrongMonth(line, cells.thang, month, place);
  if (cells.ma_don_vi === '') throw missingUnit(line, place);
  const counts = COUNT_COLUMNS.map((column) => {
    const count = parseLocalInteger(cells[column]);
    if (count === null) throw badNumber(line, cells.ma_don_vi, column, cells[column], place);
    return [column, count];
  });
  return { unit: cells.ma_don_vi, line, counts: Object.fromEntries(counts) };
}

function declaredTotal({ footer }: CsvFile<string>, place: string): number {
  const total = parseLocalInteger(footer?.[0] ?? '');
  if (total !== null) return total;
  throw configError(
    'BAD_TOTAL',
    text(
      `Dòng cuối "#tong" của ${place} ghi "${footer?.[0] ?? ''}", cần số đơn vị là số nguyên không âm. Hãy đề nghị IOC xuất lại báo cáo.`,
      `The closing line "#tong" of ${place} says "${footer?.[0] ?? ''}", expected the number of units, an integer of 0 or more. Ask the IOC to export the report again.`,
    ),
  );
}

const wrongMonth = (line: number, found: string, month: string, place: string) =>
  configError(
    'WRONG_MONTH',
    text(
      `Dòng ${line} của ${place} là số liệu tháng "${found}", cần tháng ${month}. Hãy đề nghị IOC đăng lại đúng báo cáo của tháng.`,
      `Line ${line} of ${place} is about month "${found}", expected ${month}. Ask the IOC to publish the right month's report.`,
    ),
  );

const missingUnit = (line: number, place: string) =>
  configError(
    'MISSING_UNIT',
    text(
      `Dòng ${line} của ${place} để trống ô "ma_don_vi", cần mã đơn vị. Hãy đề nghị IOC bổ sung.`,
      `Line ${line} of ${place} leaves "ma_don_vi" empty, expected a unit code. Ask the IOC to fill it in.`,
    ),
  );

const badNumber = (line: number, unit: string, column: CountColumn, value: string, place: string) =>
  configError(
    'BAD_NUMBER',
    text(
      `Dòng ${line} của ${place}, đơn vị ${unit}: "${column}" ghi "${value}", cần số nguyên không âm như "57", "57,0" hoặc "1.234". Hãy đề nghị IOC sửa số liệu.`,
      `Line ${line} of ${place}, unit ${unit}: "${column}" says "${value}", expected an integer of 0 or more such as "57", "57,0" or "1.234". Ask the IOC to correct it.`,
    ),
  );
