import type { Unit } from '../core/unit.ts';
import { seeded } from './seeded.ts';

/** Sizes of an invented unit, shared by all simulators so that their numerators fit one another's denominators. */
export interface PracticeProfile {
  readonly staff: number;
  readonly officials: number;
  /** 0 for departments: they have no residents. So are all figures below but `quality`. */
  readonly residents: number;
  readonly adults: number;
  readonly population15: number;
  readonly households: number;
  readonly idEntitled: number;
  readonly teamMembers: number;
  readonly villages: number;
  readonly businesses: number;
  /** How far the unit has come, 0.35 to 0.98: what shares of its people use a service. */
  readonly quality: number;
}

/** Staff and residents by level, both ends included: the order of size of Huế's offices, not real figures. */
const SIZE = {
  PROVINCE: { staff: [900, 1_200], residents: [1_100_000, 1_200_000] },
  DISTRICT: { staff: [120, 320], residents: [40_000, 250_000] },
  COMMUNE: { staff: [18, 60], residents: [3_500, 26_000] },
  DEPARTMENT: { staff: [35, 160], residents: [0, 0] },
} as const;

export function practiceProfile(seed: number, unit: Pick<Unit, 'key' | 'level'>): PracticeProfile {
  const random = seeded(seed, 'profile', unit.key);
  const size = SIZE[unit.level];
  const staff = random.int(size.staff[0], size.staff[1]);
  const residents = random.int(size.residents[0], size.residents[1]);
  const villages = residents === 0 ? 0 : Math.max(4, Math.round(residents / random.int(900, 1_600)));
  return {
    staff,
    officials: Math.round(staff * (0.75 + random.next() * 0.15)),
    residents,
    adults: Math.round(residents * 0.7),
    population15: Math.round(residents * 0.77),
    households: Math.round(residents / 3.7),
    idEntitled: Math.round(residents * 0.79),
    teamMembers: villages * random.int(4, 7),
    villages,
    businesses: Math.round(residents / random.int(25, 60)),
    quality: 0.35 + random.next() * 0.63,
  };
}
