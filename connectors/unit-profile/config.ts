import { z } from 'zod';
import { baseUrlField } from '../../src/connector-kit/base-url.ts';
import { headerText, pageSizeField } from '../../src/connector-kit/config-fields.ts';
import { type FromFolder, type FromHttp, httpOrFolder } from '../../src/connector-kit/http-or-folder.ts';

const apiFields = z.object({
  baseUrl: baseUrlField().meta({
    title: 'Địa chỉ API thông tin chung',
    description: 'Phần đứng trước /thongtinchung, ví dụ https://dti.hue.gov.vn/api.',
  }),
  apiKey: headerText().meta({
    title: 'Mã truy cập',
    description: 'Do đơn vị quản lý thông tin chung cấp; gửi trong tiêu đề X-Api-Key.',
    secret: true,
  }),
  pageSize: pageSizeField(1_000, 200),
});

export const profileConfig = httpOrFolder(apiFields);

export type ApiConfig = FromHttp<z.infer<typeof apiFields>>;
export type ProfileConfig = ApiConfig | FromFolder;
