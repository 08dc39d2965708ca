import { MINUTE, SECOND } from '../../core/clock.ts';
import { stopError } from '../../core/errors.ts';
import { text } from '../../core/text.ts';
import type { RunCounters } from '../../store/pull-run.ts';
import { beat } from '../../store/pull-runs.ts';
import type { StoredSource } from '../../store/sources.ts';
import type { HubDeps } from '../deps.ts';
import { tooLong } from './reading/reading-caps.ts';
import { speedOf } from './speed.ts';
import type { Stage } from './stage.ts';

/** How often a run shows that it lives and how far it is; a dead one is told after HEARTBEAT_LIMIT_SECONDS. */
const BEAT_INTERVAL = 1 * SECOND;
/** How often a run tells the log how far it is, at most. */
const TELL_INTERVAL = 10 * SECOND;

/** The run whose heart it is. */
export interface LivingRun {
  readonly deps: HubDeps;
  readonly source: Pick<StoredSource, 'id' | 'connector'>;
  readonly run: { readonly id: number };
  readonly fence: string;
  readonly options: { readonly signal?: AbortSignal };
}

const NOTHING_READ: RunCounters = {
  recordsRead: 0,
  recordsExpected: null,
  pagesRead: 0,
  payloadHash: null,
  retries: 0,
};

/** The heartbeat of one run: renews its lease, shows its progress, and stops it when the lease is lost. */
export class RunPulse {
  readonly signal: AbortSignal;
  readonly #lost = new AbortController();
  readonly #run: LivingRun;
  readonly #timer: NodeJS.Timeout;
  readonly #end: NodeJS.Timeout;
  #beating: Promise<void> = Promise.resolve();
  #stage: Stage | null = null;

  readonly #startedAt = performance.now();
  #toldAt = this.#startedAt;
  #metered = { records: 0, pages: 0, retries: 0 };

  constructor(run: LivingRun, maxMinutes: number) {
    this.#run = run;
    const cancel = run.options.signal;
    this.signal = cancel ? AbortSignal.any([cancel, this.#lost.signal]) : this.#lost.signal;
    this.#end = setTimeout(() => this.#lost.abort(tooLong(maxMinutes)), maxMinutes * MINUTE);
    this.#timer = setInterval(() => {
      this.#beating = this.#beating.then(() => this.#beat());
    }, BEAT_INTERVAL);
  }

  watch(stage: Stage): void {
    this.#stage = stage;
  }

  counters(): RunCounters {
    return this.#stage?.counters ?? NOTHING_READ;
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    clearTimeout(this.#end);
    await this.#beating;
    this.#meter();
  }

  async #beat(): Promise<void> {
    // A database that is away for a moment costs a beat, not the run; publishing checks the fence anyway.
    const { deps, run, fence } = this.#run;
    const ours = await beat(deps.database, run.id, fence, this.counters()).catch(() => true);
    if (!ours) {
      this.#lost.abort(
        stopError('FENCED', text('Tiến trình khác đã tiếp quản.', 'Another process took this pull over.')),
      );
    }
    this.#meter();
    this.#tell();
  }

  #meter(): void {
    const { deps, source } = this.#run;
    const { recordsRead: records, pagesRead: pages, retries } = this.counters();
    const before = this.#metered;
    this.#metered = { records, pages, retries };
    deps.meter.read(source.connector, {
      records: records - before.records,
      pages: pages - before.pages,
      retries: retries - before.retries,
    });
  }

  #tell(): void {
    const now = performance.now();
    if (now - this.#toldAt < TELL_INTERVAL) return;
    this.#toldAt = now;
    const { deps, source, run } = this.#run;
    const { recordsRead, recordsExpected, pagesRead } = this.counters();
    const speed = speedOf({ recordsRead, recordsExpected }, now - this.#startedAt);
    const progress = { pages: pagesRead, records: recordsRead, expected: recordsExpected, ...speed };
    deps.log.info({ run: run.id, source: source.id, ...progress }, 'pull under way');
  }
}
