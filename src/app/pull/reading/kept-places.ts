import type { Waiting } from '../../../connector-kit/outbound-limits.ts';
import type { LentPlace } from './lent-place.ts';

/** `call`: the number under which the hub lent it. */
export interface KeptPlace {
  readonly call: number;
  readonly lent: LentPlace;
}

/** The places of one reading, which are of all threads of the process: a host does not care which one asks it (S17). */
export class KeptPlaces implements Waiting {
  readonly #resting = new Map<string, KeptPlace[]>();
  readonly #ask: (host: string) => Promise<KeptPlace>;
  readonly #leave: (call: number) => void;

  constructor(ask: (host: string) => Promise<KeptPlace>, leave: (call: number) => void) {
    this.#ask = ask;
    this.#leave = leave;
  }

  async hold<T>(host: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    // Without a wait when it rests here: the request is to leave before the thread reads on.
    const place = this.#takenUp(host) ?? (await this.#ask(host));
    try {
      signal.throwIfAborted();
      return await work();
    } finally {
      if (place.lent.rest()) this.#restingAt(host).push(place);
      else this.#leave(place.call);
    }
  }

  #takenUp(host: string): KeptPlace | null {
    const resting = this.#restingAt(host);
    for (let place = resting.pop(); place; place = resting.pop()) if (place.lent.takeUp()) return place;
    return null;
  }

  #restingAt(host: string): KeptPlace[] {
    const resting = this.#resting.get(host) ?? [];
    this.#resting.set(host, resting);
    return resting;
  }
}
