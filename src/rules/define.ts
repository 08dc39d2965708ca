import type { ZodType } from 'zod';
import type { Quantity } from '../core/measure.ts';
import type { Points } from '../core/points.ts';
import { type Language, type Text, text } from '../core/text.ts';
import { type Gap, needing } from './gap.ts';
import type { MeasureTitle, RuleContext, RuleKind, RuleOutcome, Step } from './rule.ts';
import { type Words, wordsIn } from './words.ts';

/** One reading of the quantities: what it comes to and, when asked, the lines that lead there. */
export interface Working {
  readonly outcome: RuleOutcome;
  /** The lines before the last one. */
  steps(words: Words): readonly Step[];
  /** The expression of the last line, whose value is the outcome. */
  arithmetic(words: Words): string;
  /** Null where there is nothing to do. */
  readonly gap: Gap | null;
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

/** `score`, `explain` and `gap` come from the same working, so they cannot disagree. */
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
    gap: (quantities, params, context, title, language) => {
      const { outcome, gap } = work(quantities, params, context);
      if (outcome.state === 'SCORED' && outcome.points === context.max) return null;
      return gap?.(quoted(title, language), wordsIn(language))[language] ?? null;
    },
    describe: (params, context, title, language) =>
      parts.sentence(params, context, quoted(title, language), wordsIn(language))[language],
  };
}

const quoted = (title: MeasureTitle, language: Language) => (code: string) => `“${title(code)[language]}”`;

export const scored = (
  points: Points,
  steps: Working['steps'],
  arithmetic: Working['arithmetic'],
  gap: Gap,
): Working => ({ outcome: { state: 'SCORED', points }, steps, arithmetic, gap });

export const notApplicable = (reason: Text, steps: Working['steps']): Working => ({
  outcome: { state: 'NOT_APPLICABLE', reason },
  steps,
  arithmetic: (words) => words.say(reason),
  gap: null,
});

const noData = (missing: readonly string[]): Working => ({
  outcome: { state: 'NO_DATA', missing },
  steps: () => [],
  arithmetic: (words) => `${words.say(text('thiếu', 'missing'))} ${missing.join(', ')}`,
  gap: (name) => needing(...missing.map((code) => text(`số liệu ${name(code)}`, `figures of ${name(code)}`))),
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
