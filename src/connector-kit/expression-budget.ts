import { configError } from '../core/errors.ts';
import { text } from '../core/text.ts';

/** What one evaluation may cost: a step for each node visited, each item and each sixteen characters made. */
export const STEPS_OF_A_RECORD = 20_000;
/** For finding the list in an answer. */
export const STEPS_OF_AN_ANSWER = 5_000_000;

/** Whoever walks through a deeper value would run out of stack. */
const DEEPEST = 200;

/** Expressions have no loops, but they can double what they are given again and again. */
export class Budget {
  #left: number;

  constructor(steps: number) {
    this.#left = steps;
  }

  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) throw tooCostly();
  }

  /** For a text that is read or made. */
  spendText(length: number): void {
    this.spend(1 + Math.ceil(length / 16));
  }

  /** For a value that is walked through as a whole, as often as it stands in itself. */
  spendAll(value: unknown, depth = 0): void {
    if (depth > DEEPEST) throw tooCostly();
    if (typeof value === 'string') this.spendText(value.length);
    else this.spend(1);
    if (typeof value !== 'object' || value === null) return;
    for (const [name, part] of Object.entries(value)) {
      this.spendText(name.length);
      this.spendAll(part, depth + 1);
    }
  }
}

const tooCostly = () =>
  configError(
    'EXPRESSION_TOO_COSTLY',
    text(
      'Một biểu thức trong cấu hình nguồn tính toán quá nhiều trên dữ liệu nhận được. Hãy viết biểu thức ngắn hơn, hoặc giảm số dòng mỗi trang.',
      "An expression of the source's configuration costs too much on the data that came. Make it simpler, or lower the page size.",
    ),
  );
