import { type Points, points } from '../core/points.ts';

/** Points as documents print them: "84", "41,29", "0.93". Null for anything else. */
export const printedPoints = (printed: string): Points | null =>
  /^\d+(?:[.,]\d{1,2})?$/.test(printed) ? points(Number(printed.replace(',', '.'))) : null;
