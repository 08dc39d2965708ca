import type { ZodType } from 'zod';
import type { Quantity } from '../core/measure.ts';
import type { Points } from '../core/points.ts';
import { type Text, text } from '../core/text.ts';
import type { RuleContext, RuleKind, RuleOutcome, Step } from './rule.ts';
import { type Words, wordsIn } from './words.ts';

/** One reading of the quantities: what it comes to and, when asked, the lines that lead there. */
export interface Working {
  readonly outcome: RuleOutcome;
  /** The lines before the last one. */
  steps(words: Words): readonly Step[];
  /** The expression of the last line, whose value is the outcome. */
  arithmetic(words: Words): string;
}

/** The value of a measure that `needs` names. */
export type Read = (code: string) => Quantity;

/** What differs from kind to kind; the answer for missing measures and the last line are the same for all. */
export interface RuleParts<P> {
  readonly kind: string;
  readonly title: Text;
  readonly params: ZodType<P>;
  needs(params: P): readonly string[];
  /** Called only when every needed measure has a value. */
  work(read: Read, params: P, context: RuleContext): Working;
  /** `name` gives a measure's title in quotation marks. */
  sentence(params: P, context: RuleContext, name: (code: string) => string, words: Words): Text;
}

/** `score` and `explain` come from the same working, so they cannot disagree. */
export function defineRule<P>(parts: RuleParts<P>): RuleKind<P> {
  const { kind, title, params: schema, needs } = parts;
  const work: (...input: Parameters<RuleKind<P>['score']>) => Working = (quantities, params, context) => {
    const missing = needs(params).filter((code) => !quantities.has(code));
    if (missing.length > 0) return noData(missing);
    return parts.work((code) => quantities.get(code) as Quantity, params, context);
  };
  return {
    kind,
    title,
    params: schema,
    needs,
    score: (quantities, params, context) => work(quantities, params, context).outcome,
    explain: (quantities, params, context, language) => {
      const words = wordsIn(language);
      const working = work(quantities, params, context);
      return [...working.steps(words), lastStep(working, words)];
    },
    describe: (params, context, title, language) => {
      const name = (code: string) => `“${title(code)[language]}”`;
      return parts.sentence(params, context, name, wordsIn(language))[language];
    },
  };
}

export const scored = (
  points: Points,
  steps: Working['steps'],
  arithmetic: Working['arithmetic'],
): Working => ({ outcome: { state: 'SCORED', points }, steps, arithmetic });

export const notApplicable = (reason: Text, steps: Working['steps']): Working => ({
  outcome: { state: 'NOT_APPLICABLE', reason },
  steps,
  arithmetic: (words) => words.say(reason),
});

const noData = (missing: readonly string[]): Working => ({
  outcome: { state: 'NO_DATA', missing },
  steps: () => [],
  arithmetic: (words) => `${words.say(text('thiếu', 'missing'))} ${missing.join(', ')}`,
});

function lastStep(working: Working, words: Words): Step {
  return {
    label: text('Điểm', 'Points'),
    expression: working.arithmetic(words),
    value: resultIn(working.outcome, words),
  };
}

function resultIn(outcome: RuleOutcome, words: Words): string {
  switch (outcome.state) {
    case 'SCORED':
      return words.points(outcome.points);
    case 'NO_DATA':
      return words.say(text('chưa có dữ liệu', 'no data'));
    case 'NOT_APPLICABLE':
      return words.say(text('không áp dụng', 'not applicable'));
  }
}
