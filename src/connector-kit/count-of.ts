import { configError } from '../core/errors.ts';
import { text } from '../core/text.ts';

/** A number of the source as a count >= 0, or BAD_NUMBER naming unit, field and value. */
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
