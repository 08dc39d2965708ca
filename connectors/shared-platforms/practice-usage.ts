import { practiceProfile } from '../../src/connector-kit/practice-profile.ts';
import { seeded } from '../../src/connector-kit/seeded.ts';
import type { Unit } from '../../src/core/unit.ts';
import { WORK_FUNCTIONS, type WorkFunction } from './usage.ts';

export interface PracticeUsage {
  readonly chucNang: Readonly<Record<WorkFunction, number>>;
  readonly dangNhapBaoCao: number;
}

/** What the platforms would have counted of a unit in a month; better units use more functions and log in more. */
export function practiceUsage(seed: number, unit: Unit, month: string, scale: number): PracticeUsage {
  const { quality } = practiceProfile(seed, unit);
  const logins = seeded(seed, 'logins', unit.key, month);
  return {
    chucNang: Object.fromEntries(
      WORK_FUNCTIONS.map((name) => [name, recordsOf(name, seed, unit, month, quality, scale)]),
    ) as Record<WorkFunction, number>,
    dangNhapBaoCao: logins.chance(quality + 0.1) ? Math.round(logins.int(1, 60) * scale) : 0,
  };
}

/** A unit that has taken a function up in some month of the year goes on with it, with idle months between. */
function recordsOf(
  name: WorkFunction,
  seed: number,
  unit: Unit,
  month: string,
  quality: number,
  scale: number,
): number {
  const habit = seeded(seed, 'function', unit.key, name);
  const isUsed = habit.chance(quality + 0.15);
  const since = habit.int(1, 6);
  if (!isUsed || Number(month.slice(5)) < since) return 0;
  return Math.round(seeded(seed, 'function', unit.key, name, month).int(0, 40) * scale);
}

/** null for a unit without a layer; a layer may also be empty. */
export function practiceMapRecords(seed: number, unit: Unit, scale: number): number | null {
  const random = seeded(seed, 'map', unit.key);
  if (random.chance(0.15)) return null;
  return random.chance(0.1) ? 0 : Math.round(random.int(5, 800) * scale);
}
