import { z } from 'zod';
import { baseUrlField } from '../../src/connector-kit/base-url.ts';
import { headerText } from '../../src/connector-kit/config-fields.ts';

export const iocConfig = z.object({
  baseUrl: baseUrlField().meta({
    title: 'Địa chỉ API của IOC',
    description: 'Phần đứng trước /baocao và /hetthong, ví dụ https://ioc.hue.gov.vn/api.',
  }),
  apiKey: headerText().meta({
    title: 'Mã truy cập',
    description: 'Do IOC cấp; gửi trong tiêu đề X-Api-Key.',
    secret: true,
  }),
});

export type IocConfig = z.infer<typeof iocConfig>;
