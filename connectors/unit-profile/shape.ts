import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { configError, type HubError } from '../../src/core/errors.ts';
import { type Text, text } from '../../src/core/text.ts';

/** What the schema does not name is removed from the body: the allow-list that keeps personal data out. */
const ajv = new Ajv({ removeAdditional: 'all' });

export const compiled = <T>(schema: object): ValidateFunction<T> => ajv.compile<T>(schema);

/** The body as T without unknown keys; otherwise SCHEMA_CHANGED naming field, place, expected and found. */
export function shaped<T>(check: ValidateFunction<T>, body: unknown, place: string): T {
  if (check(body)) return body;
  throw schemaChanged(check.errors?.[0], body, place);
}

/** A count >= 0, or BAD_NUMBER naming unit, field and value. */
export function countOf(value: number, unit: string, field: string, place: string): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw configError(
    'BAD_NUMBER',
    text(
      `Đơn vị ${unit}: "${field}" là ${value} ở ${place}, cần số nguyên không âm. Hãy đề nghị đơn vị vận hành sửa số liệu.`,
      `Unit ${unit}: "${field}" is ${value} in ${place}, expected an integer of 0 or more. Ask the operator to correct the figure.`,
    ),
  );
}

function schemaChanged(error: ErrorObject | undefined, body: unknown, place: string): HubError {
  const missing: unknown = error?.params['missingProperty'];
  const path = `${error?.instancePath ?? ''}${typeof missing === 'string' ? `/${missing}` : ''}`;
  const field = path.slice(1).replaceAll('/', '.') || 'body';
  const expected = KINDS[String(error?.params['type'])] ?? text('bắt buộc có', 'present');
  const found = KINDS[kindAt(body, path)] ?? text('khác', 'something else');
  return configError(
    'SCHEMA_CHANGED',
    text(
      `Trường "${field}" ở ${place}: nhận được ${found.vi}, cần ${expected.vi}. Nguồn đã đổi cấu trúc hoặc đang báo lỗi; hãy hỏi đơn vị vận hành hoặc cập nhật đầu nối.`,
      `Field "${field}" in ${place}: found ${found.en}, expected ${expected.en}. The source changed its structure or reports an error; ask its operator or update the connector.`,
    ),
  );
}

const KINDS: Readonly<Record<string, Text>> = {
  absent: text('không có gì', 'nothing'),
  empty: text('giá trị trống', 'an empty value'),
  array: text('danh sách', 'a list'),
  object: text('nhóm trường', 'an object'),
  string: text('chữ', 'text'),
  number: text('số', 'a number'),
  boolean: text('đúng/sai', 'true or false'),
};

/** The kind of a value and never the value itself: it might be personal. */
function kindAt(body: unknown, path: string): string {
  let value = body;
  for (const key of path.split('/').slice(1)) value = (value as Record<string, unknown> | null)?.[key];
  if (value === undefined) return 'absent';
  if (value === null) return 'empty';
  return Array.isArray(value) ? 'array' : typeof value;
}
