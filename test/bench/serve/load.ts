import { type Dispatcher, Pool } from 'undici';
import { quantile } from '../kit/numbers.ts';
import { answerParent } from '../kit/worker.ts';

export interface Load {
  readonly url: string;
  readonly body: string;
  readonly seconds: number;
  readonly connections: number;
  /** No two requests are the same text, so that no answer can be given twice. */
  readonly unlike: boolean;
}

export interface LoadResult {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** Where the variables of a request end; one more of them changes nothing. */
const END = /}}$/;

/** Each connection sends its next request as soon as the last one is answered. */
answerParent<Load, LoadResult>(async ({ url, body, seconds, connections, unlike }) => {
  const pool = new Pool(url, { connections, pipelining: 1 });
  const head: Dispatcher.DispatchOptions = {
    method: 'POST',
    path: '/graphql',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
  };
  let sent = 0;
  const next = () =>
    unlike ? { ...head, body: body.replace(END, `,"unlike":${sent++}}}`) } : { ...head, body };
  const times: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1000;
  const one = async () => {
    while (performance.now() < end) times.push(await timeOf(pool, next()));
  };
  await Promise.all(Array.from({ length: connections }, one));
  const took = (performance.now() - start) / 1000;
  await pool.close();
  return { perSecond: times.length / took, p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
});

/** Reads the body and throws it away: the load must cost less than what it measures. */
function timeOf(pool: Pool, request: Dispatcher.DispatchOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    let status = 0;
    pool.dispatch(request, {
      onRequestStart() {},
      onResponseStart(_controller, statusCode) {
        status = statusCode;
      },
      onResponseData() {},
      onResponseEnd() {
        if (status === 200) resolve(performance.now() - start);
        else reject(new Error(`Answered ${status}`));
      },
      onResponseError: (_controller, error) => reject(error),
    });
  });
}
