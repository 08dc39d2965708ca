import { z } from 'zod';
import { baseUrlField } from '../../src/connector-kit/base-url.ts';
import { bilingual } from '../../src/connector-kit/bilingual.ts';
import { requiredText } from '../../src/connector-kit/config-fields.ts';
import { authFields, authIssues } from '../../src/connector-kit/declared-auth-config.ts';
import { listsIssues, rowMap } from '../../src/connector-kit/declared-list.ts';
import { dropFolderField } from '../../src/connector-kit/drop-folder.ts';
import { DATE_FORMATS, placesIn } from '../../src/connector-kit/request-template.ts';

const COLUMN = bilingual(
  'tên cột cần chữ không dấu, chữ số và gạch dưới; cách viết trong tệp đặt ở danh sách bên cạnh',
  'names of columns need letters without accents, digits and underscores; spellings stand in the list beside',
);
const FILE = bilingual(
  'cần tên tệp, có thể chứa dấu *, hoặc đường dẫn bắt đầu bằng "/"',
  'expected the name of a file, with * where it varies, or a path that begins with "/"',
);

const STARS = bilingual('tối đa ba dấu *', 'at most three *');

const list = z.strictObject({
  ...rowMap,
  file: z
    .string()
    .regex(/^(\/[^\s?#]*|[^/\\]{1,150})$/, FILE)
    .refine((file) => file.split('*').length <= 4, STARS)
    .meta({
      title: 'Tệp',
      description:
        'Trong thư mục: tên tệp, dấu * thay cho phần thay đổi (bao-cao-*.xlsx). Qua HTTP: đường dẫn nối sau địa chỉ gốc, có thể chứa {from}, {to}.',
    }),
  query: z.record(z.string().min(1), z.string()).default({}).meta({
    title: 'Tham số địa chỉ',
    description: 'Chỉ khi đọc qua HTTP; giá trị có thể chứa {from}, {to}.',
  }),
  dateFormat: z.enum(DATE_FORMATS).default('yyyy-MM-dd').meta({
    title: 'Dạng của {from} và {to}',
    description: 'Có {from} thì mỗi tháng một tệp được hỏi.',
  }),
  sheet: requiredText().optional().meta({
    title: 'Trang tính',
    description: 'Tên trang tính của tệp .xlsx; để trống thì lấy trang đầu.',
  }),
  columns: z
    .record(z.string().regex(/^[A-Za-z_]\w{0,39}$/, COLUMN), z.array(requiredText()).min(1))
    .refine((columns) => Object.keys(columns).length > 0, bilingual('cần ít nhất một cột', 'needs a column'))
    .meta({
      title: 'Các cột cần đọc',
      description:
        'Tên đặt tùy ý và các cách viết tiêu đề cột trong tệp. Chỉ các cột này được đọc; đơn vị, ngày, điều kiện và giá trị dùng tên cột. Không khai báo cột họ tên, số giấy tờ, điện thoại, địa chỉ.',
    }),
  numbers: z.array(z.string()).default([]).meta({
    title: 'Các cột là số',
    description: 'Tên cột chứa số nguyên viết như 1.234 hoặc 1 234; ô trống là không có số liệu.',
  }),
  decimal: z.enum(['auto', ',', '.']).default('auto').meta({
    title: 'Dấu thập phân',
    description: 'auto: suy từ chính cột đó; nếu không suy được thì ô được để riêng.',
  }),
  charset: z
    .enum(['auto', 'utf-8', 'windows-1258', 'windows-1252', 'tcvn3'])
    .default('auto')
    .meta({ title: 'Bảng mã', description: 'Của tệp CSV; auto nhận biết UTF-8 và UTF-16.' }),
});

export type ListConfig = z.infer<typeof list>;

export const config = z
  .object({
    transport: z.enum(['folder', 'http']).meta({
      title: 'Nơi lấy tệp',
      description: 'folder: thư mục nhận tệp của hệ thống; http: địa chỉ web.',
    }),
    folder: dropFolderField().optional().meta({
      title: 'Thư mục nhận tệp',
      description: 'Tên thư mục con trong thư mục nhận tệp của hệ thống (HUB_DROP_DIR), ví dụ so-lieu-khac.',
    }),
    baseUrl: baseUrlField().optional().meta({
      title: 'Địa chỉ gốc',
      description: 'Phần chung của các địa chỉ tệp khi lấy qua http.',
    }),
    ...authFields,
    lists: z.array(list).min(1).max(20).meta({
      title: 'Các danh sách',
      description: 'Mỗi danh sách là một loại tệp.',
    }),
  })
  .check((context) => {
    const { value } = context;
    const issue = (path: readonly PropertyKey[], message: string) =>
      context.issues.push({ code: 'custom', path: [...path], message, input: '' });
    const place = value.transport === 'folder' ? 'folder' : 'baseUrl';
    if (value[place] === undefined)
      issue([place], bilingual('cần trường này cho nơi lấy tệp đã chọn', 'needed for the chosen transport'));
    for (const { path, message } of [...authIssues(value), ...listsIssues(value.lists)]) issue(path, message);
    value.lists.forEach((one, index) => {
      for (const [field, message] of fileIssues(one, value.transport))
        issue(['lists', index, field], message);
    });
  });

export type Config = z.infer<typeof config>;

/** A file of each month. */
export const isByDays = ({ file, query }: ListConfig): boolean => placesIn([file, query]).includes('from');

function* fileIssues(one: ListConfig, transport: Config['transport']): Generator<[string, string]> {
  const isPath = one.file.startsWith('/');
  if (isPath !== (transport === 'http'))
    yield [
      'file',
      isPath
        ? bilingual('trong thư mục chỉ cần tên tệp, không có "/"', 'in a folder it is a name, without "/"')
        : bilingual(
            'qua http cần đường dẫn bắt đầu bằng "/"',
            'over http a path is needed, beginning with "/"',
          ),
    ];
  const unknown = placesIn([one.file, one.query]).find((place) => place !== 'from' && place !== 'to');
  if (unknown !== undefined)
    yield ['file', bilingual(`không có {${unknown}}; chỉ dùng {from}, {to}`, `there is no {${unknown}}`)];
  if (isByDays(one) && transport === 'folder')
    yield [
      'file',
      bilingual('trong thư mục hãy dùng * thay cho {from}', 'in a folder use * in place of {from}'),
    ];
  const stranger = one.numbers.find((name) => !(name in one.columns));
  if (stranger !== undefined)
    yield [
      'numbers',
      bilingual(`không có cột "${stranger}" trong columns`, `there is no "${stranger}" among columns`),
    ];
}
