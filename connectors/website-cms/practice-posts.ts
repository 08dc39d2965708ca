import { practiceDay } from '../../src/connector-kit/practice-day.ts';
import { practicePerson } from '../../src/connector-kit/practice-people.ts';
import { practiceProfile } from '../../src/connector-kit/practice-profile.ts';
import { type Seeded, seeded } from '../../src/connector-kit/seeded.ts';
import { isValidOn, type Unit } from '../../src/core/unit.ts';

/** Local time without a zone, as WordPress writes it: "2024-03-12T08:15:00". */
export type LocalTime = string;

export interface PracticePost {
  readonly id: number;
  readonly date: LocalTime;
  readonly status: 'publish' | 'draft' | 'trash';
  readonly slug: string;
  readonly title: string;
  readonly categories: readonly CategorySlug[];
  /** The author and the text name a person who never existed. */
  readonly author: string;
  readonly content: string;
}

export const CATEGORY_SLUGS = ['tin-lanh-dao', 'tin-hoat-dong', 'tap-huan', 'thong-bao'] as const;
export type CategorySlug = (typeof CATEGORY_SLUGS)[number];

/** Items of a year at scale 1 for the weakest and the best unit: the decree asks for 12 and 24. */
const YEARLY: Readonly<Record<CategorySlug, readonly [number, number]>> = {
  'tin-lanh-dao': [3, 22],
  'tin-hoat-dong': [6, 44],
  'tap-huan': [0, 4],
  'thong-bao': [4, 12],
};

const TOPICS: Readonly<Record<CategorySlug, readonly string[]>> = {
  'tin-lanh-dao': ['chủ trì họp giao ban', 'chủ trì hội nghị chuyển đổi số', 'chủ trì buổi tiếp công dân'],
  'tin-hoat-dong': ['ra quân Ngày Chủ nhật xanh', 'hướng dẫn nộp hồ sơ trực tuyến', 'tổng kết phong trào'],
  'tap-huan': ['tập huấn Tổ công nghệ số cộng đồng', 'tập huấn kỹ năng số'],
  'thong-bao': ['thông báo lịch tiếp dân', 'thông báo nghỉ lễ'],
};

/** One in so many items is a draft, was deleted, or was posted twice. */
const ODD = 0.04;

/** The items of a unit's site in a month, in the order of their dates. */
export function practicePosts(seed: number, unit: Unit, month: string, scale: number): PracticePost[] {
  const random = seeded(seed, 'posts', unit.key, month);
  const { quality } = practiceProfile(seed, unit);
  const posts = CATEGORY_SLUGS.flatMap((category) => {
    const [weakest, best] = YEARLY[category];
    const expected = ((weakest + (best - weakest) * quality) * scale) / 12;
    const count = Math.floor(expected) + (random.chance(expected % 1) ? 1 : 0);
    return Array.from({ length: count }, () => post(random, unit, month, category));
  });
  const reposts = posts.filter(() => random.chance(ODD));
  return [...posts, ...reposts]
    .filter(({ date }) => isValidOn(unit, date.slice(0, 10)))
    .sort((a, b) => (a.date < b.date ? -1 : 1))
    .map((item, index) => ({ ...item, id: Number(month.replace('-', '')) * 1_000 + index + 1 }));
}

function post(random: Seeded, unit: Unit, month: string, category: CategorySlug): PracticePost {
  const date = `${practiceDay(random, month)}T${two(random.int(7, 16))}:${two(random.int(0, 59))}:${two(random.int(0, 59))}`;
  const topic = random.pick(TOPICS[category]);
  const serial = random.int(1, 999);
  const person = practicePerson(random);
  const isLeader = category === 'tin-lanh-dao';
  return {
    id: 0,
    date,
    status: random.chance(ODD) ? 'draft' : random.chance(ODD) ? 'trash' : 'publish',
    slug: `tin-${date.replace(/\D/g, '')}-${serial}`,
    title: `${isLeader ? 'Lãnh đạo ' : ''}${unit.name} <em>${topic}</em> &#8211; tin mô phỏng số ${serial}`,
    // Some items stand in both lists: they must count once.
    categories: isLeader && random.chance(0.2) ? [category, 'tin-hoat-dong'] : [category],
    author: person.name,
    content: `<p>Liên hệ ${person.name}, ${person.phone}, ${person.address}</p>`,
  };
}

const two = (value: number) => String(value).padStart(2, '0');

/** The days of a year on which a unit's profile pages were changed, the latest first; weak units forget. */
export function practiceProfileUpdates(seed: number, unit: Unit, year: number): LocalTime[] {
  const random = seeded(seed, 'profile-page', unit.key, year);
  const { quality } = practiceProfile(seed, unit);
  if (!random.chance(0.4 + quality * 0.6)) return [];
  return Array.from(
    { length: random.int(1, 3) },
    () => `${year}-${two(random.int(1, 10))}-${two(random.int(1, 28))}`,
  )
    .filter((day) => isValidOn(unit, day))
    .map((day) => `${day}T${two(random.int(8, 16))}:30:00`)
    .sort()
    .reverse();
}
