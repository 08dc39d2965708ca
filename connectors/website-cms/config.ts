import { z } from 'zod';
import { baseUrlField } from '../../src/connector-kit/base-url.ts';
import { bilingual } from '../../src/connector-kit/bilingual.ts';
import { pageSizeField, requiredText } from '../../src/connector-kit/config-fields.ts';

/** "rss" and "atom" are both read as a feed: which of the two it is the document itself says. */
export const PLATFORMS = ['wordpress', 'feed', 'rss', 'atom', 'liferay', 'sharepoint', 'sitemap'] as const;

/** What staff call the kinds of a feed. */
const KINDS = ['leader', 'activity', 'training', 'profile'] as const;

const names = () => z.array(requiredText());

const siteAddress = () =>
  z
    .url({ protocol: /^https?$/, error: ADDRESS_FORM })
    .refine((value) => !/[#@\s]/.test(value), ADDRESS_FORM)
    .optional();
const ADDRESS_FORM = bilingual(
  'cần dạng https://ten-may-chu/duong-dan, không kèm tài khoản hoặc #',
  'expected the form https://host/path, without a user or #',
);

const feed = z.object({
  url: z
    .string()
    .regex(
      /^(https?:\/\/[^@\s]+|\/\S*)$/,
      bilingual(
        'cần địa chỉ https://... hoặc đường dẫn bắt đầu bằng "/"',
        'expected https://... or a path from "/"',
      ),
    )
    .meta({
      title: 'Địa chỉ tin RSS/Atom',
      description: 'Địa chỉ đầy đủ, hoặc đường dẫn nối sau địa chỉ trang.',
    }),
  kind: z.enum(KINDS).optional().meta({
    title: 'Loại tin',
    description: 'Khi cả địa chỉ này chỉ có một loại tin; để trống thì xét theo chuyên mục của từng tin.',
  }),
});

const categoryFields = {
  leaderCategories: 'Chuyên mục tin lãnh đạo',
  activityCategories: 'Chuyên mục tin hoạt động',
  trainingCategories: 'Chuyên mục tập huấn',
  profileCategories: 'Chuyên mục thông tin đơn vị',
} as const;

const own = (field: keyof typeof categoryFields) =>
  names()
    .optional()
    .meta({
      title: `${categoryFields[field]} của trang này`,
      description: 'Thay cho bảng chuyên mục chung; để trống thì dùng bảng chung.',
    });

const site = z
  .object({
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
      .optional()
      .meta({ title: 'Đường dẫn trang', description: 'Nối sau địa chỉ gốc, ví dụ /sokhcn.' }),
    url: siteAddress().meta({
      title: 'Địa chỉ riêng của trang',
      description: 'Khi trang nằm ở máy chủ khác; dùng thay cho đường dẫn.',
    }),
    feeds: z.array(feed).min(1).optional().meta({
      title: 'Các địa chỉ tin RSS/Atom',
      description: 'Khi mỗi chuyên mục có địa chỉ riêng (như NukeViet). Để trống: chính địa chỉ trang.',
    }),
    list: requiredText().optional().meta({
      title: 'Danh sách của trang này',
      description:
        'Thay cho danh sách chung: số cấu trúc nội dung Liferay, tên danh sách SharePoint, tệp sitemap.',
    }),
    leaderCategories: own('leaderCategories'),
    activityCategories: own('activityCategories'),
    trainingCategories: own('trainingCategories'),
    profileCategories: own('profileCategories'),
    profilePages: names().optional().meta({
      title: 'Trang thông tin đơn vị của trang này',
      description: 'Thay cho danh sách chung.',
    }),
  })
  .refine(({ path, url }) => !path !== !url, {
    message: bilingual(
      'cần nhập đường dẫn trang hoặc địa chỉ riêng, một trong hai',
      'enter either the path or the address of the site',
    ),
    path: ['path'],
  });

export const configSchema = z
  .object({
    platform: z.enum(PLATFORMS).default('wordpress').meta({
      title: 'Nền tảng của trang',
      description:
        'wordpress; feed (RSS hoặc Atom, tự nhận biết); liferay; sharepoint; sitemap. Mỗi nguồn một nền tảng.',
    }),
    baseUrl: baseUrlField().meta({
      title: 'Địa chỉ cổng thông tin',
      description: 'Địa chỉ gốc của hệ thống trang, ví dụ https://tinh.gov.vn.',
    }),
    sites: z.array(site).min(1).optional().meta({
      title: 'Các trang',
      description: 'Để trống thì danh sách được đọc từ {địa chỉ gốc}/sites.json.',
    }),
    leaderCategories: names().default(['tin-lanh-dao']).meta({
      title: categoryFields.leaderCategories,
      description: 'Tin do lãnh đạo đơn vị chủ trì (1.4): tên, tên rút gọn hoặc số của chuyên mục.',
    }),
    activityCategories: names().default(['tin-hoat-dong']).meta({
      title: categoryFields.activityCategories,
      description: 'Tin hoạt động của đơn vị (1.5): tên, tên rút gọn hoặc số của chuyên mục.',
    }),
    trainingCategories: names().default(['tap-huan']).meta({
      title: categoryFields.trainingCategories,
      description: 'Tin về tập huấn; được tính là tin hoạt động (1.5).',
    }),
    profileCategories: names().default([]).meta({
      title: categoryFields.profileCategories,
      description: 'Nơi đăng thông tin giới thiệu đơn vị (1.3); không dùng cho WordPress.',
    }),
    profilePages: names().default(['gioi-thieu', 'co-cau-to-chuc']).meta({
      title: 'Trang thông tin đơn vị',
      description: 'Tên rút gọn của các trang giới thiệu đơn vị (1.3); dùng cho WordPress và sitemap.',
    }),
    list: requiredText().optional().meta({
      title: 'Danh sách tin',
      description:
        'Liferay: số của cấu trúc nội dung. SharePoint: tên danh sách. Sitemap: tệp, mặc định /sitemap.xml.',
    }),
    dateField: requiredText().default('Created').meta({
      title: 'Trường ngày đăng',
      description: 'Chỉ cho SharePoint, ví dụ Created hoặc ArticleStartDate.',
    }),
    categoryField: requiredText().default('Category').meta({
      title: 'Trường chuyên mục',
      description: 'Chỉ cho SharePoint: tên trong của trường ghi chuyên mục.',
    }),
    statusField: requiredText().optional().meta({
      title: 'Trường trạng thái duyệt',
      description:
        'Chỉ cho SharePoint có kiểm duyệt, thường là OData__ModerationStatus; chỉ giá trị 0 là đã duyệt.',
    }),
    username: requiredText().optional().meta({
      title: 'Tài khoản',
      description:
        'WordPress: chỉ cần khi muốn thấy cả tin nháp, tin hẹn giờ và tin đã xóa. Để trống thì đọc công khai.',
    }),
    applicationPassword: requiredText().optional().meta({
      title: 'Mật khẩu ứng dụng',
      description:
        'WordPress: mật khẩu ứng dụng của tài khoản trên, không phải mật khẩu đăng nhập. Nền tảng khác: mật khẩu của tài khoản.',
      secret: true,
    }),
    tokenUrl: baseUrlField().optional().meta({
      title: 'Địa chỉ lấy mã truy cập',
      description: 'Chỉ cho Liferay dùng OAuth2, ví dụ https://tinh.gov.vn/o/oauth2/token.',
    }),
    clientId: requiredText().optional().meta({
      title: 'Mã ứng dụng OAuth2',
      description: 'Đi cùng địa chỉ lấy mã truy cập.',
    }),
    clientSecret: requiredText().optional().meta({
      title: 'Mật khẩu ứng dụng OAuth2',
      description: 'Đi cùng mã ứng dụng OAuth2.',
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
  })
  .refine(({ tokenUrl, clientId, clientSecret }) => !tokenUrl === !clientId && !clientId === !clientSecret, {
    message: bilingual(
      'cần nhập cả địa chỉ lấy mã, mã và mật khẩu ứng dụng OAuth2, hoặc để trống cả ba',
      'enter the token address, the client id and the client secret, or none of them',
    ),
    path: ['clientSecret'],
  })
  .refine(
    ({ platform, list, sites }) =>
      !['liferay', 'sharepoint'].includes(platform) || list || (sites?.every((one) => one.list) ?? false),
    {
      message: bilingual(
        'cần số cấu trúc nội dung (Liferay) hoặc tên danh sách (SharePoint)',
        'the content structure (Liferay) or the list title (SharePoint) is needed',
      ),
      path: ['list'],
    },
  );

export type Config = z.infer<typeof configSchema>;
export type SiteConfig = z.infer<typeof site>;
