import { practiceDay } from '../../src/connector-kit/practice-day.ts';
import { practicePerson } from '../../src/connector-kit/practice-people.ts';
import { practiceProfile } from '../../src/connector-kit/practice-profile.ts';
import { type Seeded, seeded } from '../../src/connector-kit/seeded.ts';
import { addDays, type Day } from '../../src/core/clock.ts';
import { formatDay } from '../../src/core/text.ts';
import type { Unit, UnitLevel } from '../../src/core/unit.ts';
import { type Practice, type PracticeRow, practiceId, quantityOf } from './practice.ts';

const PER_YEAR: Readonly<Record<UnitLevel, number>> = {
  PROVINCE: 0,
  DISTRICT: 60,
  COMMUNE: 25,
  DEPARTMENT: 40,
};
const CATEGORIES = [
  'Hạ tầng đô thị',
  'Môi trường',
  'An ninh trật tự',
  'Thủ tục hành chính',
  'Góp ý, hiến kế',
];

/** The reports about one unit that came in one month, as they develop from the day they came. */
export function practiceInteractions(practice: Practice, unit: Unit, month: string): PracticeRow[] {
  const random = seeded(practice.seed, 'hues-interaction', unit.key, month);
  const { quality } = practiceProfile(practice.seed, unit);
  const count = quantityOf(random, (PER_YEAR[unit.level] * practice.scale) / 12);
  return Array.from({ length: count }, (_, index) =>
    interaction(random, unit, month, quality, practiceId(practice.seed, 'report', unit.key, month, index)),
  );
}

function interaction(random: Seeded, unit: Unit, month: string, quality: number, id: number): PracticeRow {
  const day = practiceDay(random, month);
  const time = `${String(random.int(6, 21)).padStart(2, '0')}:${String(random.int(0, 59)).padStart(2, '0')}`;
  const deadline = addDays(day, random.int(5, 10));
  const answer = answerDay(random, day, deadline, quality);
  const rating = random.chance(0.6)
    ? Math.min(5, Math.max(1, Math.round(2 + quality * 3 + random.next() - 0.5)))
    : null;
  const isFrustrated = random.chance(0.16 * (1 - quality) + 0.01);
  const personal = personalFields(random, id);
  return {
    day,
    bornAt: new Date(`${day}T${time}:00+07:00`),
    asOf: (today) => {
      const isAnswered = answer !== null && answer <= today;
      return {
        PhanAnhID: id,
        ...personal,
        NgayPhanAnh: `${formatDay(day)} ${time}`,
        TrangThai: isAnswered ? 'Đã xử lý' : day === today ? 'Đã tiếp nhận' : 'Đang xử lý',
        DonViThuLy: unit.name,
        MaDonVi: unit.code,
        ThoiHan: formatDay(deadline),
        NgayXuLy: isAnswered ? formatDay(answer) : null,
        DanhGia: isAnswered ? rating : null,
        BucXuc: isFrustrated,
      };
    },
  };
}

/** Null for the few that are never answered; the better the unit, the more come on time. */
function answerDay(random: Seeded, day: Day, deadline: Day, quality: number): Day | null {
  const [isForgotten, isOnTime] = [random.chance(0.02), random.chance(0.55 + 0.44 * quality)];
  if (isForgotten) return null;
  return isOnTime ? addDays(day, random.int(0, 5)) : addDays(deadline, random.int(1, 20));
}

function personalFields(random: Seeded, id: number) {
  const person = practicePerson(random);
  const category = random.pick(CATEGORIES);
  return {
    TieuDe: `${category}: phản ánh của ${person.name}`,
    TenChuyenMu: category,
    NguoiPhanAnh: person.name,
    SoDienThoai: person.phone,
    DiaChiSuKien: person.address,
    NoiDungPhanAnh: `Tôi là ${person.name}, CCCD ${person.id}, xin phản ánh sự việc tại ${person.address}.`,
    DanhSachFileDinhKem: [{ FileName: `anh-${id}-${person.phone}.jpg` }],
  };
}
