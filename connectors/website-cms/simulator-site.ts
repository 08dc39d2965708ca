import { addDays, monthOf, monthsOf } from '../../src/core/clock.ts';
import type { Unit } from '../../src/core/unit.ts';
import {
  CATEGORY_SLUGS,
  type CategorySlug,
  type LocalTime,
  type PracticePost,
  practiceProfileUpdates,
} from './practice-posts.ts';

/** Items dated up to so many days ahead are shown as scheduled. */
const SCHEDULED_DAYS = 3;
/** No page was changed before: how far back the simulator looks for the latest change. */
export const FIRST_YEAR = 2020;
/** The structure of an office changes more seldom than its introduction: a later change hides an earlier one. */
const PROFILE_PAGES = [
  { id: 7, slug: 'gioi-thieu', title: 'Giới thiệu', everyYears: 1 },
  { id: 8, slug: 'co-cau-to-chuc', title: 'Cơ cấu tổ chức', everyYears: 4 },
];

export const CATEGORY_NAMES: Readonly<Record<CategorySlug, string>> = {
  'tin-lanh-dao': 'Tin lãnh đạo',
  'tin-hoat-dong': 'Tin hoạt động',
  'tap-huan': 'Tập huấn',
  'thong-bao': 'Thông báo',
};

export interface PracticePage {
  readonly id: number;
  readonly slug: string;
  readonly title: string;
  readonly modified: LocalTime;
}

type PostsOf = (unit: Unit, month: string) => readonly PracticePost[];

/** One practice site as it is at one moment, whatever platform it is asked by. */
export class PracticeSite {
  readonly path: string;
  readonly now: LocalTime;
  readonly #units: readonly Unit[];
  readonly #postsOf: PostsOf;
  readonly #seed: number;

  constructor(path: string, units: readonly Unit[], postsOf: PostsOf, seed: number, now: LocalTime) {
    this.path = path;
    this.#units = units;
    this.#postsOf = postsOf;
    this.#seed = seed;
    this.now = now;
  }

  /** Dated after and before, neither included; also what the public does not see. */
  posts(after: LocalTime, before: LocalTime): PracticePost[] {
    const latest = `${addDays(this.now.slice(0, 10), SCHEDULED_DAYS)}T23:59:59`;
    return monthsOf({ from: after.slice(0, 10), to: before.slice(0, 10) })
      .flatMap((month) => this.#units.flatMap((unit) => this.#postsOf(unit, monthOf(month.from))))
      .filter(({ date }) => date > after && date < before && date <= latest);
  }

  /** The public ones of this year and the last, the latest first. */
  publicPosts(): PracticePost[] {
    const lastYear = Number(this.now.slice(0, 4)) - 1;
    return this.posts(`${lastYear}-01-01T00:00:00`, `${addDays(this.now.slice(0, 10), 1)}T00:00:00`)
      .filter(({ status, date }) => status === 'publish' && date <= this.now)
      .reverse();
  }

  /** A page shows its latest change only. */
  profilePages(): PracticePage[] {
    return PROFILE_PAGES.flatMap(({ everyYears, ...page }) => {
      const modified = this.#latestUpdate(everyYears);
      return modified === null ? [] : [{ ...page, modified }];
    });
  }

  /** Ids differ from site to site. */
  categoryId(slug: CategorySlug): number {
    return 10 + this.path.length * 7 + CATEGORY_SLUGS.indexOf(slug);
  }

  address(slug: string): string {
    return `https://cong-mo-phong.example.vn${this.path}/${slug}`;
  }

  #latestUpdate(everyYears: number): LocalTime | null {
    for (let year = Number(this.now.slice(0, 4)); year >= FIRST_YEAR; year--) {
      if (year % everyYears !== 0) continue;
      const latest = this.#units
        .flatMap((unit) => practiceProfileUpdates(this.#seed, unit, year))
        .filter((time) => time <= this.now)
        .sort()
        .at(-1);
      if (latest) return latest;
    }
    return null;
  }
}
