/** More would hold the rows of more pages in memory and gain nothing: each takes a connection. */
const MOST_AT_ONCE = 3;

/** Work that goes on while the next page is read: a few pieces at once, the first failure is told to whoever adds or ends. */
export class WritesBehind {
  readonly #running = new Set<Promise<void>>();
  #failure: { readonly thrown: unknown } | null = null;

  /** Waits for room and begins; answers the end of this piece, which never throws. */
  async add(work: () => Promise<void>): Promise<{ readonly ended: Promise<void> }> {
    while (this.#running.size >= MOST_AT_ONCE) await Promise.race(this.#running);
    this.throwFailure();
    const running = work()
      .catch((thrown: unknown) => {
        this.#failure ??= { thrown };
      })
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
    return { ended: running };
  }

  async end(): Promise<void> {
    await this.settled();
    this.throwFailure();
  }

  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  /** What builds on earlier pieces asks first whether all of them went well. */
  throwFailure(): void {
    if (this.#failure) throw this.#failure.thrown;
  }
}
