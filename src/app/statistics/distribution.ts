import { mulDivHalfUp } from '../../core/points.ts';

/** How values of many units lie, all in hundredths; the figures are null where there is no value. */
export interface Distribution {
  /** Values there are: a unit without one counts nowhere. */
  readonly count: number;
  readonly mean: number | null;
  readonly min: number | null;
  readonly lowerQuartile: number | null;
  readonly median: number | null;
  readonly upperQuartile: number | null;
  readonly max: number | null;
}

/**
 * Of integers of hundredths, >= 0. Exact: sums of integers, each figure rounded half up once. Quartiles are those of
 * Excel's QUARTILE.INC: at place (n - 1) x q / 4 of the sorted values, between two of them in proportion.
 */
export function distributionOf(values: readonly number[]): Distribution {
  const sorted = [...values].sort((a, b) => a - b);
  const sum = sorted.reduce((total, value) => total + value, 0);
  return {
    count: sorted.length,
    mean: sorted.length === 0 ? null : mulDivHalfUp(sum, 1, sorted.length),
    min: sorted[0] ?? null,
    lowerQuartile: quartile(sorted, 1),
    median: quartile(sorted, 2),
    upperQuartile: quartile(sorted, 3),
    max: sorted.at(-1) ?? null,
  };
}

function quartile(sorted: readonly number[], quarter: 1 | 2 | 3): number | null {
  // In quarters of a place, so that nothing is divided before the end.
  const place = (sorted.length - 1) * quarter;
  const rest = place % 4;
  const below = sorted[(place - rest) / 4];
  if (below === undefined) return null;
  const above = sorted[(place - rest) / 4 + 1] ?? below;
  return mulDivHalfUp(below * (4 - rest) + above * rest, 1, 4);
}
