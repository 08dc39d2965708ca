import { createHash } from 'node:crypto';

/** Numbers that depend on nothing but the words they are drawn for: the practice data of simulators. */
export interface Seeded {
  /** In [0, 1). */
  next(): number;
  /** An integer, both ends included. */
  int(from: number, to: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  pick<T>(values: readonly T[]): T;
}

/**
 * A stream of numbers named by words: `seeded(1, 'dossier', unit, month)` is the same everywhere and
 * independent of which other streams were drawn before. xorshift32, seeded by sha256 of the words.
 */
export function seeded(...words: readonly (string | number)[]): Seeded {
  let state = createHash('sha256').update(words.join('\u0000')).digest().readUInt32LE(0) || 1;
  const next = () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 4_294_967_296;
  };
  return {
    next,
    int: (from, to) => from + Math.floor(next() * (to - from + 1)),
    chance: (probability) => next() < probability,
    pick: (values) => values[Math.floor(next() * values.length)] as (typeof values)[number],
  };
}
