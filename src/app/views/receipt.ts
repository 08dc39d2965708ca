import type { Day, Window } from '../../core/clock.ts';
import type { Measure } from '../../core/measure.ts';
import type { PullRunView } from './pull-run.ts';

export interface ReceiptView {
  readonly rule: {
    readonly kind: string;
    readonly sentence: string;
    readonly parameters: Readonly<Record<string, unknown>>;
  };
  readonly decreeText: string;
  readonly steps: readonly { readonly label: string; readonly expression: string; readonly value: string }[];
  readonly quantities: readonly QuantityView[];
}

export interface QuantityView {
  readonly measure: Measure;
  readonly unitKey: string;
  readonly scoreboardId: number;
  /** null when there is no fact, or it is masked. For dates the number of days; `day` tells which. */
  readonly value: number | null;
  /** So few people that they might be known, and the reader may not see single records (S10). */
  readonly isMasked: boolean;
  readonly day: Day | null;
  readonly window: Window;
  /** Facts as they were known when the score was computed. */
  readonly knownAt: Date;
  /** The moment of the past that was asked for; null: now. */
  readonly asOf: Date | null;
}

export interface FactView {
  readonly date: Day;
  readonly value: number;
  readonly pullRun: PullRunView;
}

export interface RecordView {
  readonly externalId: string;
  readonly occurredAt: Date;
  readonly title: string | null;
  readonly counted: boolean;
  /** Why it does not count; null when it does. */
  readonly reason: string | null;
}
