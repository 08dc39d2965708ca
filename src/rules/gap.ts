import { type Text, text } from '../core/text.ts';
import type { Words } from './words.ts';

/** Says what would bring full points; asked only where they are not reached. `name` as in a rule's sentence. */
export type Gap = (name: (code: string) => string, words: Words) => Text;

/** One need or several of them in one sentence. */
export function needing(...needs: readonly Text[]): Text {
  const joined = (language: keyof Text, and: string) => needs.map((need) => need[language]).join(and);
  return text(`Cần ${joined('vi', ' và ')}.`, `Needed: ${joined('en', ' and ')}.`);
}

/** "thêm 7 “Tin bài” để đạt 24". */
export function more(value: number, goal: number, what: string, goalInWords: Text, words: Words): Text {
  const missing = words.number(goal - value);
  return text(
    `thêm ${missing} ${what} để đạt ${goalInWords.vi}`,
    `${missing} more of ${what} to reach ${goalInWords.en}`,
  );
}

export function fewer(value: number, goal: number, what: string, words: Words): Text {
  const [surplus, left] = [words.number(value - goal), words.number(goal)];
  return text(`giảm ${surplus} ${what} xuống còn ${left}`, `${surplus} fewer of ${what}, down to ${left}`);
}

/** A number reads the same in both languages of one sentence. */
export const plain = (goal: string): Text => text(goal, goal);

export const outOfReach: Text = text(
  'Cách tính không có mức đủ điểm.',
  'The rule has no step with all points.',
);
