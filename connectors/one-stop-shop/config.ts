import { z } from 'zod';
import { baseUrlField } from '../../src/connector-kit/base-url.ts';
import { bilingual } from '../../src/connector-kit/bilingual.ts';
import { pageSizeField, requiredText } from '../../src/connector-kit/config-fields.ts';

const path = z
  .string()
  .regex(
    /^\/\S*$/,
    bilingual('cần bắt đầu bằng "/" và không có dấu cách', 'must begin with "/" and have no blanks'),
  );

export const configSchema = z.object({
  baseUrl: baseUrlField().meta({
    title: 'Địa chỉ trục kết nối',
    description:
      'Địa chỉ gốc của bộ kết nối một cửa, ví dụ https://adapter.tinh.gov.vn, không kèm đường dẫn.',
  }),
  authPath: path.default('/auth').meta({
    title: 'Đường dẫn đăng nhập',
    description: 'Nối sau địa chỉ gốc; nhận username, password và trả về session.',
  }),
  dataPath: path.default('/service').meta({
    title: 'Đường dẫn dữ liệu',
    description: 'Nối sau địa chỉ gốc; nhận session, service và trả về danh sách.',
  }),
  username: requiredText().meta({
    title: 'Tên đăng nhập',
    description: 'Tài khoản do đơn vị vận hành hệ thống một cửa cấp, chỉ cần quyền đọc.',
  }),
  password: requiredText().meta({
    title: 'Mật khẩu',
    description: 'Mật khẩu của tài khoản trên; được mã hóa khi lưu và không bao giờ hiển thị lại.',
    secret: true,
  }),
  dstcode: requiredText().meta({
    title: 'Mã hệ thống đích (dstcode)',
    description: 'Mã của hệ thống một cửa trên trục liên thông, gửi ở phần đầu yêu cầu đăng nhập.',
  }),
  protocol: z.enum(['adapter', 'rest']).default('adapter').meta({
    title: 'Kiểu giao tiếp',
    description:
      'adapter: kiểu bộ kết nối Cổng dịch vụ công quốc gia (POST, mã phiên trong nội dung). rest: danh sách theo trang qua GET, mã phiên trong tiêu đề Authorization; nguồn có ETag thì trang không đổi không phải tải lại.',
  }),
  firstPage: z.number().int().min(0).max(1).default(1).meta({
    title: 'Số của trang đầu',
    description: '0 hoặc 1, tùy hệ thống nguồn đánh số trang từ đâu.',
  }),
  pageSize: pageSizeField(2_000, 500),
});

export type Config = z.infer<typeof configSchema>;
