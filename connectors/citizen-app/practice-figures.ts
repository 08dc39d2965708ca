import { closingDay } from '../../src/connector-kit/closing.ts';
import { practicePerson } from '../../src/connector-kit/practice-people.ts';
import { type PracticeProfile, practiceProfile } from '../../src/connector-kit/practice-profile.ts';
import { seeded } from '../../src/connector-kit/seeded.ts';
import { startOfDay } from '../../src/core/clock.ts';
import type { Unit } from '../../src/core/unit.ts';
import type { Practice, PracticeRow } from './practice.ts';

interface Figure {
  /** How many could be reached at most. */
  readonly of: (profile: PracticeProfile) => number;
  /** The share of them that the best unit reaches in the long run. */
  readonly share: number;
  /** YEAR starts again each January, STOCK only grows. */
  readonly grows: 'STOCK' | 'YEAR';
}

const stock = (of: Figure['of'], share: number): Figure => ({ of, share, grows: 'STOCK' });
const inYear = (of: Figure['of'], share: number): Figure => ({ of, share, grows: 'YEAR' });

/** Departments have staff and no residents, so only these are closed for them. */
const STAFF_FIGURES: Readonly<Record<string, Figure>> = {
  READER_STAFF: inYear(({ staff }) => staff, 1),
  ACCOUNT_STAFF: stock(({ staff }) => staff, 1),
  CLOUD_STAFF: inYear(({ staff }) => staff, 0.9),
  SKILL_STAFF: inYear(({ staff }) => staff, 0.95),
  SIGN_OFFICIAL: stock(({ officials }) => officials, 1),
  CASHLESS_STAFF: inYear(({ staff }) => staff, 0.9),
};

const CITIZEN_FIGURES: Readonly<Record<string, Figure>> = {
  READER_CITIZEN: inYear(({ residents }) => residents, 0.6),
  ACCOUNT_ADULT: stock(({ adults }) => adults, 0.95),
  HOUSEHOLD_DEVICE: stock(({ households }) => households, 1),
  TEAM_TRAINED: inYear(({ teamMembers }) => teamMembers, 1),
  SKILL_CITIZEN: inYear(({ adults }) => adults, 0.5),
  WALLET: stock(({ population15 }) => population15, 0.7),
  SIGN_CITIZEN: stock(({ adults }) => adults, 0.4),
  ADDRESS_OK: stock(({ households }) => households, 0.9),
  SELLER: stock(({ businesses }) => businesses, 0.6),
};

const STAFF_WALLET: Readonly<Record<string, Figure>> = { WALLET: stock(({ staff }) => staff, 0.95) };
/** Row 9.1 asks departments and districts for a service, not communes. */
const SERVICES: Readonly<Record<string, Figure>> = { SERVICE_LIVE: stock(() => 4, 1) };

const FIGURES: Readonly<Record<Unit['level'], Readonly<Record<string, Figure>>>> = {
  PROVINCE: {},
  DISTRICT: { ...STAFF_FIGURES, ...CITIZEN_FIGURES, ...SERVICES },
  COMMUNE: { ...STAFF_FIGURES, ...CITIZEN_FIGURES },
  DEPARTMENT: { ...STAFF_FIGURES, ...STAFF_WALLET, ...SERVICES },
};

/** The figures of one unit that the system closes in one month: none or one row. */
export function practiceClosing({ seed }: Practice, unit: Unit, month: string): PracticeRow[] {
  const figures = Object.entries(FIGURES[unit.level]);
  if (figures.length === 0) return [];
  const day = closingDay(month);
  const profile = practiceProfile(seed, unit);
  const closer = practicePerson(seeded(seed, 'hues-closer', unit.key, month));
  const row = {
    maDonVi: unit.code,
    ngayChot: day,
    nguoiChot: closer.name,
    dienThoai: closer.phone,
    chiTieu: figures.map(([ma, figure]) => {
      // The unit's own liking for this service stays the same, so that a stock never falls.
      const liking = 0.75 + 0.25 * seeded(seed, 'hues-figure', unit.key, ma).next();
      const reached = figure.share * profile.quality * liking * progress(figure.grows, month);
      return { ma, giaTri: Math.round(figure.of(profile) * reached) };
    }),
  };
  return [{ day, bornAt: startOfDay(day), asOf: () => row }];
}

/** From 0 to 1. Stocks began at half in 2022 and near their end; a year's count is full in November. */
function progress(grows: Figure['grows'], month: string): number {
  const [year = 0, number = 0] = month.split('-').map(Number);
  if (grows === 'YEAR') return Math.min(1, (number - 0.5) / 10.5);
  return 1 - 0.5 * 0.96 ** Math.max(0, (year - 2022) * 12 + number - 1);
}
