import { inspect } from 'node:util';
import type { RequestHandler } from 'msw';
import type {
  Batch,
  CheckContext,
  CheckResult,
  Connector,
  Json,
  KnownSlice,
} from '../../src/connector-kit/connector.ts';
import { dropFolder } from '../../src/connector-kit/drop-folder.ts';
import { createHttp, type Http } from '../../src/connector-kit/http.ts';
import type { Log } from '../../src/connector-kit/log.ts';
import { type Clock, type Day, dayOf, earlierDay, type Window } from '../../src/core/clock.ts';
import type { Unit } from '../../src/core/unit.ts';
import { heardPages } from './heard-pages.ts';
import { mswDispatcher } from './msw-dispatcher.ts';

/** Everything that came out of one run of a connector. */
export interface Trial {
  readonly batches: readonly Batch[];
  readonly result: CheckResult | null;
  /** What was thrown, or null. */
  readonly error: unknown;
  readonly log: readonly string[];
  /** Milliseconds that were asked to wait; no test waits. */
  readonly waits: readonly number[];
  /** All that the source answered, as the connector got it. */
  readonly received: string;
}

export interface TrialInput<C> {
  readonly connector: Connector<C>;
  readonly config: C;
  readonly clock: Clock;
  readonly units: readonly Unit[];
  readonly window: Window;
  /** The last day of the window or today, unless the year's assessments end later. */
  readonly asOf?: Day;
  readonly state?: Json;
  /** What the store holds of every slice; nothing when left out. */
  readonly known?: KnownSlice;
  readonly handlers?: RequestHandler[];
  readonly signal?: AbortSignal;
  /** Where the source's files lie. */
  readonly dropDir?: string;
}

export const tryRead = <C>(input: TrialInput<C>): Promise<Trial> =>
  trial(input, async (context, batches) => {
    const units = codesOf(input.units);
    const { window, state = null } = input;
    const asOf = earlierDay(dayOf(input.clock.now()), input.asOf ?? window.to);
    const known = async () => input.known ?? { isRead: false, pages: [] };
    const read = input.connector.read({ ...context, window, asOf, units, state, known });
    for await (const batch of read) batches.push(batch);
    return null;
  });

export const tryCheck = <C>(input: TrialInput<C>): Promise<Trial> =>
  trial(input, (context) => input.connector.check(context));

/** All that people or the log could see of a trial, as one text to search. */
export const visibleText = (trial: Trial): string =>
  [
    ...trial.batches.map((batch) => JSON.stringify(batch)),
    ...trial.log,
    JSON.stringify(trial.result),
    inspect(trial.error, { depth: 8 }),
  ].join('\n');

async function trial<C>(
  { config, clock, handlers = [], signal = new AbortController().signal, dropDir }: TrialInput<C>,
  run: (context: CheckContext<C>, batches: Batch[]) => Promise<CheckResult | null>,
): Promise<Trial> {
  const [log, waits, received, batches] = [[] as string[], [] as number[], [] as string[], [] as Batch[]];
  const write = (fields: object, message = '') =>
    void log.push(`${inspect(fields, { depth: 8 })} ${message}`);
  const logger: Log = { debug: write, info: write, warn: write, error: write };
  const sleep = async (ms: number) => void waits.push(ms);
  const http = createHttp({ clock, log: logger, signal, sleep, dispatcher: mswDispatcher(handlers) });
  const files = dropFolder(dropDir ?? null, clock);
  const context = { config, clock, log: logger, signal, files, http: recorded(http, received) };
  const outcome = await run(context, batches).then(
    (result) => ({ result, error: null }),
    (error: unknown) => ({ result: null, error }),
  );
  return { ...outcome, batches, log, waits, received: received.join('\n') };
}

function recorded(http: Http, received: string[]): Http {
  return {
    ...http,
    json: async (request) => kept(await http.json(request), received),
    page: heardPages(http, (text) => void received.push(text)),
    text: async (request) => kept(await http.text(request), received),
    bytes: async (request) => kept(await http.bytes(request), received),
  };
}

function kept<T extends { body: unknown }>(answer: T, received: string[]): T {
  const { body } = answer;
  received.push(typeof body === 'string' || Buffer.isBuffer(body) ? String(body) : JSON.stringify(body));
  return answer;
}

/** Every unit that the source is asked for; a code that two units share comes twice, as in the hub. */
const codesOf = (units: readonly Unit[]) => units.map((unit) => ({ code: unit.code, unit }));
