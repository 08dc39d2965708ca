import { Ajv, type ErrorObject } from 'ajv';
import { configError, type HubError } from '../core/errors.ts';
import { text } from '../core/text.ts';

const ajv = new Ajv({ strict: true, allowUnionTypes: true });

/**
 * A compiled check of a list of raw items against the JSON Schema of one item: the types of the fields that
 * the connector reads. Fields that the schema does not name are let through; the projection drops them.
 * The answer takes the list's own name and the number of its first row, for the message.
 */
export function recordCheck<T>(
  item: object,
): (items: readonly unknown[], list: string, firstRow?: number) => readonly T[] {
  const isValid = ajv.compile<readonly T[]>({ type: 'array', items: item });
  return (items, list, firstRow = 1) => {
    if (isValid(items)) return items;
    throw schemaError(isValid.errors?.[0], list, firstRow);
  };
}

/** The value as a list; anything else is an error, never "nothing". */
export function listOf(value: unknown, list: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw noList(value, list);
}

/** A date that cannot be read: the record cannot be counted on any day and is not dropped in silence. */
export const unreadableDate = (list: string, row: number, field: string, value: unknown): HubError =>
  schemaChanged(
    `${list}, dòng ${row}: trường ${field} ${shown(value, 'ký tự')} không phải là ngày giờ đọc được (mong đợi như 20240312081500 hoặc 2024-03-12T08:15:00)`,
    `${list}, row ${row}: field ${field} ${shown(value, 'characters')} is no readable date (expected like 20240312081500 or 2024-03-12T08:15:00)`,
  );

/** An item that lies outside the days that were asked for: the source ignores its date filter. */
export const outsideRequest = (list: string, row: number, field: string, day: string): HubError =>
  configError(
    'OUTSIDE_REQUEST',
    text(
      `${list}, dòng ${row}: ${field} = ${day} nằm ngoài khoảng ngày đã yêu cầu. Hãy kiểm tra bộ lọc ngày của nguồn.`,
      `${list}, row ${row}: ${field} = ${day} lies outside the days asked for. Check the source's date filter.`,
    ),
  );

const schemaChanged = (vi: string, en: string): HubError =>
  configError(
    'SCHEMA_CHANGED',
    text(
      `Cấu trúc dữ liệu của nguồn đã thay đổi. ${vi}. Hãy báo đơn vị vận hành nguồn và quản trị viên.`,
      `The source's data have another shape. ${en}. Tell the source's operator and the administrator.`,
    ),
  );

/** null, a missing list and a thing that is no list are three different faults; none is an empty list. */
function noList(value: unknown, list: string): HubError {
  if (value === null) {
    return configError(
      'NULL_LIST',
      text(
        `Nguồn trả về ${list} rỗng không giá trị thay vì một danh sách. Hãy kiểm tra quyền của tài khoản và báo đơn vị vận hành nguồn.`,
        `The source sent null instead of the list ${list}. Check the account's rights and tell the source's operator.`,
      ),
    );
  }
  if (value === undefined) {
    return configError(
      'MISSING_LIST',
      text(
        `Câu trả lời của nguồn không có danh sách ${list}. Hãy kiểm tra địa chỉ API và báo đơn vị vận hành nguồn.`,
        `The source's answer has no list ${list}. Check the API address and tell the source's operator.`,
      ),
    );
  }
  return schemaChanged(
    `${list} phải là danh sách nhưng nhận được ${KIND_VI[typeof value] ?? 'kiểu khác'}`,
    `${list} must be a list but is of type ${typeof value}`,
  );
}

const KIND_VI: Readonly<Record<string, string>> = {
  string: 'chuỗi ký tự',
  number: 'số',
  integer: 'số nguyên',
  boolean: 'đúng/sai',
  object: 'đối tượng',
  array: 'danh sách',
  null: 'rỗng',
};

function schemaError(error: ErrorObject | undefined, list: string, firstRow: number): HubError {
  const [index = '0', ...path] = (error?.instancePath ?? '').split('/').slice(1);
  const row = Number(index) + firstRow;
  const params = error?.params as { missingProperty?: string; type?: string | string[] } | undefined;
  if (params?.missingProperty) {
    const field = [...path, params.missingProperty].join('.');
    return schemaChanged(
      `${list}, dòng ${row}: thiếu trường ${field}`,
      `${list}, row ${row}: field ${field} is missing`,
    );
  }
  const kinds = [params?.type ?? []].flat();
  const field = path.join('.') || list;
  return schemaChanged(
    `${list}, dòng ${row}: trường ${field} không đúng dạng${kinds.length ? ` (mong đợi ${kinds.map((kind) => KIND_VI[kind] ?? kind).join(' hoặc ')})` : ''}`,
    `${list}, row ${row}: field ${field} ${error?.message ?? 'has another form'}`,
  );
}

const LIKE_A_DATE = /^(?:\d{1,4}[-/]\d{1,2}[-/]\d{1,4}(?:[ T][\d:.]*)?|(?:19|20)\d{6}(?:\d{6})?)$/;

/** A value that looks like a date may be repeated; any other could name a person or be a number of theirs. */
const shown = (value: unknown, characters: string): string =>
  LIKE_A_DATE.test(String(value)) ? `"${value}"` : `(${String(value).length} ${characters})`;
