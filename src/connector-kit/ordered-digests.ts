import { createHash } from 'node:crypto';

interface Place {
  digest: string | null;
  isOver: boolean;
}

/** One sum over many bodies, in the order in which they were asked for: which of two comes first is chance. */
export class OrderedDigests {
  readonly #sum = createHash('sha256');
  /** From the first one that is still under way. */
  readonly #open: Place[] = [];

  /** A body is asked for: it may come, or fail, and then it is over. */
  begin(): { is(digest: string): void; end(): void } {
    const place: Place = { digest: null, isOver: false };
    this.#open.push(place);
    return {
      is: (digest) => {
        place.digest = digest;
      },
      end: () => {
        place.isOver = true;
        while (this.#open[0]?.isOver) add(this.#sum, this.#open.shift());
      },
    };
  }

  /** sha256 of all digests so far, hex. */
  sum(): string {
    const sum = this.#sum.copy();
    for (const place of this.#open) add(sum, place);
    return sum.digest('hex');
  }
}

function add(sum: ReturnType<typeof createHash>, place: Place | undefined): void {
  if (place?.digest) sum.update(place.digest);
}
