import { type Day, laterDay, type Window } from '../../src/core/clock.ts';
import type { ProfileVersion } from './version.ts';

/** A version and the day of the window from which it holds. */
export interface EffectiveVersion {
  readonly day: Day;
  readonly version: ProfileVersion;
}

/**
 * The versions that matter inside a window. Facts are looked up inside it, so what already held when it
 * began is filed under its first day; of several versions for one day the newest wins.
 */
export function effectiveVersions(versions: readonly ProfileVersion[], window: Window): EffectiveVersion[] {
  const newest = new Map<string, EffectiveVersion>();
  for (const version of versions) {
    const day = laterDay(version.from, window.from);
    const key = `${version.unit} ${day}`;
    const known = newest.get(key)?.version;
    if (!known || isNewer(version, known)) newest.set(key, { day, version });
  }
  return [...newest.values()];
}

const isNewer = (a: ProfileVersion, b: ProfileVersion): boolean =>
  a.from === b.from ? a.number > b.number : a.from > b.from;
