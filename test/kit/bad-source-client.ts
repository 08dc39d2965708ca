import { createHttp, type Http, type HttpOptions } from '../../src/connector-kit/http.ts';
import { silentLog } from '../../src/connector-kit/log.ts';
import { HubError } from '../../src/core/errors.ts';
import { FakeClock } from './fake-clock.ts';

export const NOW = '2025-03-01T00:00:00Z';

/** For a source on this machine; asked waits are noted and pass at once on its clock. */
export function httpFor(changes: Partial<HttpOptions> = {}) {
  const clock = new FakeClock(NOW);
  const waits: number[] = [];
  const http = createHttp({
    clock,
    log: silentLog,
    signal: new AbortController().signal,
    rules: { allow: ['127.0.0.1'] },
    sleep: async (ms) => {
      waits.push(ms);
      clock.advance(ms);
    },
    ...changes,
  });
  return { http, waits, clock };
}

/** The HubError that `promise` ends in; anything else fails the test. */
export async function failureOf(promise: Promise<unknown>): Promise<HubError> {
  const thrown = await promise.then(
    () => new Error('nothing was thrown'),
    (error: unknown) => error,
  );
  if (thrown instanceof HubError) return thrown;
  throw thrown;
}

/** Family and code of the failed read of one JSON answer. */
export async function endOf(http: Http, url: string): Promise<readonly [string, string]> {
  const { family, code } = await failureOf(http.json({ url }));
  return [family, code];
}
