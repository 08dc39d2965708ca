import type { ZodType } from 'zod';
import type { Quantities } from '../core/measure.ts';
import type { Points } from '../core/points.ts';
import type { Language, Text } from '../core/text.ts';

/**
 * What a rule answers. Missing, zero and not applicable are three different things:
 * - SCORED: points follow from quantities that are all present
 * - NO_DATA: a needed measure has no fact; `missing` names it
 * - NOT_APPLICABLE: nothing to do (a denominator of 0); the row leaves the maximum
 */
export type RuleOutcome =
  | { readonly state: 'SCORED'; readonly points: Points }
  | { readonly state: 'NO_DATA'; readonly missing: readonly string[] }
  | { readonly state: 'NOT_APPLICABLE'; readonly reason: Text };

/** One line of the arithmetic: "Tỷ lệ" · "61.234 / 80.000" · "76,54 %". */
export interface Step {
  readonly label: Text;
  readonly expression: string;
  readonly value: string;
}

/** What a rule may know beside its quantities. Pure: no clock, no store. */
export interface RuleContext {
  /** Maximum of the indicator, hundredths. */
  readonly max: Points;
  /** Year of the assessment: date rules read "31/01" in it. */
  readonly year: number;
}

/** Names of measures in words, for sentences; unknown codes come back as they are. */
export type MeasureTitle = (code: string) => Text;

/**
 * One way to turn quantities into points. Points are hundredths, rounded half up once, here.
 * A kind is one file; `needs` is the only thing the scorer hands in, so the declaration cannot lie.
 */
export interface RuleKind<P = unknown> {
  readonly kind: string;
  readonly title: Text;
  readonly params: ZodType<P>;
  /** Codes of the measures the rule reads. */
  needs(params: P): readonly string[];
  score(quantities: Quantities, params: P, context: RuleContext): RuleOutcome;
  /** The arithmetic of `score` in lines; its last line states the points that `score` gave. */
  explain(quantities: Quantities, params: P, context: RuleContext, language: Language): readonly Step[];
  /**
   * One sentence that says what would close the gap to full points; null at full points and where nothing applies.
   * The numbers in it, taken at their word, earn full points.
   */
  gap(
    quantities: Quantities,
    params: P,
    context: RuleContext,
    title: MeasureTitle,
    language: Language,
  ): string | null;
  /** One sentence with the rule's numbers, for people. */
  describe(params: P, context: RuleContext, title: MeasureTitle, language: Language): string;
}

/** A rule kind bound to checked parameters: what an indicator of a loaded index set holds. */
export interface Rule {
  readonly kind: string;
  readonly params: Readonly<Record<string, unknown>>;
  needs(): readonly string[];
  score(quantities: Quantities, context: RuleContext): RuleOutcome;
  explain(quantities: Quantities, context: RuleContext, language: Language): readonly Step[];
  gap(quantities: Quantities, context: RuleContext, title: MeasureTitle, language: Language): string | null;
  describe(context: RuleContext, title: MeasureTitle, language: Language): string;
}

/** Parameters must have passed `kind.params`. */
export function bindRule<P>(kind: RuleKind<P>, params: P): Rule {
  return {
    kind: kind.kind,
    params: params as Readonly<Record<string, unknown>>,
    needs: () => kind.needs(params),
    score: (quantities, context) => kind.score(quantities, params, context),
    explain: (quantities, context, language) => kind.explain(quantities, params, context, language),
    gap: (quantities, context, title, language) => kind.gap(quantities, params, context, title, language),
    describe: (context, title, language) => kind.describe(params, context, title, language),
  };
}
