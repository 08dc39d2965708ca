import { mulDivHalfUp, type Points } from '../core/points.ts';
import { type Text, text } from '../core/text.ts';
import type { Step } from './rule.ts';
import type { Words } from './words.ts';

/** max x part / whole, never more than max. Here, once, the points of an indicator are rounded. */
export const shareOf = (max: Points, part: number, whole: number): Points =>
  mulDivHalfUp(max, Math.min(part, whole), whole);

/** The least part of the whole that earns all points: the rounding gives some of them away. */
export function leastForAll(max: Points, whole: number): number {
  const [halves, rounded] = [2n * BigInt(max), 2n * BigInt(max) - 1n];
  return Number((BigInt(whole) * rounded + halves - 1n) / halves);
}

export const percentShare = (max: Points, percent: number): Points => shareOf(max, percent, 100);

export const percentArithmetic = (max: Points, percent: number, words: Words): string =>
  `${words.number(max / 100)} × ${words.percent(percent * 100)}`;

export const inputStep = (label: Text, code: string, value: string): Step => ({
  label,
  expression: code,
  value,
});

/** The line that says that more than the whole counts as the whole; none when there is not more. */
export const capSteps = (part: number, whole: number, words: Words): readonly Step[] =>
  part <= whole
    ? []
    : [
        {
          label: text('Vượt mức tối đa', 'Above the maximum'),
          expression: `${words.number(part)} > ${words.number(whole)}`,
          value: words.say(text('tính bằng 100 %', 'counts as 100 %')),
        },
      ];
