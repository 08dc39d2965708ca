import { type PracticeProfile, practiceProfile } from '../../src/connector-kit/practice-profile.ts';
import { seeded } from '../../src/connector-kit/seeded.ts';
import { type Day, yearOf } from '../../src/core/clock.ts';
import { isValidOn, type Unit } from '../../src/core/unit.ts';
import type { FigureField, ProfileVersion } from './version.ts';

const FIRST_YEAR = 2023;

/**
 * A version each 1 January while the unit stands, one on the day of its founding, and for every third unit
 * a revision on 1 July: sizes move a little around those that the other simulators count against.
 */
export function practiceVersions(seed: number, unit: Unit, until: Day): ProfileVersion[] {
  return effectiveDays(seed, unit, until).map((from, index) => ({
    unit: unit.code,
    from,
    number: index + 1,
    figures: figuresOf(
      practiceProfile(seed, unit),
      1 + seeded(seed, 'drift', unit.key, from).int(-10, 10) / 1_000,
    ),
  }));
}

function effectiveDays(seed: number, unit: Unit, until: Day): Day[] {
  const isRevised = seeded(seed, 'revised', unit.key).chance(1 / 3);
  const days = new Set<Day>(unit.validFrom ? [unit.validFrom] : []);
  for (let year = FIRST_YEAR; year <= yearOf(until); year++) {
    days.add(`${year}-01-01`);
    if (isRevised) days.add(`${year}-07-01`);
  }
  return [...days].filter((day) => day <= until && isValidOn(unit, day)).sort();
}

const RESIDENT_FIGURES: Readonly<
  Record<Exclude<FigureField, 'cbccvcnld' | 'congChucVienChuc'>, keyof PracticeProfile>
> = {
  danSo: 'residents',
  nguoiTruongThanh: 'adults',
  dan15: 'population15',
  hoGiaDinh: 'households',
  dienCapCCCD: 'idEntitled',
  thanhVienToCNS: 'teamMembers',
  thonTo: 'villages',
  coSoKinhDoanh: 'businesses',
};

function figuresOf(profile: PracticeProfile, drift: number): ProfileVersion['figures'] {
  const sized = (name: keyof PracticeProfile) => Math.round(profile[name] * drift);
  const staff = { cbccvcnld: sized('staff'), congChucVienChuc: sized('officials') };
  if (profile.residents === 0) return staff;
  const residents = Object.entries(RESIDENT_FIGURES).map(([field, name]) => [field, sized(name)]);
  return { ...staff, ...Object.fromEntries(residents) };
}
