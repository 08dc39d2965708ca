import { z } from 'zod';

const credential = () =>
  z.string().regex(/^[!-~]+$/, {
    error: 'Chỉ gồm chữ không dấu, chữ số, ký hiệu và không có dấu cách.',
  });

export const platformConfig = z.object({
  baseUrl: z
    .url({ protocol: /^https?$/, error: 'Cần địa chỉ dạng https://ten-may-chu/duong-dan.' })
    .refine((value) => !/[?#]|\/\/[^/]*@/.test(value), {
      error: 'Địa chỉ không được chứa tài khoản, "?" hoặc "#".',
    })
    .meta({
      title: 'Địa chỉ cổng nền tảng dùng chung',
      description: 'Phần đứng trước /token, /thongke và /server/rest, ví dụ https://lgsp.hue.gov.vn/nentang.',
    }),
  consumerKey: credential().meta({
    title: 'Mã ứng dụng (consumer key)',
    description: 'Do đơn vị vận hành trục tích hợp cấp cho hệ thống này.',
  }),
  consumerSecret: credential().meta({
    title: 'Mật khẩu ứng dụng (consumer secret)',
    description: 'Đi kèm mã ứng dụng; chỉ dùng để lấy mã truy cập ở /token.',
    secret: true,
  }),
  pageSize: z.number().int().min(1).max(1_000).default(200).meta({
    title: 'Số dòng mỗi trang',
    description: 'Giảm xuống khi nguồn trả lời chậm hoặc báo dữ liệu quá lớn.',
  }),
});

export type PlatformConfig = z.infer<typeof platformConfig>;
