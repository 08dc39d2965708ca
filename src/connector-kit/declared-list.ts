import { z } from 'zod';
import { bilingual } from './bilingual.ts';
import { requiredText } from './config-fields.ts';
import { declaredMeasure } from './declared-measures.ts';
import { expressionField } from './expression-field.ts';
import { DAY_FORMATS } from './source-day.ts';

const NAME = bilingual(
  'cần chữ thường không dấu, chữ số và gạch nối, tối đa 40 ký tự',
  'expected small letters without accents, digits and hyphens, at most 40',
);
const FIELD_NAME = bilingual(
  'tên trường cần chữ không dấu, chữ số và gạch dưới',
  'names of fields need letters without accents, digits and underscores',
);

const rowFields = z
  .record(z.string().regex(/^[A-Za-z_]\w{0,39}$/, FIELD_NAME), expressionField())
  .default({})
  .meta({
    title: 'Các trường cần đọc thêm',
    description:
      'Tên đặt tùy ý và biểu thức JMESPath chỉ chỗ của trường trong dòng. Chỉ các trường này được đọc; điều kiện và giá trị của đại lượng dùng chúng. Không khai báo họ tên, số giấy tờ, điện thoại, địa chỉ.',
  });

/** How the rows of one list become facts, whatever brought them. */
export const rowMap = {
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/, NAME)
    .meta({
      title: 'Mã danh sách',
      description: 'Chữ thường không dấu, ví dụ phan-anh. Đổi mã là bắt đầu một danh sách khác.',
    }),
  title: requiredText().max(200).meta({ title: 'Tên danh sách', description: 'Ví dụ "Phản ánh kiến nghị".' }),
  titleEn: requiredText().max(200).optional().meta({
    title: 'Tên danh sách bằng tiếng Anh',
    description: 'Để trống thì dùng tên tiếng Việt.',
  }),
  mode: z.enum(['records', 'values']).default('records').meta({
    title: 'Loại dòng',
    description:
      'records: mỗi dòng là một vụ việc, hệ thống tự đếm. values: mỗi dòng là số liệu đã tổng hợp sẵn của một đơn vị.',
  }),
  key: expressionField().optional().meta({
    title: 'Mã của dòng',
    description: 'JMESPath tới mã riêng của dòng trong nguồn; bắt buộc khi mode là records.',
  }),
  identifiesPerson: z.boolean().default(false).meta({
    title: 'Mã dẫn tới hồ sơ của một người',
    description: 'Bật lên thì chỉ lưu mã đã băm và không lưu tiêu đề.',
  }),
  unit: expressionField().meta({
    title: 'Đơn vị',
    description: 'JMESPath tới mã đơn vị. Mã lạ được để riêng, ghép bằng bảng mã đơn vị (unitMap) của nguồn.',
  }),
  at: expressionField().optional().meta({
    title: 'Ngày tính',
    description:
      'JMESPath tới ngày của dòng. Chỉ được để trống khi mode là values: số liệu của ngày lấy dữ liệu.',
  }),
  atFormats: z.array(z.enum(DAY_FORMATS)).min(1).default(['auto']).meta({
    title: 'Dạng ngày',
    description:
      'Thử lần lượt. auto: 2024-03-12, 2024-03-12T08:15:00, 20240312081500, 12/03/2024. Báo cáo tháng (yyyy-MM, MM/yyyy, yyyyMM) được tính vào ngày 15 của tháng.',
  }),
  publicTitle: expressionField().optional().meta({
    title: 'Tiêu đề công khai',
    description: 'Chỉ khai báo khi tiêu đề đã công khai; không bao giờ là nội dung người dân viết.',
  }),
  fields: rowFields,
  where: expressionField().optional().meta({
    title: 'Lọc dòng',
    description:
      'JMESPath trên các trường đã khai báo; dòng không thỏa bị bỏ qua như không có, kể cả trong tổng số.',
  }),
  measures: z.array(declaredMeasure).min(1).max(30).meta({
    title: 'Đại lượng',
    description: 'Các đại lượng được đếm hoặc đọc từ danh sách này.',
  }),
};

export const rowMapShape = z.object(rowMap);

export type RowMap = z.infer<typeof rowMapShape>;

interface ListIssue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** What the fields of a list ask of one another. */
export function rowMapIssues(list: RowMap): ListIssue[] {
  const issues: ListIssue[] = [];
  const wrong = (isWrong: boolean, path: readonly PropertyKey[], vi: string, en: string) => {
    if (isWrong) issues.push({ path, message: bilingual(vi, en) });
  };
  const isOfRecords = list.mode === 'records';
  wrong(
    isOfRecords && list.key === undefined,
    ['key'],
    'cần mã của dòng khi mode là records',
    'records need a key',
  );
  wrong(isOfRecords && list.at === undefined, ['at'], 'cần ngày khi mode là records', 'records need a day');
  wrong(
    list.identifiesPerson && list.publicTitle !== undefined,
    ['publicTitle'],
    'hồ sơ của một người không có tiêu đề công khai',
    "a person's case has no public title",
  );
  list.measures.forEach(({ value }, index) => {
    wrong(
      !isOfRecords && value === undefined,
      ['measures', index, 'value'],
      'cần chỉ rõ giá trị khi mode là values',
      'ready values need a value',
    );
  });
  const codes = list.measures.map(({ code }) => code);
  wrong(
    new Set(codes).size < codes.length,
    ['measures'],
    'một mã đại lượng được khai báo hai lần',
    'a measure is declared twice',
  );
  return issues;
}

/** The lists of a source: each with a name and measures of its own. */
export function listsIssues(lists: readonly RowMap[]): ListIssue[] {
  const names = lists.map(({ name }) => name);
  const codes = lists.flatMap(({ measures }) => measures.map(({ code }) => code));
  const twice = (all: readonly string[]) => all.findIndex((one, index) => all.indexOf(one) < index);
  const issues = lists.flatMap((list, index) =>
    rowMapIssues(list).map(({ path, message }) => ({ path: ['lists', index, ...path], message })),
  );
  if (twice(names) >= 0) issues.push({ path: ['lists', twice(names), 'name'], message: NAME_TWICE });
  if (twice(codes) >= 0 && issues.length === 0) issues.push({ path: ['lists'], message: CODE_TWICE });
  return issues;
}

const NAME_TWICE = bilingual('mã danh sách này đã dùng', 'this name is taken');
const CODE_TWICE = bilingual(
  'một đại lượng chỉ được lấy từ một danh sách của nguồn',
  'a measure may come from one list of the source only',
);
