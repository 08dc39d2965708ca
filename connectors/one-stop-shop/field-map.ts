import { z } from 'zod';
import { bilingual } from '../../src/connector-kit/bilingual.ts';

/** Whoever maps one of these would bring a person into the hub; no measure needs any. */
const PERSONAL =
  /ChuHoSo|SoDinhDanh|NgaySinh|DienThoai|Email|^Fax$|DiaChi|DoiTuong|Nguoi|TrichYeu|HoTen|CCCD|CMND/i;

const FIELD = bilingual(
  'cần tên trường gồm chữ không dấu, chữ số, "_" và không phải trường chứa dữ liệu cá nhân',
  'expected a field name of letters, digits and "_" that holds no personal data',
);

const isField = (name: string) => /^\w{1,64}$/.test(name) && !PERSONAL.test(name);

const field = (name: string, title: string, description: string) =>
  z.string().refine(isField, FIELD).default(name).meta({ title, description });

/** Left blank where the source has no such field. */
const optional = (name: string, title: string, description: string) =>
  z
    .string()
    .refine((value) => value === '' || isField(value), FIELD)
    .default(name)
    .meta({ title, description: `${description} Để trống nếu nguồn không có.` });

/** Which field of a dossier holds what; the names of the national portal unless the source has others. */
export const fieldMap = z.object({
  key: field('MaHoSo', 'Mã hồ sơ', 'Phân biệt các hồ sơ, ví dụ MaHoSo hoặc SoBienNhan; chỉ lưu dạng băm.'),
  unit: field('MaDonVi', 'Đơn vị', 'Mã đơn vị giải quyết, ví dụ MaDonVi hoặc NoiNhan.'),
  received: field('NgayTiepNhan', 'Ngày tiếp nhận', 'Ví dụ NgayTiepNhan hoặc NgayNhan.'),
  origin: field(
    'NguonNop',
    'Nguồn nộp',
    'Trường cho biết hồ sơ nộp qua đâu: NguonNop, KenhThucHien hoặc NhanQuaMang; với trường khác thì điền bảng ý nghĩa.',
  ),
  procedure: field('MaTTHC', 'Mã thủ tục', 'Thủ tục của hồ sơ; dùng khi đọc danh sách services.'),
  level: optional(
    'MucDo',
    'Mức độ dịch vụ',
    'Mức độ trực tuyến của thủ tục; dùng khi đọc results và services.',
  ),
  status: optional('TrangThaiHoSo', 'Trạng thái', 'Mã trạng thái hồ sơ từ 1 đến 10.'),
  due: field('NgayHenTra', 'Ngày hẹn trả', 'So với ngày kết thúc để biết đúng hạn.'),
  finished: field('NgayKetThucXuLy', 'Ngày kết thúc xử lý', 'Ngày tính hồ sơ đã giải quyết.'),
  returned: optional('NgayTra', 'Ngày trả kết quả', 'Dùng khi chưa ghi ngày kết thúc xử lý.'),
});

export type FieldMap = z.infer<typeof fieldMap>;
