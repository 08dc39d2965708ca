import { z } from 'zod';
import { baseUrlField } from '../../src/connector-kit/base-url.ts';
import { headerText, pageSizeField } from '../../src/connector-kit/config-fields.ts';

export const config = z.object({
  baseUrl: baseUrlField().meta({
    title: 'Địa chỉ API',
    description: 'Phần đứng trước /muc, ví dụ https://nguon.tinh.gov.vn/api.',
  }),
  apiKey: headerText().meta({
    title: 'Mã truy cập',
    description: 'Do đơn vị vận hành cấp; gửi trong tiêu đề X-Api-Key.',
    secret: true,
  }),
  pageSize: pageSizeField(1_000, 200),
});

export type Config = z.infer<typeof config>;

/** What the simulator accepts; it protects nothing. */
export const PRACTICE_KEY = 'khoa-luyen-tap-mau';

export const practiceConfig = (url: string): Config => ({
  baseUrl: url,
  apiKey: PRACTICE_KEY,
  pageSize: 200,
});
