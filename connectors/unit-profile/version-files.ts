import type { DropFolder } from '../../src/connector-kit/drop-folder.ts';
import {
  countCell,
  dayCell,
  type FolderRow,
  folderTables,
  placeOfRow,
  textCellOf,
} from '../../src/connector-kit/folder-tables.ts';
import type { Day } from '../../src/core/clock.ts';
import type { Profiles } from './client.ts';
import { decodeVersions, distinctVersions, FIGURE_FIELDS, type FigureField } from './version.ts';

/** How people head the figures in their own files; the API's names are always understood. */
const FIGURE_COLUMNS: Readonly<Record<FigureField, readonly string[]>> = {
  cbccvcnld: ['cán bộ công chức viên chức người lao động', 'số CBCCVC NLĐ', 'CBCCVCNLĐ'],
  congChucVienChuc: ['công chức, viên chức', 'số công chức, viên chức'],
  danSo: ['dân số', 'số dân'],
  nguoiTruongThanh: ['người trưởng thành', 'số người trưởng thành'],
  dan15: ['dân số từ 15 tuổi trở lên', 'dân số 15 tuổi trở lên', 'người từ 15 tuổi'],
  hoGiaDinh: ['hộ gia đình', 'số hộ', 'số hộ gia đình'],
  dienCapCCCD: ['diện cấp CCCD', 'số người thuộc diện cấp CCCD'],
  thanhVienToCNS: [
    'thành viên Tổ công nghệ số',
    'thành viên Tổ CNS',
    'số thành viên Tổ công nghệ số cộng đồng',
  ],
  thonTo: ['thôn, tổ', 'số thôn, tổ dân phố', 'thôn, bản, tổ dân phố'],
  coSoKinhDoanh: ['cơ sở kinh doanh', 'số cơ sở kinh doanh'],
};

const COLUMNS = {
  maDonVi: ['mã đơn vị', 'ma_don_vi', 'đơn vị'],
  hieuLucTu: ['hiệu lực từ', 'hieu_luc_tu', 'ngày hiệu lực'],
  phienBan: ['phiên bản', 'phien_ban'],
  ...FIGURE_COLUMNS,
};
const REQUIRED = ['maDonVi', 'hieuLucTu', 'cbccvcnld', 'congChucVienChuc'];

/** The versions in effect on or before a day that the files of a folder hold, by the rules of the API's answer. */
export async function profilesIn(files: DropFolder, folder: string, until: Day): Promise<Profiles> {
  const { rows, warnings } = await folderTables(files, folder, { columns: COLUMNS, required: REQUIRED });
  const versions = rows.flatMap((row) => {
    const from = dayCell(row, 'hieuLucTu');
    if (from !== null && from > until) return [];
    const body = { data: [itemOf(row, from)], total: 1 };
    return decodeVersions(body, until, placeOfRow(row)).items;
  });
  const distinct = distinctVersions(versions, folder);
  return { versions: distinct, declaredVersions: distinct.length, warnings };
}

/** A blank cell is a figure that the version does not carry. */
const itemOf = (row: FolderRow, from: Day | null) => ({
  maDonVi: textCellOf(row, 'maDonVi'),
  hieuLucTu: from ?? '',
  phienBan: countCell(row, 'phienBan') ?? 1,
  ...Object.fromEntries(
    FIGURE_FIELDS.flatMap((field) => {
      const value = countCell(row, field);
      return value === null ? [] : [[field, value]];
    }),
  ),
});
