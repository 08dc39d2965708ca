/** What a map may grow to; the unit of the size is that of `sizeOf`. */
interface Bounds<V> {
  readonly entries: number;
  readonly size: number;
  sizeOf(value: V): number;
}

/** Keeps what was set last. */
export class BoundedMap<K, V> {
  readonly #bounds: Bounds<V>;
  readonly #entries = new Map<K, V>();
  #size = 0;

  constructor(bounds: Bounds<V>) {
    this.#bounds = bounds;
  }

  get(key: K): V | undefined {
    return this.#entries.get(key);
  }

  set(key: K, value: V): void {
    this.#delete(key);
    this.#entries.set(key, value);
    this.#size += this.#bounds.sizeOf(value);
    for (const [oldest] of this.#entries) {
      if (this.#entries.size <= this.#bounds.entries && this.#size <= this.#bounds.size) return;
      this.#delete(oldest);
    }
  }

  #delete(key: K): void {
    const value = this.#entries.get(key);
    if (value === undefined) return;
    this.#size -= this.#bounds.sizeOf(value);
    this.#entries.delete(key);
  }
}
