import { type Clock, MINUTE } from '../core/clock.ts';

/** How many requests may be in flight to one host, over all runs of the process (S17). */
const IN_FLIGHT = 4;

interface Places {
  taken: number;
  readonly waiting: (() => void)[];
  readonly keepers: Set<Wanted>;
}

/** Told to who keeps a place when others wait for one; true when that place is given up at once. */
export type Wanted = () => boolean;

/** Places at a host, handed on in the order of asking. */
export class HostPlaces {
  readonly #places = new Map<string, Places>();
  readonly #limit: number;

  constructor(limit = IN_FLIGHT) {
    this.#limit = limit;
  }

  /** Holds a place while `work` runs; a stopped run waits no longer. `wanted`: of work that may end when it is asked to. */
  async hold<T>(host: string, signal: AbortSignal, work: () => Promise<T>, wanted?: Wanted): Promise<T> {
    signal.throwIfAborted();
    const places = this.#places.get(host) ?? { taken: 0, waiting: [], keepers: new Set() };
    this.#places.set(host, places);
    if (places.taken < this.#limit) places.taken++;
    else await turnAmong(places, signal);
    if (wanted) places.keepers.add(wanted);
    if (places.waiting.length > 0) wanted?.();
    try {
      return await work();
    } finally {
      if (wanted) places.keepers.delete(wanted);
      const next = places.waiting.shift();
      if (next) next();
      else if (--places.taken === 0) this.#places.delete(host);
    }
  }
}

/** Over all hosts: a hub with many sources must not exhaust the line and the memory of its machine. */
const IN_FLIGHT_IN_ALL = 32;

const hubPlaces = new HostPlaces(IN_FLIGHT_IN_ALL);
const placesOfHosts = new HostPlaces();

/** Where requests wait for a place at their host. */
export type Waiting = Pick<HostPlaces, 'hold'>;

/** A place at the host first: who waits for a slow host takes nothing from the others. Reading threads ask the hub's. */
export const hostPlaces: Waiting = {
  hold: (host, signal, work, wanted) =>
    placesOfHosts.hold(host, signal, () => hubPlaces.hold('', signal, work, wanted), wanted),
};

function turnAmong({ waiting, keepers }: Places, signal: AbortSignal): Promise<void> {
  const mine = turn(waiting, signal);
  for (const wanted of keepers) if (wanted()) break;
  return mine;
}

/** Resolves with a place that somebody else gives up. */
function turn(waiting: (() => void)[], signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      waiting.splice(waiting.indexOf(come), 1);
      reject(signal.reason);
    };
    const come = () => {
      signal.removeEventListener('abort', leave);
      resolve();
    };
    waiting.push(come);
    signal.addEventListener('abort', leave, { once: true });
  });
}

/** Spreads requests evenly: whoever counts by the minute never counts more than it allows. */
export class RateBudget {
  readonly #clock: Clock;
  readonly #interval: number;
  #next = 0;

  constructor(clock: Clock, requestsPerMinute: number) {
    this.#clock = clock;
    this.#interval = MINUTE / requestsPerMinute;
  }

  /** Milliseconds to wait before the next request, which is counted as sent. */
  reserve(): number {
    const now = this.#clock.now().getTime();
    const at = Math.max(this.#next, now);
    this.#next = at + this.#interval;
    // A clock that was set back must not stop the run for longer than its budget can mean.
    return Math.min(at - now, MINUTE);
  }
}
