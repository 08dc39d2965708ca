import { practiceDay } from '../../src/connector-kit/practice-day.ts';
import { practicePerson } from '../../src/connector-kit/practice-people.ts';
import { practiceProfile } from '../../src/connector-kit/practice-profile.ts';
import { seeded } from '../../src/connector-kit/seeded.ts';
import { addDays } from '../../src/core/clock.ts';
import { isValidOn, type Unit } from '../../src/core/unit.ts';

/** Pieces of feedback that fall due in a month at scale 1. */
const MONTHLY = 2;

export interface PracticeFeedback {
  readonly HanXuLy: string;
}

/** Feedback that falls due in a month, in the source's spelling; `today` decides what is already answered. */
export function practiceFeedback(
  seed: number,
  unit: Unit,
  month: string,
  scale: number,
  today: string,
): PracticeFeedback[] {
  if (unit.level === 'PROVINCE') return [];
  const random = seeded(seed, 'feedback', unit.key, month);
  const { quality } = practiceProfile(seed, unit);
  return Array.from({ length: Math.ceil(MONTHLY * scale) }, (_, index) => {
    const due = practiceDay(random, month);
    const isInTime = random.chance(0.3 + quality * 0.65);
    const done = addDays(due, isInTime ? -random.int(0, 6) : random.int(1, 20));
    const person = practicePerson(random);
    return {
      MaPAKN: `PAKN-${unit.code}-${due.replaceAll('-', '')}-${index + 1}`,
      MaDonVi: unit.code,
      NgayTiepNhan: `${addDays(due, -15)} 08:00:00`,
      HanXuLy: due,
      NgayXuLy: done <= today ? `${done} 10:30:00` : null,
      NguoiPhanAnh: person.name,
      SoDienThoai: person.phone,
      NoiDung: `Ông/bà ${person.name} phản ánh việc tiếp nhận hồ sơ`,
    };
  }).filter(({ HanXuLy }) => isValidOn(unit, HanXuLy));
}
