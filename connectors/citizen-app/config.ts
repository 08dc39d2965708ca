import { z } from 'zod';
import { baseUrlField } from '../../src/connector-kit/base-url.ts';
import { headerText, pageSizeField } from '../../src/connector-kit/config-fields.ts';

export const config = z.object({
  baseUrl: baseUrlField().meta({
    title: 'Địa chỉ máy chủ Hue-S',
    description: 'Phần đứng trước /dttm, ví dụ https://tuongtac.hue.gov.vn.',
  }),
  token: headerText().meta({
    title: 'Mã truy cập (Token)',
    description: 'Mã do đơn vị vận hành Hue-S cấp, được gửi trong header Token.',
    secret: true,
  }),
  pageSize: pageSizeField(500, 200),
});

export type CitizenAppConfig = z.infer<typeof config>;

/** What the simulator accepts; it protects nothing. */
export const PRACTICE_TOKEN = '0A-1B-2C-3D-4E-5F-60-71-82-93';

export const practiceConfig = (url: string): CitizenAppConfig => ({
  baseUrl: url,
  token: PRACTICE_TOKEN,
  pageSize: 200,
});
