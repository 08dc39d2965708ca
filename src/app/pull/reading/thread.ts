import { parentPort } from 'node:worker_threads';
import type { Connector } from '../../../connector-kit/connector.ts';
import { dropFolder } from '../../../connector-kit/drop-folder.ts';
import { createHttp } from '../../../connector-kit/http.ts';
import type { Log } from '../../../connector-kit/log.ts';
import { loadHttp } from '../../../connector-kit/outbound-agent.ts';
import { SECOND, steadyClock } from '../../../core/clock.ts';
import { type KeptPlace, KeptPlaces } from './kept-places.ts';
import { LentPlace } from './lent-place.ts';
import type { ReadHost, ReadJob, Rows } from './read-job.ts';
import { readSource } from './read-source.ts';
import { connectorOf, pace, readToTheEnd } from './reader.ts';
import {
  type FromThread,
  type HostMethod,
  type LogLevel,
  receivedError,
  sentError,
  type ToThread,
} from './thread-messages.ts';

/** The inside of a reading thread: one reading after the other, never two at a time. */

const port = parentPort as NonNullable<typeof parentPort>;
const say = (message: FromThread, transfer: readonly ArrayBuffer[] = []) =>
  port.postMessage(message, transfer);

const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
let calls = 0;
let toldAt = 0;
/** Milliseconds. */
const PROGRESS_EVERY = 200;
let stopping = new AbortController();

/** Says it, with the number by which the hub will answer. */
function answered<T>(
  message: (id: number) => FromThread,
  transfer: readonly ArrayBuffer[] = [],
): { readonly id: number; readonly answer: Promise<T> } {
  const id = ++calls;
  const answer = new Promise<T>((resolve, reject) => {
    waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
    say(message(id), transfer);
  });
  return { id, answer };
}

const call = <T>(method: HostMethod, args: unknown[], transfer: readonly ArrayBuffer[] = []): Promise<T> =>
  answered<T>((id) => ({ type: 'call', call: id, method, args }), transfer).answer;

async function placeAt(host: string): Promise<KeptPlace> {
  const { id, answer } = answered<SharedArrayBuffer>((place) => ({ type: 'place', call: place, host }));
  return { call: id, lent: new LentPlace(await answer) };
}

const host: ReadHost = {
  known: (stream, window) => call('known', [stream, window]),
  open: (stream) => call('open', [stream]),
  write: (rows: Rows) => call('write', [rows], [rows.copyText.buffer as ArrayBuffer]),
  close: (end) => call('close', [end]),
  drop: (sliceId) => call('drop', [sliceId]),
  keep: (stream, window) => call('keep', [stream, window]),
  progress: (counters) => {
    // A message costs as much as reading a hundred records.
    if (performance.now() - toldAt < PROGRESS_EVERY) return;
    toldAt = performance.now();
    say({ type: 'progress', counters });
  },
};

const logAt =
  (level: LogLevel): Log[LogLevel] =>
  (fields, message) =>
    say({ type: 'log', level, fields, message });
const log: Log = { debug: logAt('debug'), info: logAt('info'), warn: logAt('warn'), error: logAt('error') };

async function read(job: ReadJob, connectors: readonly Connector[]): Promise<void> {
  stopping = new AbortController();
  const { signal } = stopping;
  try {
    const connector = connectorOf(job, connectors);
    const clock = steadyClock(job.now);
    const places = new KeptPlaces(placeAt, (call) => say({ type: 'left', call }));
    const files = dropFolder(job.dropDir, clock);
    const end = await readToTheEnd(signal, (whole) => {
      const http = createHttp({ clock, log, signal: whole, places, rules: job.outbound, ...pace(job) });
      return readSource(job, connector, host, { http, files, clock, log, signal });
    });
    say({ type: 'end', end });
  } catch (thrown) {
    say({ type: 'failed', error: sentError(thrown) });
  }
}

export function serveReadings(connectors: readonly Connector[]): void {
  port.on('message', (message: ToThread) => {
    if (message.type === 'read') void read(message.job, connectors);
    else if (message.type === 'stop') stopping.abort(receivedError(message.error));
    else settle(message);
  });
  setInterval(() => say({ type: 'alive', outsideBytes: process.memoryUsage().external }), 1 * SECOND).unref();
  loadHttp();
  say({ type: 'ready' });
}

function settle(message: ToThread & { type: 'answer' | 'refusal' }): void {
  const caller = waiting.get(message.call);
  waiting.delete(message.call);
  if (message.type === 'answer') caller?.resolve(message.value);
  else caller?.reject(receivedError(message.error));
}
