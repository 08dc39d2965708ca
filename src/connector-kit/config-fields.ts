import { z } from 'zod';

const REQUIRED = 'Không được để trống. Must not be empty.';
const HEADER_SAFE =
  'Chỉ gồm chữ không dấu, chữ số, ký hiệu và không có dấu cách. Letters without accents, digits and signs only, no blanks.';

export const requiredText = () => z.string().regex(/\S/, REQUIRED);

/** A key or token that goes into a header as it is. */
export const headerText = () => z.string().regex(/^[!-~]+$/, HEADER_SAFE);

/** `most` is what the source allows, `usual` what is asked for until somebody lowers it. */
export function pageSizeField(most: number, usual: number) {
  const error = `Cần số nguyên từ 1 đến ${most}. Expected an integer from 1 to ${most}.`;
  return z.int(error).min(1, error).max(most, error).default(usual).meta({
    title: 'Số dòng mỗi trang',
    description: 'Giảm xuống khi nguồn trả lời chậm hoặc báo dữ liệu quá lớn.',
  });
}
