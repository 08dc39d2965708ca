const USED = 0;
/** Lent, and between two requests of its thread. */
const RESTING = 1;
/** Used, and to be given back after this request: somebody waits. */
const WANTED = 2;
/** Given to another. */
const GONE = 3;

/**
 * A place at a host that the hub lent to a reading thread. It rests with the thread from one request to the next, as
 * long as nobody else waits for it: asking the hub for each page cost a twentieth of a pull, since the next page was
 * then not on its way while one is read. Both sides look at the same four bytes, so that the hub need not wait for a
 * thread that is busy, or hangs.
 */
export class LentPlace {
  readonly memory: SharedArrayBuffer;
  readonly #state: Int32Array;

  constructor(memory = new SharedArrayBuffer(4)) {
    this.memory = memory;
    this.#state = new Int32Array(memory);
  }

  /** The thread, after a request. false: it is to be given back. */
  rest(): boolean {
    return this.#became(USED, RESTING);
  }

  /** The thread, before its next request. false: it is gone. */
  takeUp(): boolean {
    return this.#became(RESTING, USED);
  }

  /** The hub, when somebody waits. true: it is the hub's again; false: it is not, or will be given back. */
  recall(): boolean {
    // The thread may take it up or lay it down between two looks; what it does not see is asked again.
    for (;;) {
      if (this.#became(RESTING, GONE)) return true;
      if (this.#became(USED, WANTED)) return false;
      const state = Atomics.load(this.#state, 0);
      if (state === WANTED || state === GONE) return false;
    }
  }

  /** The hub, when the reading is over. */
  end(): void {
    Atomics.store(this.#state, 0, GONE);
  }

  #became(from: number, to: number): boolean {
    return Atomics.compareExchange(this.#state, 0, from, to) === from;
  }
}
