import { z } from 'zod';
import type { Measure } from '../core/measure.ts';
import { text } from '../core/text.ts';
import { bilingual } from './bilingual.ts';
import { requiredText } from './config-fields.ts';
import type { KnownMeasures } from './connector.ts';
import { expressionField } from './expression-field.ts';

const CODE = bilingual(
  'cần dạng NHÓM.TÊN, chữ hoa không dấu, chữ số và gạch dưới',
  'expected GROUP.NAME in capitals, digits and underscores',
);
const WHOLE = bilingual(
  'đại lượng mới cần đủ tên (title), đơn vị tính (unit) và cách gộp (aggregation)',
  'a new measure needs title, unit and aggregation',
);

/** One measure of a list: one that exists, by its code alone, or a new one with all that it is. */
export const declaredMeasure = z
  .strictObject({
    code: z
      .string()
      .regex(/^[A-Z]+\.[A-Z0-9_]+$/, CODE)
      .max(64)
      .meta({
        title: 'Mã đại lượng',
        description:
          'Đại lượng đã có (ví dụ TTHC.RECEIVED), hoặc mã mới dạng NHÓM.TÊN (ví dụ KHAC.PHAN_ANH).',
      }),
    title: requiredText()
      .max(200)
      .optional()
      .meta({ title: 'Tên đại lượng', description: 'Chỉ khai báo cho đại lượng mới.' }),
    titleEn: requiredText().max(200).optional().meta({
      title: 'Tên tiếng Anh',
      description: 'Để trống thì dùng tên tiếng Việt.',
    }),
    unit: requiredText()
      .max(50)
      .optional()
      .meta({ title: 'Đơn vị tính', description: 'Ví dụ "hồ sơ". Chỉ khai báo cho đại lượng mới.' }),
    unitEn: requiredText().max(50).optional().meta({
      title: 'Đơn vị tính bằng tiếng Anh',
      description: 'Để trống thì dùng đơn vị tính tiếng Việt.',
    }),
    aggregation: z.enum(['SUM', 'LAST', 'CUM', 'MAX_DATE', 'MIN_DATE']).optional().meta({
      title: 'Cách gộp trong kỳ',
      description:
        'SUM cộng các ngày; LAST số tồn ở ngày cuối; CUM lũy kế theo nguồn; MAX_DATE, MIN_DATE ngày muộn nhất, sớm nhất. Chỉ khai báo cho đại lượng mới.',
    }),
    where: expressionField().optional().meta({
      title: 'Điều kiện',
      description:
        "Biểu thức JMESPath trên các trường đã khai báo, ví dụ trang_thai == 'DONE'. Để trống thì dòng nào cũng tính.",
    }),
    value: expressionField().optional().meta({
      title: 'Giá trị',
      description:
        'Biểu thức JMESPath cho số nguyên không âm, ví dụ so_luong. Để trống thì mỗi dòng tính là 1.',
    }),
  })
  .refine(({ title, unit, aggregation }) => !title === !unit && !title === !aggregation, {
    message: WHOLE,
    path: ['title'],
  });

export type DeclaredMeasure = z.infer<typeof declaredMeasure>;

/** Its description: the configuration's own, or that of the measure of the release. */
export function measureOf(declared: DeclaredMeasure, known: KnownMeasures): Measure {
  const { code } = declared;
  return ownMeasure(declared) ?? known.get(code) ?? undescribed(code);
}

/** null when the configuration says the code only. */
function ownMeasure({ code, title, titleEn, unit, unitEn, aggregation }: DeclaredMeasure): Measure | null {
  if (!title || !unit || !aggregation) return null;
  return { code, title: text(title, titleEn ?? title), unit: text(unit, unitEn ?? unit), aggregation };
}

/** Nobody knows it: the hub refuses the configuration. */
const undescribed = (code: string): Measure => ({
  code,
  title: text(code, code),
  unit: text('', ''),
  aggregation: 'SUM',
});

export const isUndescribed = ({ unit }: Measure): boolean => unit.vi === '';
