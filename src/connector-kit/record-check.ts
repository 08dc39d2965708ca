import type { ErrorObject } from 'ajv';
import { configError, type HubError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import { AskedFields } from './asked-fields.ts';
import { type JsonSchema, partsOf, projectionOf } from './projection.ts';
import { RawJson } from './raw-json.ts';
import { schemaChanged } from './schema-changed.ts';
import { compiled, shape } from './shape.ts';

/**
 * A compiled check of a list of raw items against the JSON Schema of one item. Of a raw page it answers what the
 * schema names and nothing else; of items that were parsed before, the items themselves.
 * The answer takes the list's own name and the number of its first row, for the message.
 */
export function recordCheck<T>(item: object): RecordCheck<T> {
  const check = compiled<readonly T[]>({ type: 'array', items: item });
  const parts = projectionOf({ items: item as JsonSchema });
  const fields = new AskedFields(partsOf(item as JsonSchema));
  const checked: ListCheck<T> = (items, list, firstRow = 1) => {
    const rows = items instanceof RawJson ? items.rowsFor(fields) : items;
    const fits = check();
    if (!fits(rows)) throw rowChanged(fits.errors?.[0] as ErrorObject, list, firstRow);
    return items instanceof RawJson ? items.take(rows, parts) : rows;
  };
  return Object.assign(checked, { fields });
}

type ListCheck<T> = (items: readonly unknown[] | RawJson, list: string, firstRow?: number) => readonly T[];

/** `fields`: all that it looks at, for who asks for the page. */
export type RecordCheck<T> = ListCheck<T> & { readonly fields: AskedFields };

function rowChanged(error: ErrorObject, list: string, firstRow: number): HubError {
  const [, index, ...path] = error.instancePath.split('/');
  const row = Number(index) + firstRow;
  const ofRow = { ...error, instancePath: ['', ...path].join('/') };
  return schemaChanged(ofRow, text(`${list}, dòng ${row}`, `${list}, row ${row}`));
}

const anyList = shape<readonly unknown[]>({ type: 'array' });

/** The value as a list: null, a missing list and a thing that is no list are three faults, none is an empty list. */
export function listOf(value: unknown, list: string): readonly unknown[] {
  if (value === null) throw nullList(list);
  if (value === undefined) throw missingList(list);
  return anyList(value, list);
}

/** The same of a page that is not decoded; its length is the number of rows that came. */
export function rawListOf(value: RawJson | undefined, list: string): { rows: RawJson; length: number } {
  const { length } = listOf(value?.unread(), list);
  return { rows: value as RawJson, length };
}

const nullList = (list: string): HubError =>
  configError(
    'NULL_LIST',
    text(
      `Nguồn trả về ${list} rỗng không giá trị thay vì một danh sách. Hãy kiểm tra quyền của tài khoản và báo đơn vị vận hành nguồn.`,
      `The source sent null instead of the list ${list}. Check the account's rights and tell the source's operator.`,
    ),
  );

const missingList = (list: string): HubError =>
  configError(
    'MISSING_LIST',
    text(
      `Câu trả lời của nguồn không có danh sách ${list}. Hãy kiểm tra địa chỉ API và báo đơn vị vận hành nguồn.`,
      `The source's answer has no list ${list}. Check the API address and tell the source's operator.`,
    ),
  );
