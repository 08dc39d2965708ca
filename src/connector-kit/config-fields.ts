import { z } from 'zod';
import { bilingual } from './bilingual.ts';

const REQUIRED = bilingual('không được để trống', 'must not be empty');
const HEADER_SAFE = bilingual(
  'chỉ gồm chữ không dấu, chữ số, ký hiệu và không có dấu cách',
  'letters without accents, digits and signs only, no blanks',
);

export const requiredText = () => z.string().regex(/\S/, REQUIRED);

/** A key or token that goes into a header as it is. */
export const headerText = () => z.string().regex(/^[!-~]+$/, HEADER_SAFE);

/** `most` is what the source allows, `usual` what is asked for until somebody lowers it. */
export function pageSizeField(most: number, usual: number) {
  const error = bilingual(`cần số nguyên từ 1 đến ${most}`, `expected an integer from 1 to ${most}`);
  return z.int(error).min(1, error).max(most, error).default(usual).meta({
    title: 'Số dòng mỗi trang',
    description: 'Giảm xuống khi nguồn trả lời chậm hoặc báo dữ liệu quá lớn.',
  });
}
