import { createHash } from 'node:crypto';
import type { Seeded } from '../../src/connector-kit/seeded.ts';
import type { SimulatorOptions } from '../../src/connector-kit/simulator-server.ts';
import type { Day } from '../../src/core/clock.ts';

export type Practice = Pick<SimulatorOptions, 'seed' | 'scale'>;

/** A row of an invented list: known to the system from `bornAt` on, listed under `day`. */
export interface PracticeRow {
  readonly day: Day;
  readonly bornAt: Date;
  /** What the system tells of it on a day: answers come later than reports. */
  asOf(today: Day): object;
}

/** An identifier that depends on nothing but its words; 48 bits, so that those of one province do not meet. */
export const practiceId = (...words: readonly (string | number)[]): number =>
  createHash('sha256').update(words.join('\u0000')).digest().readUIntBE(0, 6);

/** A whole number whose mean is `expected`. */
export const quantityOf = (random: Seeded, expected: number): number => Math.floor(expected + random.next());
