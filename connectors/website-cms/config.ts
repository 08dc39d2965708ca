import { z } from 'zod';
import { baseUrlField } from '../../src/connector-kit/base-url.ts';
import { bilingual } from '../../src/connector-kit/bilingual.ts';
import { pageSizeField, requiredText } from '../../src/connector-kit/config-fields.ts';

/** A slug, or an id when it consists of digits. */
const categories = (slugs: string[]) => z.array(requiredText()).default(slugs);

const site = z.object({
  unit: requiredText().meta({ title: 'Mã đơn vị', description: 'Mã của đơn vị có trang này.' }),
  path: z
    .string()
    .regex(
      /^\/[\w./-]*$/,
      bilingual(
        'cần bắt đầu bằng "/", chỉ gồm chữ không dấu, chữ số và . _ - /',
        'must begin with "/" and hold letters without accents, digits and . _ - / only',
      ),
    )
    .meta({ title: 'Đường dẫn trang', description: 'Nối sau địa chỉ gốc, ví dụ /sokhcn.' }),
});

export const configSchema = z
  .object({
    baseUrl: baseUrlField().meta({
      title: 'Địa chỉ cổng thông tin',
      description: 'Địa chỉ gốc của hệ thống trang WordPress, ví dụ https://tinh.gov.vn.',
    }),
    sites: z.array(site).min(1).optional().meta({
      title: 'Các trang',
      description: 'Để trống thì danh sách được đọc từ {địa chỉ gốc}/sites.json.',
    }),
    leaderCategories: categories(['tin-lanh-dao']).meta({
      title: 'Chuyên mục tin lãnh đạo',
      description: 'Tin do lãnh đạo đơn vị chủ trì (1.4): tên rút gọn hoặc số của chuyên mục.',
    }),
    activityCategories: categories(['tin-hoat-dong']).meta({
      title: 'Chuyên mục tin hoạt động',
      description: 'Tin hoạt động của đơn vị (1.5): tên rút gọn hoặc số của chuyên mục.',
    }),
    trainingCategories: categories(['tap-huan']).meta({
      title: 'Chuyên mục tập huấn',
      description: 'Tin về tập huấn; được tính là tin hoạt động (1.5).',
    }),
    profilePages: z.array(requiredText()).default(['gioi-thieu', 'co-cau-to-chuc']).meta({
      title: 'Trang thông tin đơn vị',
      description: 'Tên rút gọn của các trang giới thiệu đơn vị (1.3).',
    }),
    username: requiredText().optional().meta({
      title: 'Tài khoản',
      description:
        'Chỉ cần khi muốn thấy cả tin nháp, tin hẹn giờ và tin đã xóa. Để trống thì đọc công khai.',
    }),
    applicationPassword: requiredText().optional().meta({
      title: 'Mật khẩu ứng dụng',
      description: 'Mật khẩu ứng dụng WordPress của tài khoản trên; không phải mật khẩu đăng nhập.',
      secret: true,
    }),
    pageSize: pageSizeField(100, 100),
  })
  .refine(({ username, applicationPassword }) => !username === !applicationPassword, {
    message: bilingual(
      'cần nhập cả tài khoản và mật khẩu ứng dụng, hoặc để trống cả hai',
      'enter both the account and the application password, or neither',
    ),
    path: ['applicationPassword'],
  });

export type Config = z.infer<typeof configSchema>;
export type Site = z.infer<typeof site>;
