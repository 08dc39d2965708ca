import { z } from 'zod';
import { bilingual } from '../../src/connector-kit/bilingual.ts';

const PARAMETER = bilingual(
  'cần tên tham số gồm chữ không dấu, chữ số, ".", "-", "_" hoặc để trống',
  'expected a parameter name of letters, digits, ".", "-" and "_", or nothing',
);

const parameter = (name: string, title: string, description: string) =>
  z
    .string()
    .regex(/^[\w.-]{0,64}$/, PARAMETER)
    .default(name)
    .meta({ title, description });

const PLACE = bilingual(
  'cần tên trường, nối bằng dấu chấm nếu nằm trong trường khác, ví dụ data.items',
  'expected a field name, joined by dots where it lies in another field: data.items',
);

const place = (name: string, title: string, description: string) =>
  z
    .string()
    .regex(/^(?:[\w-]{1,64}(?:\.[\w-]{1,64}){0,4})?$/, PLACE)
    .default(name)
    .meta({ title, description });

const ownPath = (title: string, description: string) =>
  z
    .string()
    .regex(
      /^(?:\/[^\s?#]*)?$/,
      bilingual('cần bắt đầu bằng "/" hoặc để trống', 'must begin with "/" or be blank'),
    )
    .default('')
    .meta({ title, description: `${description} Để trống thì gọi đường dẫn dữ liệu kèm tham số service.` });

/** How the lists of a source over GET are asked for and what their answers look like. */
export const listShape = z.object({
  paging: z.enum(['page', 'offset', 'cursor', 'link']).default('page').meta({
    title: 'Cách chia trang',
    description:
      'page: đánh số trang. offset: vị trí dòng đầu và số dòng. cursor: mỗi trang cho biết mã của chỗ đọc tiếp. link: mỗi trang cho biết liên kết của trang sau, phải cùng máy chủ.',
  }),
  dossiersPath: ownPath('Đường dẫn danh sách hồ sơ', 'Ví dụ /api/ho-so.'),
  proceduresPath: ownPath('Đường dẫn danh mục thủ tục', 'Ví dụ /api/thu-tuc.'),
  feedbackPath: ownPath('Đường dẫn phản ánh, kiến nghị', 'Ví dụ /api/pakn.'),
  items: place(
    'result',
    'Trường chứa danh sách',
    'Ví dụ result, items; để trống nếu câu trả lời chính là danh sách.',
  ),
  total: place('total', 'Trường chứa tổng số', 'Để trống nếu nguồn không cho biết tổng số.'),
  next: place(
    'next',
    'Trường chứa chỗ đọc tiếp',
    'Chỉ dùng với cursor và link; với link, nguồn không ghi ở đây thì đọc tiêu đề Link (rel="next").',
  ),
  fromParam: parameter('tuNgay', 'Tham số từ ngày', 'Ngày đầu của khoảng cần lấy.'),
  toParam: parameter('denNgay', 'Tham số đến ngày', 'Ngày cuối của khoảng cần lấy, tính cả ngày đó.'),
  unitParam: parameter('madonvi', 'Tham số đơn vị', 'Chỉ gửi khi lấy riêng một đơn vị.'),
  pageParam: parameter('page', 'Tham số trang', 'Số của trang.'),
  sizeParam: parameter('size', 'Tham số số dòng', 'Số dòng mỗi trang, ví dụ size, pageSize, limit.'),
  offsetParam: parameter('offset', 'Tham số vị trí', 'Vị trí dòng đầu, chỉ dùng với offset.'),
  cursorParam: parameter('cursor', 'Tham số chỗ đọc tiếp', 'Chỉ dùng với cursor.'),
  dates: z.enum(['compact', 'iso', 'day', 'local']).default('compact').meta({
    title: 'Cách viết ngày trong yêu cầu',
    description: 'compact: 20240331235959. iso: 2024-03-31T23:59:59. day: 2024-03-31. local: 31/03/2024.',
  }),
});

export type ListShape = z.infer<typeof listShape>;
