import { Worker } from 'node:worker_threads';
import type { Log } from '../../../connector-kit/log.ts';
import { hostPlaces } from '../../../connector-kit/outbound-limits.ts';
import { HOUR, MINUTE, SECOND } from '../../../core/clock.ts';
import { asHubError, type HubError } from '../../../core/errors.ts';
import type { ReadEnd, ReadHost, ReadJob } from './read-job.ts';
import { LentPlace } from './lent-place.ts';
import { hangs, leaks, neverMoves, takesTooLong, threadDied } from './thread-errors.ts';
import { type FromThread, receivedError, sentError, type ToThread } from './thread-messages.ts';

/** What one reading may take before it is ended from outside, in milliseconds and megabytes. */
export interface ReadingLimits {
  /** Without a sign of life: its loop does not turn. */
  readonly silent: number;
  /** Alive but without any progress: longer than a request with all its retries may take. */
  readonly still: number;
  readonly whole: number;
  readonly heapMegabytes: number;
  /** Buffers, which lie beside the heap and which no limit of Node's counts. */
  readonly outsideMegabytes: number;
}

export const READING_LIMITS: ReadingLimits = {
  silent: 30 * SECOND,
  still: 10 * MINUTE,
  whole: 6 * HOUR,
  heapMegabytes: 192,
  outsideMegabytes: 256,
};

const MEGABYTE = 1024 * 1024;

/** What a stopped connector may take to end by itself. */
const GRACE = 5 * SECOND;

/** The outside of a thread that reads one source after the other. */
export class ReadingThread {
  isUsable = true;
  readonly #worker: Worker;
  readonly #limits: ReadingLimits;
  #current: CurrentReading | null = null;
  /** Its modules are loaded. */
  readonly ready: Promise<void>;

  constructor(file: URL, limits: ReadingLimits) {
    this.#limits = limits;
    this.#worker = new Worker(file, {
      // Measured on a pull of 200,000 dossiers: a larger young heap saves no time; of 24 it takes 10 MB more, of 64 30.
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes, maxYoungGenerationSizeMb: 12 },
    });
    // Waiting for work keeps no program alive.
    this.#worker.unref();
    this.ready = new Promise((resolve) => this.#worker.once('message', () => resolve()));
    this.#worker.on('message', (message: FromThread) => this.#current?.hear(message));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('exit')));
  }

  async read(
    job: ReadJob,
    host: ReadHost,
    { log, signal }: { log: Log; signal: AbortSignal },
  ): Promise<ReadEnd> {
    signal.throwIfAborted();
    const reading = new CurrentReading(host, log, (message) => this.#worker.postMessage(message));
    this.#current = reading;
    const watch = setInterval(() => this.#watch(reading), SECOND);
    const stop = () => this.#stop(reading, signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    this.#worker.ref();
    try {
      reading.begin(job);
      return await reading.done;
    } finally {
      clearInterval(watch);
      reading.leave(new Error('over'));
      signal.removeEventListener('abort', stop);
      this.#worker.unref();
      this.#current = null;
    }
  }

  async end(): Promise<void> {
    this.isUsable = false;
    await this.#worker.terminate();
  }

  #watch(reading: CurrentReading): void {
    const { silent, still, whole, outsideMegabytes } = this.#limits;
    if (reading.outsideBytes > outsideMegabytes * MEGABYTE) this.#kill(leaks(outsideMegabytes));
    else if (reading.silentFor() > silent) this.#kill(hangs(silent));
    else if (reading.stillFor() > still) this.#kill(neverMoves(still));
    else if (reading.runningFor() > whole) this.#kill(takesTooLong(whole));
  }

  /** First asked; a connector that does not listen is ended. */
  #stop(reading: CurrentReading, reason: unknown): void {
    this.#worker.postMessage({ type: 'stop', error: sentError(reason) } satisfies ToThread);
    reading.waitNoLonger(reason);
    const timer = setTimeout(() => this.#kill(asHubError(reason)), GRACE);
    reading.done.catch(() => {}).finally(() => clearTimeout(timer));
  }

  #kill(error: HubError): void {
    this.isUsable = false;
    this.#current?.fail(error);
    void this.#worker.terminate();
  }

  #fail(error: Error): void {
    this.isUsable = false;
    const isFull = (error as { code?: unknown }).code === 'ERR_WORKER_OUT_OF_MEMORY';
    this.#current?.fail(isFull ? leaks(this.#limits.heapMegabytes) : threadDied(error));
  }
}

