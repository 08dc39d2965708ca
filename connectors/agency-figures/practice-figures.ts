import { closingDay } from '../../src/connector-kit/closing.ts';
import { practiceProfile } from '../../src/connector-kit/practice-profile.ts';
import { type Seeded, seeded } from '../../src/connector-kit/seeded.ts';
import { type Day, monthOf, monthsOf, type Window } from '../../src/core/clock.ts';
import { isValidOn, type Unit } from '../../src/core/unit.ts';
import type { FigureItem } from './figure.ts';

type PracticeItem = FigureItem & { readonly day: Day };

/** Stocks are handed over in these months, trainings take place in the others. */
const REPORTING_MONTHS = ['01', '04', '07', '10'];
const TRAINING_MONTHS = ['03', '06', '09', '11'];

/** What agencies would have handed over of a unit for a window, by the unit's size and quality. */
export function practiceFigures(seed: number, unit: Unit, window: Window): PracticeItem[] {
  return monthsOf(window)
    .map(({ from }) => monthOf(from))
    .flatMap((month) => monthItems(seed, unit, month))
    .filter(({ day }) => day >= window.from && day <= window.to && isValidOn(unit, day));
}

function monthItems(seed: number, unit: Unit, month: string): PracticeItem[] {
  const random = seeded(seed, 'agency', unit.key, month);
  const number = month.slice(5);
  if (TRAINING_MONTHS.includes(number)) return trainingItems(random, seed, unit, month);
  return REPORTING_MONTHS.includes(number) ? stockItems(random, seed, unit, month) : [];
}

function trainingItems(random: Seeded, seed: number, unit: Unit, month: string): PracticeItem[] {
  const invited = random.int(1, 6);
  const { quality } = practiceProfile(seed, unit);
  const attended = Array.from({ length: invited }, () => random.chance(0.6 + 0.4 * quality)).filter(Boolean);
  const item = (ma: string, giaTri: number): PracticeItem => ({
    maDonVi: unit.code,
    ma,
    thang: month,
    phienBan: 1,
    giaTri,
    day: closingDay(month),
  });
  return [item('TRAIN_INVITED', invited), item('TRAIN_ATTENDED', attended.length)];
}

/** Of every sixth figure an earlier, wrong version is still in the list. */
function stockItems(random: Seeded, seed: number, unit: Unit, month: string): PracticeItem[] {
  const day = closingDay(month);
  return Object.entries(stocksOf(seed, unit, month)).flatMap(([ma, giaTri]) => {
    const item = { maDonVi: unit.code, ma, hieuLucTu: day, day };
    const isCorrected = random.chance(1 / 6);
    const last = { ...item, phienBan: isCorrected ? 2 : 1, giaTri };
    return isCorrected ? [last, { ...item, phienBan: 1, giaTri: giaTri + 1 }] : [last];
  });
}

/** Drawn once a year, so that they only grow from quarter to quarter: PRODUCT_TRADED counts since January. */
function stocksOf(seed: number, unit: Unit, month: string): Record<string, number> {
  const profile = practiceProfile(seed, unit);
  const random = seeded(seed, 'agency-stock', unit.key, month.slice(0, 4));
  const grown = 0.88 + 0.03 * (1 + REPORTING_MONTHS.indexOf(month.slice(5)));
  const share = (of: number, least: number) =>
    Math.round(of * grown * Math.min(1, least + (1 - least) * profile.quality * (0.9 + random.next() / 5)));
  const staff = { EID2_STAFF: share(profile.staff, 0.6) };
  if (profile.residents === 0) return staff;
  const listed = random.int(4, 30);
  return {
    ...staff,
    FIBRE_HH: share(profile.households, 0.4),
    EID2_CITIZEN: share(profile.idEntitled, 0.4),
    PRODUCT_LISTED: listed,
    PRODUCT_TRADED: share(listed, 0.1),
  };
}
