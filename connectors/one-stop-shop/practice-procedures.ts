import { practiceProfile } from '../../src/connector-kit/practice-profile.ts';
import { seeded } from '../../src/connector-kit/seeded.ts';
import { addDays, type Day } from '../../src/core/clock.ts';
import { isValidOn, type Unit } from '../../src/core/unit.ts';

/** Procedures that the simulator knows; a unit offers about a third of them. */
const PROCEDURES = 60;
/** From here on procedures go fully online: the even ones within two years, the odd ones within the next six. */
const FIRST_DAY = '2022-01-01';
const wentOnline = (number: number): readonly [number, number] =>
  number % 2 === 0 ? [0, 730] : [731, 2_900];

const FIELDS = ['Hộ tịch', 'Đất đai', 'Xây dựng', 'Đăng ký kinh doanh', 'Bảo trợ xã hội', 'Lao động'];

export const procedureCode = (number: number): string => `1.${String(5_129 + number).padStart(6, '0')}`;

/** The catalogue as of `day`, in the source's own spelling. */
export function practiceProcedures(seed: number, units: readonly Unit[], day: Day): object[] {
  const offers = units
    .filter((unit) => unit.level !== 'PROVINCE' && isValidOn(unit, day))
    .map((unit) => ({ unit, numbers: offered(seed, unit) }));
  return Array.from({ length: PROCEDURES }, (_, number) => {
    const { isActive, field, level } = practiceProcedure(seed, number, day);
    return {
      MATTHC: procedureCode(number),
      TENTTHC: `${field}: thủ tục mô phỏng số ${number + 1}`,
      TRANGTHAI: isActive ? 1 : 0,
      MucDo: level,
      CoQuan: offers.filter(({ numbers }) => numbers.has(number)).map(({ unit }) => ({ MADONVI: unit.code })),
    };
  });
}

function practiceProcedure(seed: number, number: number, day: Day) {
  const random = seeded(seed, 'procedure', number);
  const fullFrom = addDays(FIRST_DAY, random.int(...wentOnline(number)));
  const isActive = !random.chance(0.05);
  const field = random.pick(FIELDS);
  return { isActive, field, level: day >= fullFrom ? '4' : random.pick(['2', '3']) };
}

export const procedureLevel = (seed: number, number: number, day: Day): string =>
  practiceProcedure(seed, number, day).level;

/** The procedure of one in sixty dossiers: of those that the unit offers, some are asked for often, some hardly. */
export function askedProcedures(seed: number, unit: Unit): (at: number) => number {
  const numbers = [...offered(seed, unit)];
  return (at) => numbers[Math.floor((at / PROCEDURES) ** 4 * numbers.length)] ?? at;
}

/** A unit that has come far offers more of the even procedures, so a larger share of its own is fully online. */
function offered(seed: number, unit: Unit): Set<number> {
  const random = seeded(seed, 'offer', unit.key);
  const { quality } = practiceProfile(seed, unit);
  const numbers = Array.from({ length: PROCEDURES }, (_, number) => number);
  return new Set(numbers.filter((number) => random.chance(number % 2 === 0 ? 0.6 * quality : 0.3)));
}
