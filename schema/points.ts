import { type Points, toNumber } from '../src/core/points.ts';

export const numberOrNull = (hundredths: Points | null): number | null =>
  hundredths === null ? null : toNumber(hundredths);
