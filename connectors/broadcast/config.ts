import { z } from 'zod';

const ADDRESS = 'Cần dạng https://ten-may-chu/duong-dan. Expected the form https://host/path.';
const REQUIRED = 'Không được để trống. Must not be empty.';
const PAGE_SIZE = 'Cần số nguyên từ 1 đến 500. Expected an integer from 1 to 500.';

export const config = z.object({
  baseUrl: z
    .url({ protocol: /^https?$/, error: ADDRESS })
    .regex(/^[^?#@\s]+$/, ADDRESS)
    .meta({
      title: 'Địa chỉ hệ thống thông tin nguồn',
      description: 'Phần đứng trước /token và /bantin, ví dụ https://httt-nguon.hue.gov.vn/api.',
    }),
  username: z.string().min(1, REQUIRED).meta({
    title: 'Tên đăng nhập',
    description: 'Tài khoản chỉ đọc do đơn vị vận hành cấp cho hệ thống này.',
  }),
  password: z
    .string()
    .min(1, REQUIRED)
    .meta({ title: 'Mật khẩu', description: 'Mật khẩu của tài khoản trên.', secret: true }),
  topics: z.array(z.string().min(1, REQUIRED)).default(['CDS']).meta({
    title: 'Mã lĩnh vực chuyển đổi số',
    description: 'Bản tin thuộc một trong các mã lĩnh vực (linhVuc) này được tính cho chuyển đổi số.',
  }),
  keywords: z.array(z.string().trim().min(1, REQUIRED)).default(['chuyển đổi số']).meta({
    title: 'Từ khóa trong tiêu đề',
    description:
      'Bản tin thuộc lĩnh vực khác vẫn được tính nếu tiêu đề có một trong các từ khóa này; không phân biệt dấu và chữ hoa.',
  }),
  pageSize: z.int(PAGE_SIZE).min(1, PAGE_SIZE).max(500, PAGE_SIZE).default(200).meta({
    title: 'Số dòng mỗi trang',
    description: 'Giảm xuống nếu máy chủ trả lời chậm hoặc từ chối trang lớn.',
  }),
});

export type BroadcastConfig = z.infer<typeof config>;

/** What the simulator accepts; it protects nothing. */
export const PRACTICE_USER = 'dti-hub';
export const PRACTICE_PASSWORD = 'mat-khau-luyen-tap';

export const practiceConfig = (url: string): BroadcastConfig => ({
  baseUrl: url,
  username: PRACTICE_USER,
  password: PRACTICE_PASSWORD,
  topics: ['CDS'],
  keywords: ['chuyển đổi số'],
  pageSize: 200,
});
