import type { Text } from './text.ts';

/**
 * How facts of one measure join into one quantity over a window:
 * - SUM  adds the days
 * - LAST a stock: the latest snapshot inside the window
 * - CUM  cumulative distinct as the source counts it: the latest snapshot, never added
 * - MAX_DATE / MIN_DATE the latest / earliest day with a value above 0
 */
export type Aggregation = 'SUM' | 'LAST' | 'CUM' | 'MAX_DATE' | 'MIN_DATE';

/** A canonical quantity, e.g. TTHC.RECEIVED_ONLINE. Its value is always an integer of `unit`. */
export interface Measure {
  readonly code: string;
  readonly title: Text;
  readonly unit: Text;
  readonly aggregation: Aggregation;
  /** Values outside it cannot be, such as a percentage above 100: they are set aside and the pull is held (F45). */
  readonly domain?: { readonly max?: number };
}

/** The value of one measure for one unit over a window. */
export interface Quantity {
  /** An integer; for MAX_DATE and MIN_DATE the number of days with a value. */
  readonly value: number;
  /** Day of the latest fact that took part; for MAX_DATE the latest day, for MIN_DATE the earliest. */
  readonly day: string;
}

/** By measure code. A measure without facts is absent: absence is not zero. */
export type Quantities = ReadonlyMap<string, Quantity>;
