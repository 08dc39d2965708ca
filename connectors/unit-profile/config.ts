import { z } from 'zod';

export const profileConfig = z.object({
  baseUrl: z
    .url({ protocol: /^https?$/, error: 'Cần địa chỉ dạng https://ten-may-chu/duong-dan.' })
    .refine((value) => !/[?#]|\/\/[^/]*@/.test(value), {
      error: 'Địa chỉ không được chứa tài khoản, "?" hoặc "#".',
    })
    .meta({
      title: 'Địa chỉ API thông tin chung',
      description: 'Phần đứng trước /thongtinchung, ví dụ https://dti.hue.gov.vn/api.',
    }),
  apiKey: z
    .string()
    .regex(/^[!-~]+$/, { error: 'Mã truy cập chỉ gồm chữ không dấu, chữ số, ký hiệu và không có dấu cách.' })
    .meta({
      title: 'Mã truy cập',
      description: 'Do đơn vị quản lý thông tin chung cấp; gửi trong tiêu đề X-Api-Key.',
      secret: true,
    }),
  pageSize: z.number().int().min(1).max(1_000).default(200).meta({
    title: 'Số dòng mỗi trang',
    description: 'Giảm xuống khi nguồn trả lời chậm hoặc báo dữ liệu quá lớn.',
  }),
});

export type ProfileConfig = z.infer<typeof profileConfig>;
