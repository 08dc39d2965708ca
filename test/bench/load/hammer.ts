import { setPriority } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'undici';
import { quantile } from '../kit/numbers.ts';
import { answerParent } from '../kit/worker.ts';

export interface Blows {
  readonly url: string;
  /** Sent in turn by each connection. */
  readonly bodies: readonly string[];
  /** Of these the times are told. */
  readonly fair: readonly string[];
  readonly connections: number;
}

export type HammerQuestion = Blows | { readonly seconds: number } | 'stop';

export interface Hammered {
  readonly perSecond: number;
  /** Of what is fair, milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** How often each status was answered. */
  readonly statuses: Readonly<Record<string, number>>;
}

/** Clients are other machines: what they spend is not to be taken from the hub. */
const NICE = 10;
setPriority(NICE);

/** Where the variables of a request end; one more of them changes nothing. */
const END = /}}$/;

let stop = async (): Promise<Hammered> => {
  throw new Error('Nothing is hammered');
};

/** Begins to hammer, or waits while it goes on, or ends it and tells. */
answerParent<HammerQuestion, Hammered | 'done'>(async (question) => {
  if (question === 'stop') return stop();
  if ('seconds' in question) await wait(question.seconds * 1_000);
  else stop = hammer(question);
  return 'done';
});

function hammer({ url, bodies, fair, connections }: Blows): () => Promise<Hammered> {
  const pool = new Pool(url, { connections, pipelining: 1 });
  const [begun, times] = [performance.now(), [] as number[]];
  const statuses: Record<string, number> = {};
  let [isOver, sent] = [false, 0];
  const one = async () => {
    while (!isOver) {
      const body = bodies[sent % bodies.length] as string;
      // No two are the same, so that no answer can be given twice.
      const unlike = body.replace(END, `,"unlike":${sent++}}}`);
      const start = performance.now();
      const answer = await pool.request({ method: 'POST', path: '/graphql', headers: HEADERS, body: unlike });
      await answer.body.dump();
      if (fair.includes(body)) times.push(performance.now() - start);
      statuses[answer.statusCode] = (statuses[answer.statusCode] ?? 0) + 1;
    }
  };
  const all = Promise.all(Array.from({ length: connections }, one));
  return async () => {
    isOver = true;
    await all;
    const seconds = (performance.now() - begun) / 1_000;
    await pool.close();
    return { perSecond: sent / seconds, p50: quantile(times, 0.5), p99: quantile(times, 0.99), statuses };
  };
}

const HEADERS = { 'content-type': 'application/json' };
