import { z } from 'zod';

export const iocConfig = z.object({
  baseUrl: z
    .url({ protocol: /^https?$/, error: 'Cần địa chỉ dạng https://ten-may-chu/duong-dan.' })
    .refine((value) => !/[?#]|\/\/[^/]*@/.test(value), {
      error: 'Địa chỉ không được chứa tài khoản, "?" hoặc "#".',
    })
    .meta({
      title: 'Địa chỉ API của IOC',
      description: 'Phần đứng trước /baocao và /hetthong, ví dụ https://ioc.hue.gov.vn/api.',
    }),
  apiKey: z
    .string()
    .regex(/^[!-~]+$/, { error: 'Mã truy cập chỉ gồm chữ không dấu, chữ số, ký hiệu và không có dấu cách.' })
    .meta({
      title: 'Mã truy cập',
      description: 'Do IOC cấp; gửi trong tiêu đề X-Api-Key.',
      secret: true,
    }),
});

export type IocConfig = z.infer<typeof iocConfig>;
