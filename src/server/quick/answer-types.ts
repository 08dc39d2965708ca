import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';

/** Clients send a handful of different ones. */
const MOST = 100;
const LONGEST_ACCEPT = 200;

/** Which type a list of accepted types leads to: learned of the ordinary way, which weighs them. */
export class AnswerTypes {
  readonly #known = new Map<string, string>();

  for({ headers: { accept = '' } }: IncomingMessage): string | undefined {
    return this.#known.get(accept);
  }

  learn({ headers: { accept = '' } }: IncomingMessage, headers: OutgoingHttpHeaders): void {
    const type = headers['content-type'];
    if (typeof type !== 'string' || accept.length > LONGEST_ACCEPT || this.#known.size >= MOST) return;
    this.#known.set(accept, type);
  }
}
