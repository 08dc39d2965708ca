import { type Text, text } from '../core/text.ts';

export const NOTHING = text('không có gì', 'nothing');

/** Kinds of JSON values in words, by their names in JSON Schema. */
export const KINDS: Readonly<Record<string, Text>> = {
  string: text('chuỗi', 'a text'),
  integer: text('số nguyên', 'an integer'),
  number: text('số', 'a number'),
  boolean: text('đúng hoặc sai', 'true or false'),
  array: text('danh sách', 'a list'),
  object: text('đối tượng', 'an object'),
  null: text('giá trị trống', 'an empty value'),
};

export function kindOf(value: unknown): Text {
  if (value === null) return KINDS['null'] as Text;
  return KINDS[Array.isArray(value) ? 'array' : typeof value] ?? NOTHING;
}
