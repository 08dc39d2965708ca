import type { Day } from '../../core/clock.ts';
import { isValidOn, type Succession, type Unit, type UnitLevel } from '../../core/unit.ts';
import type { Page, PageRequest } from '../page.ts';
import { pageOf } from '../paging.ts';
import type { SuccessionView, UnitFilter } from '../views/unit.ts';
import { groupBy } from './group-by.ts';
import { searchTextOf, startsAWord } from './search-text.ts';
import { unknownUnit } from './unknown-unit.ts';

/** All units in memory: found by key, by code and day, by place and by name. Lists are in Vietnamese order. */
export class UnitDirectory {
  readonly #sorted: readonly Unit[];
  readonly #byKey: ReadonlyMap<string, Unit>;
  /** Oldest first: one code may have named several units. */
  readonly #byCode: ReadonlyMap<string, readonly Unit[]>;
  readonly #byLevel: ReadonlyMap<UnitLevel, readonly Unit[]>;
  readonly #byParentBody: ReadonlyMap<string, readonly Unit[]>;
  /** Oldest first. */
  readonly #byBody: ReadonlyMap<string, readonly Unit[]>;
  readonly #searchTexts: ReadonlyMap<Unit, string>;
  readonly #arrowsFrom: ReadonlyMap<string, readonly Succession[]>;
  readonly #arrowsTo: ReadonlyMap<string, readonly Succession[]>;

  /** False for a part of it, see `limitedTo`. */
  readonly isWhole: boolean;

  constructor(units: readonly Unit[], successions: readonly Succession[], isWhole = true) {
    this.isWhole = isWhole;
    this.#sorted = inVietnameseOrder(units);
    this.#byKey = new Map(units.map((unit) => [unit.key, unit]));
    this.#byCode = groupBy([...units].sort(byStart), (unit) => unit.code);
    this.#byLevel = groupBy(this.#sorted, (unit) => unit.level);
    this.#searchTexts = new Map(units.map((unit) => [unit, searchTextOf(unit.name)]));
    this.#arrowsFrom = groupBy(successions, (arrow) => arrow.fromKey);
    this.#arrowsTo = groupBy(successions, (arrow) => arrow.toKey);
    this.#byBody = groupBy([...units].sort(byStart), (unit) => this.#bodyOf(unit.key));
    this.#byParentBody = groupBy(this.#sorted, (unit) => this.#bodyOf(unit.parentKey ?? ''));
  }

  all(): readonly Unit[] {
    return this.#sorted;
  }

  /** A directory of some units alone, for those who may not know of the others (S07). */
  limitedTo(isSeen: (unit: Unit) => boolean): UnitDirectory {
    const units = this.#sorted.filter(isSeen);
    const keys = new Set(units.map((unit) => unit.key));
    const arrows = [...this.#arrowsFrom.values()].flat();
    const seen = arrows.filter(({ fromKey, toKey }) => keys.has(fromKey) && keys.has(toKey));
    return new UnitDirectory(units, seen, false);
  }

  byKey(key: string): Unit | null {
    return this.#byKey.get(key) ?? null;
  }

  byCodeOn(code: string, day: Day, level: UnitLevel | null = null): Unit | null {
    const units = this.#byCode.get(code) ?? [];
    return units.find((unit) => isValidOn(unit, day) && (level === null || unit.level === level)) ?? null;
  }

  /** Every unit that ever bore the code, oldest first. */
  bearers(code: string): readonly Unit[] {
    return this.#byCode.get(code) ?? [];
  }

  latestByCode(code: string): Unit | null {
    return this.#byCode.get(code)?.at(-1) ?? null;
  }

  /** The unit that bears the code on the day; without a day the latest that bore it. Throws UNKNOWN_UNIT. */
  unit(code: string, day: Day | null): Unit {
    const unit = day === null ? this.latestByCode(code) : this.byCodeOn(code, day);
    if (unit) return unit;
    throw unknownUnit(code, day, this.#byCode.get(code) ?? []);
  }

  /** The units that belonged to this one while it bore its name. */
  children(parentKey: string): readonly Unit[] {
    const parent = this.byKey(parentKey);
    if (!parent) return [];
    const children = this.#byParentBody.get(this.#bodyOf(parentKey)) ?? [];
    return children.filter((child) => overlap(child, parent));
  }

  /** True for the unit itself as well. */
  isWithin(unit: Unit, ancestorKey: string): boolean {
    const body = this.#bodyOf(ancestorKey);
    for (let at: Unit | null = unit; at; at = at.parentKey === null ? null : this.byKey(at.parentKey)) {
      if (this.#bodyOf(at.key) === body) return true;
    }
    return false;
  }

  atLevelOn(level: UnitLevel, day: Day, withinKey: string | null): readonly Unit[] {
    const units = this.#byLevel.get(level) ?? [];
    return units.filter(
      (unit) => isValidOn(unit, day) && (withinKey === null || this.isWithin(unit, withinKey)),
    );
  }

  /** `search` is the start of any word of the name, without regard to accents, or the start of the code. */
  search({ search, level, validOn }: UnitFilter, page: PageRequest): Page<Unit> {
    const typed = searchTextOf(search ?? '');
    const code = (search ?? '').trim().toLowerCase();
    const found = (level === null ? this.#sorted : (this.#byLevel.get(level) ?? [])).filter(
      (unit) =>
        (validOn === null || isValidOn(unit, validOn)) &&
        (code === '' ||
          startsAWord(this.#searchTexts.get(unit)!, typed) ||
          unit.code.toLowerCase().startsWith(code)),
    );
    return pageOf(found, (unit) => unit.key, page);
  }

  successors(key: string): SuccessionView[] {
    return this.#views(this.#arrowsFrom.get(key), (arrow) => arrow.toKey);
  }

  predecessors(key: string): SuccessionView[] {
    return this.#views(this.#arrowsTo.get(key), (arrow) => arrow.fromKey);
  }

  /** The unit as it stood before and after each new name or code that left it the same body, oldest first. */
  sameBody(key: string): readonly Unit[] {
    return this.#byBody.get(this.#bodyOf(key)) ?? [];
  }

  #views(arrows: readonly Succession[] | undefined, keyOf: (arrow: Succession) => string): SuccessionView[] {
    return (arrows ?? []).map((arrow) => ({
      unit: this.#byKey.get(keyOf(arrow))!,
      kind: arrow.kind,
      date: arrow.date,
    }));
  }

  /** A unit that only changed its name is still the same body: what belonged to it still does. */
  #bodyOf(key: string): string {
    const next = this.#arrowsFrom
      .get(key)
      ?.find((arrow) => arrow.kind === 'RENAMED' || arrow.kind === 'UNCHANGED');
    return next ? this.#bodyOf(next.toKey) : key;
  }
}

function inVietnameseOrder(units: readonly Unit[]): Unit[] {
  const collator = new Intl.Collator('vi', { numeric: true });
  return [...units].sort((a, b) => collator.compare(a.name, b.name) || compareText(a.key, b.key));
}

const byStart = (a: Unit, b: Unit): number => compareText(a.validFrom ?? '', b.validFrom ?? '');

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const overlap = (a: Unit, b: Unit): boolean =>
  (a.validFrom === null || b.validTo === null || a.validFrom <= b.validTo) &&
  (b.validFrom === null || a.validTo === null || b.validFrom <= a.validTo);
