import type { DropFolder } from '../../src/connector-kit/drop-folder.ts';
import {
  countCell,
  type FolderRow,
  folderTables,
  monthCell,
  placeOfRow,
  textCellOf,
} from '../../src/connector-kit/folder-tables.ts';
import { configError } from '../../src/core/errors.ts';
import { type Text, text } from '../../src/core/text.ts';
import { decodeUsage, distinctUnits, type MonthUsage, WORK_FUNCTIONS, type WorkFunction } from './usage.ts';

/** How the six functions of row 6.4 are headed in reports. */
const FUNCTION_COLUMNS: Readonly<Record<WorkFunction, readonly string[]>> = {
  phan_anh: ['phản ánh hiện trường', 'phản ánh'],
  gop_y: ['tiếp nhận góp ý', 'góp ý'],
  cong_dan: ['trả lời công dân', 'công dân'],
  bao_chi: ['trả lời báo chí', 'báo chí'],
  hop: ['họp không giấy', 'họp'],
  luu_tru: ['lưu trữ đám mây', 'lưu trữ'],
};

const COLUMNS = {
  maDonVi: ['mã đơn vị', 'ma_don_vi', 'đơn vị'],
  thang: ['tháng'],
  ...FUNCTION_COLUMNS,
  dangNhapBaoCao: ['đăng nhập báo cáo', 'lượt đăng nhập báo cáo', 'dang_nhap_bao_cao'],
  banDo: ['đối tượng bản đồ', 'số đối tượng bản đồ', 'bản đồ'],
};
const REQUIRED = ['maDonVi', 'thang', ...WORK_FUNCTIONS, 'dangNhapBaoCao'];

/** What the files of a folder hold, by month. */
export interface UsageFiles {
  /** "2024-10"; null when there is no row. */
  readonly lastMonth: string | null;
  readonly warnings: readonly Text[];
  usage(month: string): MonthUsage;
  /** Units whose row of the month tells the records on their map. */
  mapRecords(month: string): readonly { readonly unit: string; readonly records: number }[];
}

export async function usageFiles(files: DropFolder, folder: string): Promise<UsageFiles> {
  const { rows, warnings } = await folderTables(files, folder, { columns: COLUMNS, required: REQUIRED });
  const byMonth = new Map<string, FolderRow[]>();
  for (const row of rows) {
    const month = monthCell(row, 'thang') ?? textCellOf(row, 'thang');
    byMonth.set(month, [...(byMonth.get(month) ?? []), row]);
  }
  const rowsOf = (month: string): readonly FolderRow[] => byMonth.get(month) ?? [];
  return {
    lastMonth: [...byMonth.keys()].sort().at(-1) ?? null,
    warnings,
    usage(month) {
      if (rowsOf(month).length === 0) throw missingMonth(month, folder);
      const items = rowsOf(month).flatMap((row) => usageOf(row, month));
      const units = distinctUnits(items, `${folder}, ${month}`);
      return { month, units, declaredTotal: units.length };
    },
    mapRecords: (month) =>
      rowsOf(month).flatMap((row) => {
        const records = countCell(row, 'banDo');
        return records === null ? [] : [{ unit: textCellOf(row, 'maDonVi'), records }];
      }),
  };
}

/** A row has the shape of the API's item: the same rules hold for both. */
const usageOf = (row: FolderRow, month: string) => {
  const chucNang = Object.fromEntries(
    WORK_FUNCTIONS.map((name) => [name, countCell(row, name) ?? undefined]),
  );
  const dangNhapBaoCao = countCell(row, 'dangNhapBaoCao') ?? undefined;
  const item = { maDonVi: textCellOf(row, 'maDonVi'), thang: month, chucNang, dangNhapBaoCao };
  return decodeUsage({ data: [item], total: 1 }, month, placeOfRow(row)).items;
};

/** A count since January over months of which one is missing would be too low without anyone seeing it. */
const missingMonth = (month: string, folder: string) =>
  configError(
    'MISSING_MONTH',
    text(
      `Thư mục "${folder}" không có thống kê tháng ${month} dù có tháng sau đó; chức năng được tính lũy kế từ tháng 1 nên cần đủ các tháng. Hãy đặt thêm tệp của tháng này.`,
      `The folder "${folder}" holds no statistics for ${month}, but some for a later month; functions are cumulated from January, so each month is needed. Add that month's file.`,
    ),
  );
