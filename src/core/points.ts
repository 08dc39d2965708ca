/**
 * Points and percentages are integers of hundredths (24 points = 2400), so sums are exact.
 * Rounding happens once, half up, where an indicator's points arise.
 */
export type Points = number;

export const points = (value: number): Points => Math.round(value * 100);

/** Hundredths as the number people read: 241 -> 2.41. */
export const toNumber = (hundredths: Points): number => hundredths / 100;

/**
 * a x b / c, rounded half up to an integer, exact for any safe integers (c > 0, a and b >= 0).
 * The remainder decides, never a float division.
 */
export function mulDivHalfUp(a: number, b: number, c: number): number {
  const product = a * b;
  if (Number.isSafeInteger(product) && Number.isSafeInteger(2 * c)) {
    const rest = product % c;
    return (product - rest) / c + (2 * rest >= c ? 1 : 0);
  }
  const big = BigInt(a) * BigInt(b);
  const divisor = BigInt(c);
  const quotient = big / divisor;
  return Number(2n * (big % divisor) >= divisor ? quotient + 1n : quotient);
}

/** part of whole as a percentage in hundredths, half up; null when there is no whole (an empty set is no 0 %). */
export const percentOf = (part: Points, whole: Points): Points | null =>
  whole > 0 ? mulDivHalfUp(part, 10_000, whole) : null;
