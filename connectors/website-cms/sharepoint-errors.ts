import { configError, HubError } from '../../src/core/errors.ts';
import { text } from '../../src/core/text.ts';
import type { Site } from './site.ts';

export const badNextLink = ({ name, unit }: Site) =>
  configError(
    'BAD_NEXT_LINK',
    text(
      `Trang ${name} (${unit}): SharePoint chỉ sang máy chủ khác để đọc trang tiếp theo. Hãy nhập đúng địa chỉ gốc mà SharePoint dùng hoặc báo đơn vị vận hành.`,
      `Site ${name} (${unit}): SharePoint points to another server for the next page. Enter the base address that SharePoint itself uses, or tell its operator.`,
    ),
  );

/** What the general words for a status would hide. */
export function listRefused(
  error: unknown,
  { name, unit }: Site,
  list: string,
  fields: readonly string[],
): unknown {
  if (!(error instanceof HubError)) return error;
  if (error.code === 'ADDRESS_NOT_FOUND') {
    return configError(
      'LIST_NOT_FOUND',
      text(
        `Trang ${name} (${unit}) không có danh sách "${list}" hoặc không phải SharePoint. Hãy kiểm tra đường dẫn và tên danh sách trong cấu hình nguồn.`,
        `Site ${name} (${unit}) has no list "${list}", or is no SharePoint. Check the path and the list's title in the source's configuration.`,
      ),
    );
  }
  if (error.code !== 'REQUEST_REFUSED') return error;
  return configError(
    'COLUMNS_REFUSED',
    text(
      `Trang ${name} (${unit}): danh sách "${list}" không có đủ các cột ${fields.join(', ')}. Hãy sửa tên trường ngày, trường chuyên mục hoặc trường trạng thái trong cấu hình nguồn.`,
      `Site ${name} (${unit}): the list "${list}" lacks one of the columns ${fields.join(', ')}. Correct the date, category or status field in the source's configuration.`,
    ),
  );
}
