/** Pages are seldom larger; memory of larger bodies is given back to the system at once. */
const LARGEST_KEPT = 8 * 1024 * 1024;
const MOST_KEPT = 2;

/**
 * Memory of bodies that nobody keeps, used again for the next: each page in new memory would make the collector run
 * for every few pages and the process grow by what it has not collected yet.
 */
class BodyMemory {
  readonly #free: Buffer[] = [];
  /** A body may also lie in memory that others share. */
  readonly #own = new WeakSet<ArrayBufferLike>();

  /** At least as many bytes, with anything in them. */
  take(bytes: number): Buffer {
    const at = this.#free.findIndex((one) => one.length >= bytes);
    if (at >= 0) return (this.#free.splice(at, 1)[0] as Buffer).subarray(0, bytes);
    // Some more, because the next page is seldom of just this size.
    const whole = Buffer.allocUnsafeSlow(Math.ceil(bytes * 1.25));
    this.#own.add(whole.buffer);
    return whole.subarray(0, bytes);
  }

  /** Nobody looks at it any more. */
  give(body: Buffer): void {
    if (!this.#own.has(body.buffer) || body.buffer.byteLength > LARGEST_KEPT) return;
    this.#free.push(Buffer.from(body.buffer));
    if (this.#free.length > MOST_KEPT) this.#free.sort((a, b) => b.length - a.length).length = MOST_KEPT;
  }
}

export const bodyMemory = new BodyMemory();
