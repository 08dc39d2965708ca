import { z } from 'zod';
import { baseUrlField } from '../../src/connector-kit/base-url.ts';
import { bilingual } from '../../src/connector-kit/bilingual.ts';
import { pageSizeField } from '../../src/connector-kit/config-fields.ts';
import { fieldMap } from './field-map.ts';
import { listShape } from './list-shape.ts';
import { levelMap, originMap, statusMap } from './value-maps.ts';

const path = z
  .string()
  .regex(
    /^\/\S*$/,
    bilingual('cần bắt đầu bằng "/" và không có dấu cách', 'must begin with "/" and have no blanks'),
  );

const pathOrAddress = z
  .string()
  .regex(
    /^(?:\/|https?:\/\/)[^\s?#@]*$/,
    bilingual('cần bắt đầu bằng "/" hoặc https://', 'must begin with "/" or https://'),
  );

/** Asked for by some protocols only. */
const askedBySome = () => z.string().optional();

/** A header's value: letters, digits and signs; blanks would be cut off on the way. */
const headerValue = (title: string, name: string) =>
  z
    .string()
    .regex(/^[!-~]*$/, bilingual('chỉ gồm chữ không dấu, chữ số, ký hiệu', 'letters, digits and signs only'))
    .optional()
    .meta({
      title,
      description: `Gửi ở phần đầu ${name} của mọi yêu cầu dữ liệu, theo kiểu LGSP TP. Hồ Chí Minh; để trống nếu không cần.`,
      secret: true,
    });

/** The lists that a one-stop shop may offer; `measures.ts` says what is counted from each. */
export const STREAMS = [
  'dossiers',
  'supplements',
  'procedures',
  'results',
  'digitisation',
  'feedback',
  'services',
] as const;
export type StreamName = (typeof STREAMS)[number];

/** What each protocol logs in with. */
const NEEDED = {
  adapter: ['username', 'password', 'dstcode'],
  rest: ['username', 'password', 'dstcode'],
  gateway: ['consumerKey', 'consumerSecret'],
  'gateway-rest': ['consumerKey', 'consumerSecret'],
  'key-rest': [],
} as const;

const NEEDED_HERE = bilingual(
  'không được để trống với kiểu giao tiếp này',
  'must not be empty for this protocol',
);

const NEEDED_FOR_SERVICES = bilingual(
  'không được để trống khi đọc danh sách services',
  'must not be blank where the list "services" is read',
);

export const configSchema = z
  .object({
    baseUrl: baseUrlField().meta({
      title: 'Địa chỉ trục kết nối',
      description:
        'Địa chỉ gốc của bộ kết nối một cửa, ví dụ https://adapter.tinh.gov.vn, không kèm đường dẫn.',
    }),
    protocol: z.enum(['adapter', 'rest', 'gateway', 'gateway-rest', 'key-rest']).default('adapter').meta({
      title: 'Kiểu giao tiếp',
      description:
        'adapter: kiểu bộ kết nối Cổng dịch vụ công quốc gia (POST, mã phiên trong nội dung). rest: danh sách qua GET, mã phiên trong tiêu đề Authorization; nguồn có ETag thì trang không đổi không phải tải lại. gateway: như adapter nhưng qua trục LGSP/NDXP (OAuth2, mã ứng dụng). gateway-rest: danh sách qua GET trên trục LGSP/NDXP. key-rest: danh sách qua GET, chỉ dùng các khóa AppName, AccessKey, SecretKey, PartnerCode hoặc không cần khóa.',
    }),
    authPath: path.default('/auth').meta({
      title: 'Đường dẫn đăng nhập',
      description: 'Với adapter, rest: nối sau địa chỉ gốc; nhận username, password và trả về session.',
    }),
    dataPath: path.default('/service').meta({
      title: 'Đường dẫn dữ liệu',
      description: 'Nối sau địa chỉ gốc; nhận service và trả về danh sách.',
    }),
    username: askedBySome().meta({
      title: 'Tên đăng nhập',
      description: 'Với adapter, rest: tài khoản do đơn vị vận hành hệ thống một cửa cấp, chỉ cần quyền đọc.',
    }),
    password: askedBySome().meta({
      title: 'Mật khẩu',
      description: 'Mật khẩu của tài khoản trên; được mã hóa khi lưu và không bao giờ hiển thị lại.',
      secret: true,
    }),
    dstcode: askedBySome().meta({
      title: 'Mã hệ thống đích (dstcode)',
      description: 'Mã của hệ thống một cửa trên trục liên thông, gửi ở phần đầu yêu cầu đăng nhập.',
    }),
    tokenPath: pathOrAddress.default('/token').meta({
      title: 'Đường dẫn lấy mã truy cập',
      description: 'Với gateway, gateway-rest: nối sau địa chỉ gốc, hoặc địa chỉ đầy đủ nếu ở máy chủ khác.',
    }),
    consumerKey: askedBySome().meta({
      title: 'Mã ứng dụng (consumer key)',
      description: 'Với gateway, gateway-rest: do đơn vị vận hành trục LGSP/NDXP cấp.',
    }),
    consumerSecret: askedBySome().meta({
      title: 'Mật khẩu ứng dụng (consumer secret)',
      description: 'Đi kèm mã ứng dụng; chỉ dùng để lấy mã truy cập.',
      secret: true,
    }),
    scope: askedBySome().meta({
      title: 'Phạm vi (scope)',
      description: 'Gửi kèm khi lấy mã truy cập nếu trục yêu cầu.',
    }),
    secretIn: z.enum(['basic', 'body']).default('basic').meta({
      title: 'Nơi gửi mật khẩu ứng dụng',
      description: 'basic: phần đầu Authorization (thường dùng). body: trong nội dung yêu cầu lấy mã.',
    }),
    appName: headerValue('Tên ứng dụng (AppName)', 'AppName'),
    accessKey: headerValue('Khóa truy cập (AccessKey)', 'AccessKey'),
    secretKey: headerValue('Khóa bí mật (SecretKey)', 'SecretKey'),
    partnerCode: headerValue('Mã đối tác (PartnerCode)', 'PartnerCode'),
    firstPage: z.number().int().min(0).max(1).default(1).meta({
      title: 'Số của trang đầu',
      description: '0 hoặc 1, tùy hệ thống nguồn đánh số trang từ đâu.',
    }),
    pageSize: pageSizeField(2_000, 500),
    streams: z.array(z.enum(STREAMS)).min(1).default(['dossiers', 'supplements', 'procedures']).meta({
      title: 'Danh sách mà nguồn cung cấp',
      description:
        'dossiers: hồ sơ theo ngày tiếp nhận. supplements: yêu cầu bổ sung. procedures: danh mục thủ tục. results: hồ sơ theo ngày kết thúc xử lý. digitisation: số hóa và thanh toán của hồ sơ đã tiếp nhận. feedback: phản ánh, kiến nghị. services: dịch vụ công trực tuyến có phát sinh hồ sơ, đọc lại hồ sơ từ đầu năm. Chỉ chọn những danh sách mà nguồn có; results, digitisation, feedback dùng cho bộ chỉ số 766, results và services cho bộ Kon Tum.',
    }),
    list: listShape.prefault({}).meta({
      title: 'Danh sách qua GET',
      description: 'Với rest, gateway-rest, key-rest: tên tham số, tên trường và cách chia trang.',
    }),
    fields: fieldMap.prefault({}).meta({
      title: 'Tên trường của hồ sơ',
      description: 'Chỉ đổi khi nguồn đặt tên trường khác Cổng dịch vụ công quốc gia.',
    }),
    origins: originMap,
    statuses: statusMap,
    levels: levelMap,
  })
  .superRefine((config, context) => {
    for (const field of NEEDED[config.protocol]) {
      if (!/\S/.test(config[field] ?? '')) {
        context.addIssue({ code: 'custom', path: [field], message: NEEDED_HERE });
      }
    }
    if (config.streams.includes('services') && config.fields.level === '') {
      context.addIssue({ code: 'custom', path: ['fields', 'level'], message: NEEDED_FOR_SERVICES });
    }
  });

export type Config = z.infer<typeof configSchema>;
