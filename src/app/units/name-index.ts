import { withoutAccents } from '../../core/text.ts';

/** A place's names from the largest to the smallest: province, (district,) commune. */
export type NamePath = readonly string[];

const exactKey = (path: NamePath): string => path.join('|');
const looseKey = (path: NamePath): string => withoutAccents(exactKey(path));

/** Finds by the exact names; else by the only entry that differs in nothing but accents and case ("Hoà", "Hòa"). */
export class NameIndex<T> {
  readonly #exact = new Map<string, T>();
  /** null where accents are all that tells two entries apart. */
  readonly #loose = new Map<string, T | null>();

  add(path: NamePath, entry: T): void {
    this.#exact.set(exactKey(path), entry);
    const key = looseKey(path);
    this.#loose.set(key, this.#loose.has(key) ? null : entry);
  }

  find(path: NamePath): T | null {
    return this.#exact.get(exactKey(path)) ?? this.#loose.get(looseKey(path)) ?? null;
  }
}
