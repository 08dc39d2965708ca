import { z } from 'zod';
import { baseUrlField } from '../../src/connector-kit/base-url.ts';
import { headerText, pageSizeField } from '../../src/connector-kit/config-fields.ts';
import { type FromFolder, type FromHttp, httpOrFolder } from '../../src/connector-kit/http-or-folder.ts';

const apiFields = z.object({
  baseUrl: baseUrlField().meta({
    title: 'Địa chỉ cổng nền tảng dùng chung',
    description: 'Phần đứng trước /token, /thongke và /server/rest, ví dụ https://lgsp.hue.gov.vn/nentang.',
  }),
  consumerKey: headerText().meta({
    title: 'Mã ứng dụng (consumer key)',
    description: 'Do đơn vị vận hành trục tích hợp cấp cho hệ thống này.',
  }),
  consumerSecret: headerText().meta({
    title: 'Mật khẩu ứng dụng (consumer secret)',
    description: 'Đi kèm mã ứng dụng; chỉ dùng để lấy mã truy cập ở /token.',
    secret: true,
  }),
  pageSize: pageSizeField(1_000, 200),
});

export const platformConfig = httpOrFolder(apiFields);

export type ApiConfig = FromHttp<z.infer<typeof apiFields>>;
export type PlatformConfig = ApiConfig | FromFolder;
