import type { Quantity } from '../core/measure.ts';
import { formatDay, type Text, text } from '../core/text.ts';
import { inputStep } from './share.ts';
import type { Words } from './words.ts';

/** "11-15" in 2024 -> "2024-11-15". */
export const dayIn = (year: number, monthDay: string): string => `${year}-${monthDay}`;

/**
 * How many days of a MAX_DATE quantity are known to lie before a deadline. Of its days only the latest is known:
 * when it is the deadline itself the others came earlier, when it is later nothing is known of the others.
 */
export function daysBefore(quantity: Quantity, deadline: string): number {
  if (quantity.day < deadline) return quantity.value;
  return quantity.day === deadline ? quantity.value - 1 : 0;
}

export const dateStep = (label: Text, code: string, quantity: Quantity, words: Words) =>
  inputStep(label, code, quantity.value > 0 ? formatDay(quantity.day) : words.say(text('chưa có', 'none')));
