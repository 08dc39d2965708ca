import type { Http } from '../../connector-kit/http.ts';
import { SECOND } from '../../core/clock.ts';
import { stopError } from '../../core/errors.ts';
import { text } from '../../core/text.ts';
import { beat, type RunCounters } from '../../store/pull-runs.ts';
import type { HubDeps } from '../deps.ts';
import type { Stage } from './stage.ts';

/** How often a run shows that it lives and how far it is; a dead one is told after HEARTBEAT_LIMIT_SECONDS. */
const BEAT_INTERVAL = 1 * SECOND;

/** The heartbeat of one run: renews its lease, shows its progress, and stops it when the lease is lost. */
export class RunPulse {
  readonly signal: AbortSignal;
  readonly #lost = new AbortController();
  readonly #deps: HubDeps;
  readonly #runId: number;
  readonly #fence: string;
  readonly #timer: NodeJS.Timeout;
  #beating: Promise<void> = Promise.resolve();
  #stage: Stage | null = null;
  #http: Http | null = null;

  constructor(deps: HubDeps, runId: number, fence: string, cancel: AbortSignal | undefined) {
    this.#deps = deps;
    this.#runId = runId;
    this.#fence = fence;
    this.signal = cancel ? AbortSignal.any([cancel, this.#lost.signal]) : this.#lost.signal;
    this.#timer = setInterval(() => {
      this.#beating = this.#beating.then(() => this.#beat());
    }, BEAT_INTERVAL);
  }

  watch(stage: Stage, http: Http): void {
    this.#stage = stage;
    this.#http = http;
  }

  counters(): RunCounters {
    return {
      recordsRead: this.#stage?.recordsRead ?? 0,
      recordsExpected: this.#stage?.recordsExpected ?? null,
      pagesRead: this.#http?.answers() ?? 0,
      payloadHash: this.#http?.payloadHash() ?? null,
    };
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#beating;
  }

  async #beat(): Promise<void> {
    // A database that is away for a moment costs a beat, not the run; publishing checks the fence anyway.
    const ours = await beat(this.#deps.database, this.#runId, this.#fence, this.counters()).catch(() => true);
    if (!ours) {
      this.#lost.abort(
        stopError('FENCED', text('Tiến trình khác đã tiếp quản.', 'Another process took this pull over.')),
      );
    }
  }
}
