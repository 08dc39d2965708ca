import { z } from 'zod';
import { bilingual } from '../../src/connector-kit/bilingual.ts';
import { pageSizeField } from '../../src/connector-kit/config-fields.ts';
import { expressionField } from '../../src/connector-kit/expression-field.ts';

const UNKNOWN = bilingual(
  'cần kind là none, page, offset, cursor hoặc next',
  'expected kind none, page, offset, cursor or next',
);

const kind = <K extends string>(name: K, description: string) =>
  z.literal(name).meta({ title: 'Cách phân trang', description });

const size = () => pageSizeField(10_000, 100);

/** How a source parts a long list; what it needs stands in braces in the request. */
export const paging = z
  .discriminatedUnion(
    'kind',
    [
      z.strictObject({ kind: kind('none', 'Cả danh sách trong một câu trả lời.') }),
      z.strictObject({
        kind: kind('page', 'Số trang: đặt {page} và {size} trong tham số hoặc nội dung yêu cầu.'),
        first: z
          .union([z.literal(0), z.literal(1)], bilingual('cần 0 hoặc 1', 'expected 0 or 1'))
          .default(1)
          .meta({ title: 'Số của trang đầu', description: '0 hoặc 1.' }),
        size: size(),
      }),
      z.strictObject({
        kind: kind('offset', 'Vị trí bắt đầu: đặt {offset} và {size} trong tham số hoặc nội dung yêu cầu.'),
        size: size(),
      }),
      z.strictObject({
        kind: kind('cursor', 'Mã trang tiếp theo: đặt {cursor} trong tham số hoặc nội dung yêu cầu.'),
        cursorPath: expressionField().meta({
          title: 'Chỗ của mã trang tiếp theo',
          description: 'JMESPath trên câu trả lời; giá trị trống là hết.',
        }),
        size: size(),
      }),
      z.strictObject({
        kind: kind('next', 'Liên kết tới trang tiếp theo, trên cùng máy chủ.'),
        nextPath: expressionField().optional().meta({
          title: 'Chỗ của liên kết',
          description: 'JMESPath trên câu trả lời; để trống thì đọc từ tiêu đề Link (rel="next").',
        }),
        size: size(),
      }),
    ],
    UNKNOWN,
  )
  .default({ kind: 'none' });

export type Paging = z.infer<typeof paging>;

/** The place in braces without which every page would be the first. */
export const placeOf = ({ kind }: Paging): 'page' | 'offset' | 'cursor' | null =>
  kind === 'none' || kind === 'next' ? null : kind;
