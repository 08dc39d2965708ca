import { createHash } from 'node:crypto';
import { practiceDay } from '../../src/connector-kit/practice-day.ts';
import { type PracticePerson, practicePerson } from '../../src/connector-kit/practice-people.ts';
import { practiceProfile } from '../../src/connector-kit/practice-profile.ts';
import { type Seeded, seeded } from '../../src/connector-kit/seeded.ts';
import type { SimulatorOptions } from '../../src/connector-kit/simulator-server.ts';
import { addDays, type Day } from '../../src/core/clock.ts';
import { isValidOn, type Unit } from '../../src/core/unit.ts';

export interface PracticeAiring {
  readonly batDau: string;
  readonly thoiLuongGiay: number;
  /** What became of it, once it has taken place. */
  readonly ketQua: 'THANH_CONG' | 'THAT_BAI';
}

/** A bulletin with everything that will ever be known of it. */
export interface PracticeBulletin {
  readonly madeAt: Date;
  readonly days: readonly Day[];
  readonly airings: readonly PracticeAiring[];
  readonly fields: object;
}

const DIGITAL = ['Tuyên truyền chuyển đổi số', 'Hướng dẫn nộp hồ sơ trực tuyến', 'Cài đặt định danh điện tử'];
/** About digital transformation, but filed under another topic: found by its title. */
const MISFILED = 'Hội thi tìm hiểu Chuyển đổi số';
const PRIORITIES = ['THONG_THUONG', 'THONG_THUONG', 'THONG_THUONG', 'UU_TIEN', 'KHAN_CAP'];

/** The bulletins that one unit's station made in one month. Only communes and districts have stations. */
export function practiceBulletins(
  { seed, scale }: Pick<SimulatorOptions, 'seed' | 'scale'>,
  unit: Unit,
  month: string,
): PracticeBulletin[] {
  if (unit.level !== 'COMMUNE' && unit.level !== 'DISTRICT') return [];
  const { quality } = practiceProfile(seed, unit);
  const random = seeded(seed, 'broadcast', unit.key, month);
  const perYear = random.int(12, 22) + 18 * quality;
  const count = Math.floor((perYear * scale) / 12 + random.next());
  return Array.from({ length: count }, (_, index) =>
    bulletin(random, unit, month, quality, digest(seed, unit.key, month, index)),
  ).filter(({ days: [madeOn] }) => madeOn && isValidOn(unit, madeOn));
}

function bulletin(random: Seeded, unit: Unit, month: string, quality: number, id: string): PracticeBulletin {
  const day = practiceDay(random, month);
  const ngayTao = `${day}T${String(random.int(7, 16)).padStart(2, '0')}:30:00+07:00`;
  const editor = practicePerson(random);
  const airings = airingsOf(random, unit, day, quality);
  return {
    madeAt: new Date(ngayTao),
    days: [day, ...airings.map(({ batDau }) => batDau.slice(0, 10))],
    airings,
    fields: {
      maBanTin: `BT-${id}`,
      ...topicOf(random, editor),
      loai: random.pick(PRIORITIES),
      maDai: `DTT-${unit.code}`,
      ...(unit.level === 'COMMUNE' ? { maXa: unit.code } : { maDonVi: unit.code }),
      ngayTao,
      bienTapVien: editor.name,
      dienThoai: editor.phone,
      noiDung: `Biên tập: ${editor.name}, ${editor.email}`,
    },
  };
}

function topicOf(random: Seeded, person: PracticePerson) {
  const draw = random.next();
  if (draw < 0.75) return { linhVuc: 'CDS', tieuDe: random.pick(DIGITAL) };
  if (draw < 0.8) return { linhVuc: 'VHXH', tieuDe: MISFILED };
  if (draw < 0.9) return { linhVuc: 'NN', tieuDe: 'Lịch gieo sạ vụ hè thu' };
  return { linhVuc: 'TINBUON', tieuDe: `Tin buồn: gia đình ông ${person.name}` };
}

/** Mornings or evenings from the day after it was made; about one bulletin in twenty is never aired. */
function airingsOf(random: Seeded, unit: Unit, madeOn: Day, quality: number): PracticeAiring[] {
  const count = random.chance(0.05) ? 0 : random.int(1, 4);
  const airings = Array.from({ length: count }, (_, index) => ({
    day: addDays(madeOn, index + 1),
    batDau: `${addDays(madeOn, index + 1)}T${random.pick(['05:00', '17:00'])}:00+07:00`,
    thoiLuongGiay: random.int(60, 600),
    ketQua: random.chance(0.3 * (1 - quality) + 0.02) ? ('THAT_BAI' as const) : ('THANH_CONG' as const),
  }));
  return airings.filter(({ day }) => isValidOn(unit, day)).map(({ day: _, ...airing }) => airing);
}

const digest = (...words: readonly (string | number)[]): string =>
  createHash('sha256').update(words.join('\u0000')).digest('hex').slice(0, 12);
