import { configError, HubError } from '../../src/core/errors.ts';
import { text } from '../../src/core/text.ts';
import type { Site } from './site.ts';

/** What the general words for a status would hide. */
export function structureRefused(error: unknown, { name, unit }: Site, list: string): unknown {
  if (!(error instanceof HubError && error.code === 'ADDRESS_NOT_FOUND')) return error;
  return configError(
    'STRUCTURE_NOT_FOUND',
    text(
      `Trang ${name} (${unit}) không có cấu trúc nội dung số ${list} hoặc không phải Liferay. Hãy kiểm tra đường dẫn và số cấu trúc trong cấu hình nguồn.`,
      `Site ${name} (${unit}) has no content structure ${list}, or is no Liferay. Check the path and the number in the source's configuration.`,
    ),
  );
}
