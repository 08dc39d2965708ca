import { practiceDay } from '../../src/connector-kit/practice-day.ts';
import { practicePerson } from '../../src/connector-kit/practice-people.ts';
import { practiceProfile } from '../../src/connector-kit/practice-profile.ts';
import { type Seeded, seeded } from '../../src/connector-kit/seeded.ts';
import { DAY } from '../../src/core/clock.ts';
import type { Unit } from '../../src/core/unit.ts';
import { type Practice, type PracticeRow, practiceId, quantityOf } from './practice.ts';

const TITLES = {
  CHINH_SACH: [
    'Chính sách hỗ trợ hộ nghèo',
    'Quy định mới về đất đai',
    'Hướng dẫn đăng ký dịch vụ công trực tuyến',
  ],
  NOI_BO: ['Kế hoạch công tác tháng', 'Phát động thi đua chuyển đổi số', 'Thông báo họp giao ban'],
  CANH_BAO: ['Cảnh báo mưa lớn', 'Cảnh báo lừa đảo qua mạng', 'Thông báo lịch cắt điện'],
} as const;
type Kind = keyof typeof TITLES;
const KINDS = Object.keys(TITLES) as Kind[];

/** The bulletins of one unit dated in one month. */
export function practiceBulletins(practice: Practice, unit: Unit, month: string): PracticeRow[] {
  if (unit.level === 'PROVINCE') return [];
  const { quality } = practiceProfile(practice.seed, unit);
  return KINDS.flatMap((kind) => {
    const random = seeded(practice.seed, 'hues-bulletin', unit.key, month, kind);
    const count = quantityOf(random, (random.int(20, 40) * quality * practice.scale) / 12);
    return Array.from({ length: count }, (_, index) =>
      bulletin(
        random,
        unit,
        month,
        kind,
        practiceId(practice.seed, 'bulletin', unit.key, month, kind, index),
      ),
    );
  });
}

function bulletin(random: Seeded, unit: Unit, month: string, kind: Kind, id: number): PracticeRow {
  const day = practiceDay(random, month);
  const ngayDang = `${day}T${String(random.int(7, 17)).padStart(2, '0')}:00:00+07:00`;
  // Dated ahead by the author, so that on some days the list holds bulletins of the days to come.
  const daysAhead = random.chance(0.05) ? random.int(1, 4) : 0;
  const author = practicePerson(random);
  const row = {
    id,
    loai: kind,
    maDonVi: unit.code,
    tieuDe: random.pick(TITLES[kind]),
    ngayDang,
    trangThai: random.chance(0.06) ? 'NHAP' : 'DA_DANG',
    nguoiDang: author.name,
    emailNguoiDang: author.email,
    soDienThoai: author.phone,
  };
  return { day, bornAt: new Date(new Date(ngayDang).getTime() - daysAhead * DAY), asOf: () => row };
}
