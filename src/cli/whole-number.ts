import { configError } from '../core/errors.ts';
import { text } from '../core/text.ts';

/** The whole number that somebody typed for an option. */
export function wholeNumber(
  option: string,
  typed: string,
  { min = 0, max = Number.MAX_SAFE_INTEGER } = {},
): number {
  const value = Number(typed);
  if (/^\d+$/.test(typed) && value >= min && value <= max) return value;
  const range = max === Number.MAX_SAFE_INTEGER ? `>= ${min}` : `${min} - ${max}`;
  throw configError(
    'BAD_INPUT',
    text(
      `${option} là "${typed}"; cần số nguyên ${range}.`,
      `${option} is "${typed}"; expected a whole number ${range}.`,
    ),
  );
}
