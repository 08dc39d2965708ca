import type { Day } from '../../src/core/clock.ts';

/** From then on speaks a site of which nothing can be said. */
export const NEVER: Day = '9999-12-31';