/** One reading as the hub sees it: answers the thread's calls and knows when it last moved. */
class CurrentReading {
  readonly done: Promise<ReadEnd>;
  outsideBytes = 0;
  readonly #host: ReadHost;
  readonly #log: Log;
  readonly #say: (message: ToThread) => void;
  #resolve!: (end: ReadEnd) => void;
  #reject!: (error: HubError) => void;
  // A thread may be ended by the clock of the machine standing still, never by its being set.
  readonly #began = performance.now();
  #heard = performance.now();
  #moved = performance.now();
  #isWaitedFor = 0;
  readonly #waits = new AbortController();
  /** By the number of the call that asked for it: gives a place back. */
  readonly #places = new Map<number, () => void>();

  constructor(host: ReadHost, log: Log, say: (message: ToThread) => void) {
    this.#host = host;
    this.#log = log;
    this.#say = say;
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.done.catch(() => {});
  }

  begin(job: ReadJob): void {
    this.#say({ type: 'read', job });
  }

  fail(error: HubError): void {
    this.#reject(error);
  }

  waitNoLonger(reason: unknown): void {
    this.#waits.abort(reason);
  }

  /** A thread that was ended says nothing of the places that it had. */
  leave(reason: unknown): void {
    this.waitNoLonger(reason);
    for (const give of this.#places.values()) give();
    this.#places.clear();
  }

  silentFor = (): number => performance.now() - this.#heard;
  /** While the database is waited for, the connector is not to blame. */
  stillFor = (): number => (this.#isWaitedFor > 0 ? 0 : performance.now() - this.#moved);
  runningFor = (): number => performance.now() - this.#began;

  hear(message: FromThread): void {
    this.#heard = performance.now();
    if (message.type === 'alive') this.outsideBytes = message.outsideBytes;
    else this.#moved = this.#heard;
    if (message.type === 'call') void this.#answer(message);
    else if (message.type === 'place') void this.#takePlace(message);
    else if (message.type === 'left') this.#givePlace(message.call);
    else if (message.type === 'progress') this.#host.progress(message.counters);
    else if (message.type === 'log') this.#log[message.level](message.fields, message.message);
    else if (message.type === 'end') this.#resolve(message.end);
    else if (message.type === 'failed') this.#reject(receivedError(message.error));
  }

  #givePlace(call: number): void {
    this.#places.get(call)?.();
    this.#places.delete(call);
  }

  /** Until then the connector is not to blame for standing still. */
  async #takePlace({ call, host }: FromThread & { type: 'place' }): Promise<void> {
    let isWaiting = true;
    const goOn = (message: ToThread) => {
      if (!isWaiting) return;
      isWaiting = false;
      this.#isWaitedFor -= 1;
      this.#moved = performance.now();
      this.#say(message);
    };
    this.#isWaitedFor += 1;
    const place = new LentPlace();
    const held = () => {
      goOn({ type: 'answer', call, value: place.memory });
      return new Promise<void>((resolve) => {
        this.#places.set(call, () => {
          place.end();
          resolve();
        });
      });
    };
    const wanted = () => {
      const isFree = place.recall();
      if (isFree) this.#givePlace(call);
      return isFree;
    };
    await hostPlaces
      .hold(host, this.#waits.signal, held, wanted)
      .catch((thrown) => goOn({ type: 'refusal', call, error: sentError(thrown) }));
  }

  async #answer({ call, method, args }: FromThread & { type: 'call' }): Promise<void> {
    this.#isWaitedFor += 1;
    try {
      const value = await (this.#host[method] as (...args: unknown[]) => Promise<unknown>)(...args);
      this.#say({ type: 'answer', call, value });
    } catch (thrown) {
      this.#say({ type: 'refusal', call, error: sentError(thrown) });
    } finally {
      this.#isWaitedFor -= 1;
      this.#moved = performance.now();
    }
  }
}
