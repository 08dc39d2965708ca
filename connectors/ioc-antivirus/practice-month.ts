import { practiceProfile } from '../../src/connector-kit/practice-profile.ts';
import { seeded } from '../../src/connector-kit/seeded.ts';
import type { Unit, UnitLevel } from '../../src/core/unit.ts';
import type { CountColumn, CountField } from './report.ts';

export type PracticeMonth = Readonly<Record<CountColumn | CountField | 'so_cbccvc', number>>;

/** One unit in eleven has no notice at all, one in eleven no system of its own: a zero is a result, too. */
const ZERO_SHARE = 1 / 11;
const OWNED: Readonly<Record<UnitLevel, readonly [number, number]>> = {
  PROVINCE: [20, 30],
  DEPARTMENT: [2, 9],
  DISTRICT: [2, 6],
  COMMUNE: [1, 2],
};

/** What the IOC would have counted of a unit by the closing of a month. */
export function practiceMonth(seed: number, unit: Unit, month: string, scale: number): PracticeMonth {
  const { staff, quality } = practiceProfile(seed, unit);
  const habits = seeded(seed, 'ioc', unit.key);
  const managed = Math.round(staff * (0.8 + habits.next() * 0.2));
  const progress = quality + Number(month.slice(5)) * 0.005;
  const notices = noticesOf(seed, unit, month, scale);
  return {
    so_cbccvc: staff,
    so_may_quan_ly: managed,
    // A seat may stand on a shared computer, so the best units report more seats than staff.
    may_cai_chong_ma_doc: Math.round(staff * Math.min(1.05, progress + habits.next() * 0.2)),
    may_cai_virus: Math.round(staff * Math.min(1.05, progress + habits.next() * 0.2)),
    may_nhiem: Math.min(managed, infectedSinceJanuary(seed, unit, month, managed, quality)),
    so_canh_bao: notices,
    so_da_xu_ly: Math.round(notices * (0.4 + quality * 0.6)),
    ...systemsOf(seed, unit, quality),
  };
}

/** A few per cent of the hosts in a year; the careless have more. */
function infectedSinceJanuary(
  seed: number,
  unit: Unit,
  month: string,
  managed: number,
  quality: number,
): number {
  const perMonth = managed * 0.006 * (1.2 - quality);
  let infected = 0;
  for (let number = 1; number <= Number(month.slice(5)); number++) {
    infected += Math.floor(perMonth + seeded(seed, 'infected', unit.key, month.slice(0, 4), number).next());
  }
  return infected;
}

function noticesOf(seed: number, unit: Unit, month: string, scale: number): number {
  if (seeded(seed, 'quiet', unit.key).chance(ZERO_SHARE)) return 0;
  return Math.round(seeded(seed, 'notices', unit.key, month).int(0, 6) * scale);
}

function systemsOf(seed: number, unit: Unit, quality: number): Record<CountField, number> {
  const random = seeded(seed, 'systems', unit.key);
  const owned = random.chance(ZERO_SHARE) ? 0 : random.int(...OWNED[unit.level]);
  return { soHeThong: owned, soHeThongDungChung: Math.round(owned * quality) };
}
