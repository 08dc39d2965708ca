import { practiceDay } from '../../src/connector-kit/practice-day.ts';
import { type PracticePerson, practicePerson } from '../../src/connector-kit/practice-people.ts';
import { practiceProfile } from '../../src/connector-kit/practice-profile.ts';
import { type Seeded, seeded } from '../../src/connector-kit/seeded.ts';
import { addDays, type Day } from '../../src/core/clock.ts';
import { isValidOn, type Unit, type UnitLevel } from '../../src/core/unit.ts';
import { askedProcedures } from './practice-procedures.ts';

/** A moment as this source writes it: "20240312081500". Moments compare correctly as strings. */
export type Moment = string;

export interface PracticeSupplement {
  readonly at: Moment;
  readonly isEmpty: boolean;
}

/** What is known of a dossier once and for all; what a question shows of it depends on the moment of the question. */
export interface PracticeDossier {
  readonly id: string;
  readonly unit: Unit;
  readonly procedure: number;
  readonly origin: string;
  readonly received: Moment;
  readonly due: Moment;
  readonly returned: Moment;
  readonly supplements: readonly PracticeSupplement[];
  readonly person: PracticePerson;
  readonly officer: PracticePerson;
}

/** Dossiers of a year at scale 1. A province's own dossiers are those of its departments. */
const YEARLY: Readonly<Record<UnitLevel, number>> = {
  PROVINCE: 0,
  DEPARTMENT: 120,
  DISTRICT: 200,
  COMMUNE: 80,
};

/** The dossiers that a unit received in a month, in the order of receipt. */
export function practiceDossiers(seed: number, unit: Unit, month: string, scale: number): PracticeDossier[] {
  const random = seeded(seed, 'dossiers', unit.key, month);
  const { quality } = practiceProfile(seed, unit);
  const expected = (YEARLY[unit.level] * scale * (0.8 + random.next() * 0.4)) / 12;
  const count = Math.floor(expected) + (random.chance(expected % 1) ? 1 : 0);
  const askedFor = askedProcedures(seed, unit);
  const moments = Array.from({ length: count }, () => momentIn(random, month)).sort();
  return moments
    .map((received, index) => dossier(random, unit, quality, received, index + 1))
    .map((one) => ({ ...one, procedure: askedFor(one.procedure) }))
    .filter(({ received }) => isValidOn(unit, dayOfMoment(received)));
}

function dossier(
  random: Seeded,
  unit: Unit,
  quality: number,
  received: Moment,
  serial: number,
): PracticeDossier {
  const due = later(random, received, 5, 20);
  return {
    id: `${unit.code}-${received.slice(0, 8)}-${String(serial).padStart(7, '0')}`,
    unit,
    procedure: random.int(0, 59),
    origin: origin(random, quality),
    received,
    due,
    returned: later(random, received, 2, 25),
    // The body that took over after a reform asks under its own code.
    supplements: supplements(random, quality, received).filter(({ at }) => isValidOn(unit, dayOfMoment(at))),
    person: practicePerson(random),
    officer: practicePerson(random),
  };
}

function origin(random: Seeded, quality: number): string {
  if (!random.chance(0.15 + quality * 0.8)) return 'MOTCUA';
  return random.pick(['DVCQG', 'DVCQG', 'DVCQG', 'DVCTINH', 'DVCTINH', 'HUES']);
}

function supplements(random: Seeded, quality: number, received: Moment): PracticeSupplement[] {
  if (!random.chance(0.25 - quality * 0.15)) return [];
  const first = { at: later(random, received, 1, 9), isEmpty: random.chance(0.4 * (1 - quality)) };
  if (!random.chance(0.15)) return [first];
  return [first, { at: later(random, first.at, 1, 9), isEmpty: random.chance(0.2) }];
}

const two = (value: number) => String(value).padStart(2, '0');

const momentIn = (random: Seeded, month: string): Moment =>
  compactDay(practiceDay(random, month)) + time(random);

const later = (random: Seeded, moment: Moment, from: number, to: number): Moment =>
  compactDay(addDays(dayOfMoment(moment), random.int(from, to))) + time(random);

/** Office hours. */
const time = (random: Seeded) =>
  `${two(random.int(7, 16))}${two(random.int(0, 59))}${two(random.int(0, 59))}`;

export const dayOfMoment = (moment: Moment): Day =>
  `${moment.slice(0, 4)}-${moment.slice(4, 6)}-${moment.slice(6, 8)}`;

const compactDay = (day: Day): string => day.replaceAll('-', '');
