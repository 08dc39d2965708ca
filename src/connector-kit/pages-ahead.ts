/**
 * Asks for the pages of a list one after the other, each as soon as the one before it has come, so that a page is on its
 * way while another is read. Never further than what is told to be needed: who reads slowly is not overrun.
 */
export class PagesAhead<Answer> {
  readonly #begin: (number: number, received: () => void) => Promise<Answer>;
  readonly #asked = new Map<number, Promise<Answer>>();
  #last = Number.NEGATIVE_INFINITY;

  constructor(begin: (number: number, received: () => void) => Promise<Answer>) {
    this.#begin = begin;
  }

  /** Each page is taken once, in order. */
  page(number: number): Promise<Answer> {
    const answer = this.#askedFor(number);
    this.#asked.delete(number);
    return answer;
  }

  /** The page after the one taken last is asked for at once; those up to `last` when their turn comes. */
  needed(after: number, last: number): void {
    this.#last = last;
    void this.#askedFor(after);
  }

  #askedFor(number: number): Promise<Answer> {
    const known = this.#asked.get(number);
    if (known) return known;
    const answer = this.#begin(number, () => {
      if (number < this.#last) void this.#askedFor(number + 1);
    });
    this.#asked.set(number, answer);
    return answer;
  }
}
