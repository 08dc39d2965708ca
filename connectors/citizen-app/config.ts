import { z } from 'zod';

const ADDRESS = 'Cần dạng https://ten-may-chu/duong-dan. Expected the form https://host/path.';
const TOKEN = 'Cần mã truy cập không có khoảng trắng. Expected a token without blanks.';
const PAGE_SIZE = 'Cần số nguyên từ 1 đến 500. Expected an integer from 1 to 500.';

export const config = z.object({
  baseUrl: z
    .url({ protocol: /^https?$/, error: ADDRESS })
    .regex(/^[^?#@\s]+$/, ADDRESS)
    .meta({
      title: 'Địa chỉ máy chủ Hue-S',
      description: 'Phần đứng trước /dttm, ví dụ https://tuongtac.hue.gov.vn.',
    }),
  token: z
    .string()
    .regex(/^[\x21-\x7e]+$/, TOKEN)
    .meta({
      title: 'Mã truy cập (Token)',
      description: 'Mã do đơn vị vận hành Hue-S cấp, được gửi trong header Token.',
      secret: true,
    }),
  pageSize: z.int(PAGE_SIZE).min(1, PAGE_SIZE).max(500, PAGE_SIZE).default(200).meta({
    title: 'Số dòng mỗi trang',
    description: 'Giảm xuống nếu máy chủ trả lời chậm hoặc từ chối trang lớn.',
  }),
});

export type CitizenAppConfig = z.infer<typeof config>;

/** What the simulator accepts; it protects nothing. */
export const PRACTICE_TOKEN = '0A-1B-2C-3D-4E-5F-60-71-82-93';

export const practiceConfig = (url: string): CitizenAppConfig => ({
  baseUrl: url,
  token: PRACTICE_TOKEN,
  pageSize: 200,
});
