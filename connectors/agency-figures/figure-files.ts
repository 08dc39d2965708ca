import type { DropFolder } from '../../src/connector-kit/drop-folder.ts';
import {
  countCell,
  dayCell,
  type FolderRow,
  folderTables,
  monthCell,
  placeOfRow,
  textCellOf,
} from '../../src/connector-kit/folder-tables.ts';
import type { Text } from '../../src/core/text.ts';
import { type Figure, figureOf } from './figure.ts';

/** The columns of the API's fields and how agencies head them in files. */
const COLUMNS = {
  maDonVi: ['mã đơn vị', 'ma_don_vi', 'đơn vị'],
  ma: ['mã số liệu', 'ma_so_lieu', 'mã chỉ tiêu', 'chỉ tiêu'],
  hieuLucTu: ['hiệu lực từ', 'hieu_luc_tu', 'ngày số liệu', 'ngày'],
  thang: ['tháng'],
  phienBan: ['phiên bản', 'phien_ban'],
  giaTri: ['giá trị', 'gia_tri', 'số liệu'],
};

/** Every figure that the files of a folder hold, of whatever day. */
export async function figuresIn(
  files: DropFolder,
  folder: string,
): Promise<{ readonly figures: readonly Figure[]; readonly warnings: readonly Text[] }> {
  const required = ['maDonVi', 'ma', 'giaTri'];
  const { rows, warnings } = await folderTables(files, folder, { columns: COLUMNS, required });
  return { figures: rows.map(rowFigure), warnings };
}

const rowFigure = (row: FolderRow): Figure =>
  figureOf(
    {
      maDonVi: textCellOf(row, 'maDonVi'),
      ma: textCellOf(row, 'ma'),
      hieuLucTu: dayCell(row, 'hieuLucTu'),
      thang: monthCell(row, 'thang'),
      phienBan: countCell(row, 'phienBan'),
      giaTri: countCell(row, 'giaTri'),
    },
    placeOfRow(row),
  );
