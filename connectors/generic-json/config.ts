import { z } from 'zod';
import { baseUrlField } from '../../src/connector-kit/base-url.ts';
import { bilingual } from '../../src/connector-kit/bilingual.ts';
import { authFields, authIssues } from '../../src/connector-kit/declared-auth-config.ts';
import { listsIssues, rowMap } from '../../src/connector-kit/declared-list.ts';
import { expressionField } from '../../src/connector-kit/expression-field.ts';
import { DATE_FORMATS, PLACES, placesIn } from '../../src/connector-kit/request-template.ts';
import { paging, placeOf } from './paging-config.ts';

const PATH = bilingual('cần bắt đầu bằng "/", không có dấu ? và #', 'must begin with "/", without ? and #');
const HEADER = bilingual('tiêu đề không hợp lệ', 'not a header');

const list = z.strictObject({
  ...rowMap,
  path: z
    .string()
    .regex(/^\/[^\s?#]*$/, PATH)
    .meta({ title: 'Đường dẫn', description: 'Nối sau địa chỉ gốc, ví dụ /api/phan-anh.' }),
  method: z.enum(['GET', 'POST']).default('GET').meta({
    title: 'Phương thức',
    description: 'POST chỉ để hỏi; hệ thống không ghi gì vào nguồn.',
  }),
  query: z.record(z.string().min(1), z.string()).default({}).meta({
    title: 'Tham số địa chỉ',
    description: 'Giá trị có thể chứa {from}, {to}, {page}, {offset}, {size}, {cursor}.',
  }),
  body: z.json().optional().meta({
    title: 'Nội dung yêu cầu POST',
    description: 'JSON mẫu; chuỗi trong đó có thể chứa {from}, {to}, {page}, {offset}, {size}, {cursor}.',
  }),
  bodyAs: z.enum(['json', 'form']).default('json').meta({
    title: 'Cách gửi nội dung',
    description: 'json hoặc form (biểu mẫu web).',
  }),
  dateFormat: z.enum(DATE_FORMATS).default('yyyy-MM-dd').meta({
    title: 'Dạng của {from} và {to}',
    description: 'Khi không dùng {from}, cả danh sách được đọc rồi lọc theo ngày của dòng.',
  }),
  recordPath: expressionField().default('@').meta({
    title: 'Chỗ của danh sách',
    description: 'JMESPath tới danh sách dòng trong câu trả lời, ví dụ data.items; @ là cả câu trả lời.',
  }),
  totalPath: expressionField().optional().meta({
    title: 'Chỗ của tổng số dòng',
    description: 'JMESPath trên câu trả lời; giúp phát hiện thiếu dữ liệu.',
  }),
  totalHeader: z
    .string()
    .regex(/^[\w-]{1,64}$/, HEADER)
    .optional()
    .meta({ title: 'Tiêu đề chứa tổng số dòng', description: 'Ví dụ X-Total-Count.' }),
  paging: paging.meta({ title: 'Phân trang', description: 'Cách nguồn chia danh sách dài.' }),
});

export type ListConfig = z.infer<typeof list>;

export const config = z
  .object({
    baseUrl: baseUrlField().meta({
      title: 'Địa chỉ gốc',
      description: 'Phần chung của các địa chỉ API, ví dụ https://he-thong.tinh.gov.vn/api.',
    }),
    ...authFields,
    okWhen: expressionField().optional().meta({
      title: 'Điều kiện thành công',
      description: "JMESPath trên mỗi câu trả lời, ví dụ error_code == '00'; không thỏa là nguồn báo lỗi.",
    }),
    lists: z.array(list).min(1).max(20).meta({
      title: 'Các danh sách',
      description: 'Mỗi danh sách là một loại dữ liệu của nguồn.',
    }),
  })
  .check((context) => {
    const issue = (path: readonly PropertyKey[], message: string) =>
      context.issues.push({ code: 'custom', path: [...path], message, input: '' });
    for (const { path, message } of authIssues(context.value)) issue(path, message);
    for (const { path, message } of listsIssues(context.value.lists)) issue(path, message);
    context.value.lists.forEach((one, index) => {
      for (const [field, message] of requestIssues(one)) issue(['lists', index, field], message);
    });
  });

export type Config = z.infer<typeof config>;

/** What is asked for by days is asked for with both ends. */
export const isByDays = ({ path, query, body }: ListConfig): boolean =>
  placesIn([path, query, body]).includes('from');

function* requestIssues({ path, query, body, method, paging }: ListConfig): Generator<[string, string]> {
  const places = placesIn([path, query, body]);
  const unknown = places.find((place) => !(PLACES as readonly string[]).includes(place));
  if (unknown !== undefined) {
    yield [
      'query',
      bilingual(
        `không có {${unknown}}; chỉ dùng ${PLACES.map((place) => `{${place}}`).join(', ')}`,
        `there is no {${unknown}}`,
      ),
    ];
  }
  if (places.includes('from') !== places.includes('to'))
    yield ['query', bilingual('cần cả {from} và {to}', 'both {from} and {to} are needed')];
  if (body !== undefined && method === 'GET')
    yield ['body', bilingual('chỉ yêu cầu POST có nội dung', 'only a POST has a body')];
  const needed = placeOf(paging);
  if (needed !== null && !places.includes(needed))
    yield ['paging', bilingual(`yêu cầu cần chứa {${needed}}`, `the request must hold {${needed}}`)];
}
