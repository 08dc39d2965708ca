import { z } from 'zod';
import { baseUrlField } from '../../src/connector-kit/base-url.ts';
import { bilingual } from '../../src/connector-kit/bilingual.ts';
import { headerText, requiredText } from '../../src/connector-kit/config-fields.ts';
import { dropFolderField } from '../../src/connector-kit/drop-folder.ts';
import { CHARSETS } from '../../src/connector-kit/text-encoding.ts';
import { COUNT_COLUMNS } from './report.ts';
import { REPORT_COLUMNS } from './report-columns.ts';

const NEEDED_HERE = bilingual(
  'cần có trường này với cách lấy dữ liệu đã chọn',
  'this field is needed with the chosen transport',
);

/** What each way of reading asks for. */
const NEEDED = {
  http: ['baseUrl', 'apiKey'],
  folder: ['folder'],
  console: ['baseUrl', 'username', 'password', 'groups'],
} as const;

export const iocConfig = z
  .object({
    transport: z.enum(['http', 'folder', 'console']).default('http').meta({
      title: 'Cách lấy dữ liệu',
      description:
        'http: báo cáo tháng qua API của IOC. folder: tệp báo cáo đặt trong thư mục nhận tệp. console: hỏi thẳng máy chủ quản trị Kaspersky Security Center.',
    }),
    baseUrl: baseUrlField().optional().meta({
      title: 'Địa chỉ API',
      description:
        'Với http: phần đứng trước /baocao và /hetthong, ví dụ https://ioc.hue.gov.vn/api. Với console: https://ksc.hue.gov.vn:13299.',
    }),
    apiKey: headerText().optional().meta({
      title: 'Mã truy cập',
      description: 'Với http: do IOC cấp; gửi trong tiêu đề X-Api-Key.',
      secret: true,
    }),
    reportPath: z
      .string()
      .regex(/^[\w./-]{1,100}$/, bilingual('chỉ gồm chữ, số, / . _ -', 'letters, digits, / . _ - only'))
      .default('baocao')
      .meta({
        title: 'Đường dẫn báo cáo',
        description: 'Với http: nối sau địa chỉ API; nội dung CSV, XLSX hoặc JSON đều được.',
      }),
    closingLine: z.boolean().default(true).meta({
      title: 'CSV có dòng kết thúc #tong',
      description:
        'Với http: dòng cuối "#tong;<số đơn vị>" cho biết tệp không bị cắt giữa chừng. Chỉ tắt khi IOC không ghi được dòng này.',
    }),
    folder: dropFolderField().optional(),
    sheet: requiredText().optional().meta({
      title: 'Trang tính',
      description: 'Tên trang tính của tệp .xlsx; để trống là trang đầu tiên.',
    }),
    charset: z.enum(CHARSETS).default('auto').meta({
      title: 'Bảng mã chữ của tệp CSV',
      description: 'auto: tự nhận biết. Chọn khi nguồn luôn xuất một bảng mã cũ (windows-1258, tcvn3).',
    }),
    decimal: z.enum(['auto', ',', '.']).default('auto').meta({
      title: 'Dấu thập phân',
      description: 'auto: theo các ô khác trong cùng cột; số viết hai nghĩa sẽ bị từ chối.',
    }),
    columns: z
      .partialRecord(z.enum(REPORT_COLUMNS), z.array(requiredText()))
      .default({})
      .meta({
        title: 'Tên cột khác',
        description: `Tên cột của báo cáo khi khác các tên đã biết, ví dụ {"may_nhiem": ["Số máy dính mã độc"]}. Các cột: ${REPORT_COLUMNS.join(', ')}.`,
      }),
    figures: z
      .array(z.enum(COUNT_COLUMNS))
      .min(1)
      .default([...COUNT_COLUMNS])
      .meta({
        title: 'Số liệu mà báo cáo có',
        description:
          'Bỏ những cột mà báo cáo không có: chỉ tiêu tương ứng sẽ không có số liệu, không phải bằng 0.',
      }),
    username: requiredText().optional().meta({
      title: 'Tên đăng nhập',
      description: 'Với console: tài khoản chỉ đọc của máy chủ quản trị.',
    }),
    password: requiredText().optional().meta({
      title: 'Mật khẩu',
      description: 'Với console: mật khẩu của tài khoản đó.',
      secret: true,
    }),
    internalUser: z.boolean().default(true).meta({
      title: 'Tài khoản nội bộ của máy chủ quản trị',
      description: 'Với console: tắt khi dùng tài khoản Windows.',
    }),
    groups: z.record(z.string().regex(/^\d+$/), requiredText()).optional().meta({
      title: 'Nhóm máy và đơn vị',
      description:
        'Với console: số hiệu nhóm quản trị (KLHST_WKS_GROUPID) và mã đơn vị, ví dụ {"12": "H57.29"}; nhiều nhóm có thể cùng một đơn vị.',
    }),
    ignoredGroups: z.array(z.int()).default([]).meta({
      title: 'Nhóm không tính',
      description: 'Với console: số hiệu các nhóm không thuộc đơn vị nào, ví dụ nhóm máy chưa phân.',
    }),
  })
  .superRefine((config, context) => {
    for (const field of NEEDED[config.transport]) {
      if (config[field] === undefined) {
        context.addIssue({ code: 'custom', path: [field], message: NEEDED_HERE });
      }
    }
  });

export type IocConfig = z.infer<typeof iocConfig>;
