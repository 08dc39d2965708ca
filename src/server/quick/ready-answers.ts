import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { SECOND } from '../../core/clock.ts';
import { BoundedMap } from '../bounded-map.ts';
import type { KnownOperation } from './known-operations.ts';

/** Bytes of all answers that are kept; the longest page of a ranking takes 100 KB. */
const BOUNDS = { entries: 500, size: 16 * 1024 * 1024 };
const LONGEST_ANSWER = 512 * 1024;
const SHORT_ANSWER = 8 * 1024;
/** Characters of the questions that were asked lately. */
const LATELY = { entries: 1_000, size: 2_000_000 };
/** How fresh a value is and which stage an assessment has reached change with the time alone. */
const OLDEST = 1 * SECOND;

export interface ReadyAnswer {
  readonly headers: OutgoingHttpHeaders;
  readonly bytes: Buffer;
  readonly operation: KnownOperation;
}

interface Kept extends ReadyAnswer {
  readonly version: string;
  readonly since: number;
}

/** Answers as they were sent, each for as long as the data are the same and no longer than it holds by the clock. */
export class ReadyAnswers {
  readonly #kept = new BoundedMap<string, Kept>({ ...BOUNDS, sizeOf: ({ bytes }) => bytes.length });

  find(key: string, version: string): ReadyAnswer | undefined {
    const known = this.#kept.get(key);
    if (known?.version === version && performance.now() - known.since < OLDEST) return known;
    return undefined;
  }

  readonly #asked = new BoundedMap<string, string>({ ...LATELY, sizeOf: (key) => key.length });

  /** A long answer is kept when it is asked for again: pages that each caller asks for once would push out all else. */
  isWorthKeeping(key: string, { length }: Buffer): boolean {
    if (length <= SHORT_ANSWER) return true;
    const isAgain = this.#asked.get(key) !== undefined;
    this.#asked.set(key, key);
    return isAgain;
  }

  /** `since`: when its data began to be read. */
  keep(key: string, kept: Kept): void {
    if (kept.bytes.length <= LONGEST_ANSWER) this.#kept.set(key, kept);
  }
}

/** A client may keep the answer, and must ask whether it still holds. */
export const KEEPABLE = 'private, no-cache';

/** Told of an answer that its own headers allow to keep: those of queries without errors. */
export function whenAnswered(
  response: ServerResponse<IncomingMessage>,
  keep: (headers: OutgoingHttpHeaders, bytes: Buffer) => void,
): void {
  const end = response.end.bind(response) as (...all: unknown[]) => ServerResponse;
  response.end = ((body?: unknown, ...more: unknown[]) => {
    const isKept = response.getHeader('cache-control') === KEEPABLE && !response.hasHeader('set-cookie');
    if (response.statusCode === 200 && isKept && (typeof body === 'string' || Buffer.isBuffer(body))) {
      keep(ownHeaders(response), Buffer.from(body as string));
    }
    return end(body, ...more);
  }) as ServerResponse['end'];
}

/** Without those that depend on the site the request came from, which stand in the next answer already. */
function ownHeaders(response: ServerResponse): OutgoingHttpHeaders {
  const all = Object.entries(response.getHeaders()).filter(([name]) => !name.startsWith('access-control-'));
  return Object.fromEntries(all);
}
