import { z } from 'zod';
import { bilingual } from './bilingual.ts';
import { headerText, requiredText } from './config-fields.ts';
import { expressionField } from './expression-field.ts';

const HEADER_NAME = bilingual('tên tiêu đề không hợp lệ', 'not a name of a header');

const headers = () =>
  z.record(z.string().regex(/^[\w-]{1,64}$/, HEADER_NAME), z.string().regex(/^[ -~]{0,1000}$/, HEADER_NAME));

/** How the hub shows who it is. Fields lie side by side, so that each secret is sealed on its own. */
export const authFields = {
  auth: z.enum(['none', 'header', 'query', 'bearer', 'basic', 'oauth2', 'login']).default('none').meta({
    title: 'Cách xác thực',
    description:
      'none: không cần; header: mã trong tiêu đề; query: mã trong tham số địa chỉ; bearer: Authorization Bearer; basic: tên đăng nhập và mật khẩu; oauth2: client credentials; login: đăng nhập lấy mã.',
  }),
  keyName: z
    .string()
    .regex(/^[\w-]{1,64}$/, HEADER_NAME)
    .optional()
    .meta({
      title: 'Tên tiêu đề hoặc tham số',
      description: 'Nơi đặt mã khi xác thực bằng header hoặc query, ví dụ X-API-Key.',
    }),
  token: headerText().optional().meta({
    title: 'Mã truy cập',
    description: 'Dùng với header, query, bearer.',
    secret: true,
  }),
  username: requiredText()
    .optional()
    .meta({ title: 'Tên đăng nhập', description: 'Dùng với basic, login; với oauth2 là client id.' }),
  password: requiredText().optional().meta({
    title: 'Mật khẩu',
    description: 'Dùng với basic, login; với oauth2 là client secret.',
    secret: true,
  }),
  tokenUrl: z
    .url({
      protocol: /^https?$/,
      error: bilingual('cần một địa chỉ https://', 'expected an https:// address'),
    })
    .optional()
    .meta({ title: 'Địa chỉ lấy mã OAuth2', description: 'Ví dụ https://lgsp.tinh.gov.vn/token.' }),
  scope: requiredText()
    .optional()
    .meta({ title: 'Phạm vi OAuth2', description: 'Để trống nếu đơn vị vận hành không yêu cầu.' }),
  sendIn: z.enum(['basic', 'body']).default('basic').meta({
    title: 'Nơi gửi client secret',
    description: 'basic: tiêu đề Authorization; body: trong biểu mẫu.',
  }),
  login: z
    .strictObject({
      path: z
        .string()
        .regex(/^\/[^\s?#]*$/, bilingual('cần bắt đầu bằng "/"', 'must begin with "/"'))
        .meta({ title: 'Đường dẫn đăng nhập', description: 'Nối sau địa chỉ gốc; gửi bằng POST dạng JSON.' }),
      userField: requiredText().default('username').meta({
        title: 'Trường tên đăng nhập',
        description: 'Tên trường trong nội dung gửi đi.',
      }),
      passwordField: requiredText().default('password').meta({
        title: 'Trường mật khẩu',
        description: 'Tên trường trong nội dung gửi đi.',
      }),
      tokenPath: expressionField().meta({
        title: 'Chỗ của mã trong câu trả lời',
        description: 'JMESPath, ví dụ data.token.',
      }),
      header: z
        .string()
        .regex(/^[\w-]{1,64}$/, HEADER_NAME)
        .default('Authorization')
        .meta({
          title: 'Tiêu đề mang mã',
          description: 'Tiêu đề của các yêu cầu sau khi đăng nhập.',
        }),
      prefix: z.string().max(20).default('Bearer ').meta({
        title: 'Chữ đứng trước mã',
        description: 'Thường là "Bearer "; để chuỗi rỗng nếu không có.',
      }),
    })
    .optional()
    .meta({ title: 'Đăng nhập', description: 'Chỉ khai báo khi cách xác thực là login.' }),
  headers: headers().default({}).meta({
    title: 'Tiêu đề gửi kèm',
    description: 'Các tiêu đề không bí mật mà nguồn yêu cầu.',
  }),
  secretHeaders: headers().optional().meta({
    title: 'Tiêu đề bí mật gửi kèm',
    description: 'Ví dụ SecretKey của trục LGSP.',
    secret: true,
  }),
};

const authShape = z.object(authFields);

export type AuthConfig = z.infer<typeof authShape>;

const NEEDED: Readonly<Record<AuthConfig['auth'], readonly (keyof AuthConfig)[]>> = {
  none: [],
  header: ['keyName', 'token'],
  query: ['keyName', 'token'],
  bearer: ['token'],
  basic: ['username', 'password'],
  oauth2: ['tokenUrl', 'username', 'password'],
  login: ['login', 'username', 'password'],
};

/** Fields that the chosen way needs and that are not there. */
export const authIssues = (config: AuthConfig) =>
  NEEDED[config.auth]
    .filter((field) => config[field] === undefined)
    .map((field) => ({ path: [field], message: IS_NEEDED }));

const IS_NEEDED = bilingual(
  'cách xác thực đã chọn cần trường này',
  'the chosen authentication needs this field',
);
