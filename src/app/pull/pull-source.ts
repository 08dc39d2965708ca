import { randomUUID } from 'node:crypto';
import { type Connector, type Json, measuresOf } from '../../connector-kit/connector.ts';
import { createHttp } from '../../connector-kit/http.ts';
import { type Day, dayOf, earlierDay, isInside, type Window } from '../../core/clock.ts';
import { asHubError, HubError, stopError } from '../../core/errors.ts';
import { text } from '../../core/text.ts';
import { compareWithVisible, lockFacts, publishRun } from '../../store/publish.ts';
import {
  DRY_RUN,
  endRun,
  type HeldMeasure,
  liveRun,
  type PullRun,
  runById,
  startRun,
} from '../../store/pull-runs.ts';
import type { StoredSource } from '../../store/sources.ts';
import { type StagedChanges, stagedChanges } from '../../store/staged-changes.ts';
import type { HubDeps } from '../deps.ts';
import { collectedYears, pulledAssessments } from './due.ts';
import { inspect } from './inspect.ts';
import { heldBack, published, wouldPublish } from './run-messages.ts';
import { RunPulse } from './run-pulse.ts';
import { connectorById, openConfig } from './source-config.ts';
import { Stage } from './stage.ts';
import { streamsOfRun } from './streams.ts';
import { unitResolver, unitsOfSource } from './unit-resolver.ts';

export interface PullOptions {
  /** Reads and judges, tells what would change, publishes nothing. */
  readonly dryRun?: boolean;
  /** Told what publishing a dry run would do, while its staged rows still lie there. */
  readonly onDryRun?: (changes: StagedChanges) => void;
  readonly signal?: AbortSignal;
}

/** A run that was begun and its end. When another run of the source lives, it is that one. */
export interface StartedPull {
  readonly run: PullRun;
  readonly done: Promise<PullRun>;
}

/** Pulls one source over one window; never throws for what the source does: the run tells it. */
export async function startPull(
  deps: HubDeps,
  source: StoredSource,
  window: Window,
  options: PullOptions = {},
): Promise<StartedPull> {
  const connector = connectorById(deps.connectors, source.connector);
  const fence = randomUUID();
  const run = await startRun(deps.database, {
    sourceId: source.id,
    connectorVersion: connector.version,
    window,
    fence,
    message: text('Đang lấy dữ liệu.', 'Pulling.'),
  });
  if (run) return { run, done: pullToEnd({ deps, source, connector, run, fence, options }) };
  const live = await liveRun(deps.database, source.id);
  return live ? { run: live, done: Promise.resolve(live) } : startPull(deps, source, window, options);
}

/** Everything one run needs; handed down instead of held in a class. */
interface Pull {
  readonly deps: HubDeps;
  readonly source: StoredSource;
  readonly connector: Connector;
  readonly run: PullRun;
  readonly fence: string;
  readonly options: PullOptions;
}

async function pullToEnd(pull: Pull): Promise<PullRun> {
  const { deps, run, fence } = pull;
  const pulse = new RunPulse(deps, run.id, fence, pull.options.signal);
  try {
    await readAndPublish(pull, pulse);
  } catch (thrown) {
    const error = pulse.signal.aborted ? stoppedBy(pulse.signal) : asHubError(thrown);
    deps.log.warn({ run: run.id, code: error.code, cause: causeOf(error) }, 'pull failed');
    await endRun(deps.database, run.id, fence, {
      state: pull.options.dryRun ? 'CANCELLED' : stateAfter(error),
      errorCode: pull.options.dryRun ? DRY_RUN : error.code,
      errorFamily: error.family,
      message: error.text,
      held: error.family === 'person' ? heldWhole(pull.connector, error) : [],
      quarantined: {},
      counters: pulse.counters(),
    });
  } finally {
    await pulse.stop();
  }
  return (await runById(deps.database, run.id)) as PullRun;
}

/** Whoever stopped the run says why: another process that took it over, or the end of this one. */
const stoppedBy = ({ reason }: AbortSignal): HubError =>
  reason instanceof HubError
    ? reason
    : stopError('CANCELLED', text('Lần lấy dữ liệu đã được dừng.', 'The pull was stopped.'), reason);

/** What a person must look at is held for one; everything else that stopped a pull made it fail. */
const stateAfter = (error: HubError) =>
  error.code === 'CANCELLED' ? 'CANCELLED' : error.family === 'person' ? 'NEEDS_REVIEW' : 'FAILED';

const heldWhole = (connector: Connector, error: HubError): HeldMeasure[] =>
  measuresOf(connector).map(({ code }) => ({ measure: code, unitId: null, reason: error.text }));

/** See ReadContext.asOf. */
async function judgedOn(deps: HubDeps, window: Window): Promise<Day> {
  const today = dayOf(deps.clock.now());
  const years = collectedYears(await pulledAssessments(deps), today);
  return years.find((one) => isInside(window.from, one.window))?.window.to ?? earlierDay(today, window.to);
}

/** For the log of operators only: class and place of what was thrown, never its message, which may hold data. */
const causeOf = (error: Error): string | undefined =>
  error.cause instanceof Error
    ? `${error.cause.name} ${error.cause.stack?.split('\n')[1]?.trim() ?? ''}`
    : undefined;

async function readAndPublish(pull: Pull, pulse: RunPulse): Promise<void> {
  const { deps, source, connector, run, fence } = pull;
  const { config, unitMap } = openConfig(connector, source, deps.keys);
  const resolver = unitResolver(deps, unitMap);
  const stage = new Stage(
    deps,
    connector,
    { runId: run.id, sourceId: source.id, window: run.window },
    resolver,
  );
  const http = createHttp({ clock: deps.clock, log: deps.log, signal: pulse.signal });
  pulse.watch(stage, http);
  const batches = connector.read({
    config,
    http,
    window: run.window,
    asOf: await judgedOn(deps, run.window),
    units: unitsOfSource(deps, run.window, unitMap),
    state: source.state as Json,
    clock: deps.clock,
    log: deps.log,
    signal: pulse.signal,
  });
  try {
    for await (const batch of batches) {
      pulse.signal.throwIfAborted();
      await stage.take(batch);
    }
    await stage.end();
  } finally {
    await stage.settled();
  }
  const held = await objections(pull, stage, resolver.quarantined);
  const counters = pulse.counters();
  const end = { counters, quarantined: resolver.quarantined, held, errorCode: null, errorFamily: null };
  if (pull.options.dryRun) {
    const streams = streamsOfRun(connector, deps.measures);
    pull.options.onDryRun?.(
      await stagedChanges(deps.database, {
        runId: run.id,
        sourceId: source.id,
        streams,
        silent: stage.silent,
      }),
    );
    await endRun(deps.database, run.id, fence, {
      ...end,
      state: 'CANCELLED',
      errorCode: DRY_RUN,
      message: wouldPublish(counters, held, measuresOf(connector)),
    });
  } else if (held.length > 0) {
    const message = heldBack(held, measuresOf(connector));
    // As publishing does: a scoring under way either sees the doubt or ends before it.
    await deps.database.transaction(async (queries) => {
      await lockFacts(queries);
      await endRun(queries, run.id, fence, { ...end, state: 'NEEDS_REVIEW', message });
    });
  } else {
    await publish(pull, stage, end);
  }
}

async function objections(
  { deps, connector, source, run }: Pull,
  stage: Stage,
  quarantined: Readonly<Record<string, number>>,
): Promise<HeldMeasure[]> {
  return inspect({
    slices: stage.slices,
    comparisons: await compareWithVisible(deps.database, run.id, source.id),
    recordsRead: stage.recordsRead,
    quarantined,
    measures: measuresOf(connector).map((measure) => measure.code),
    measuresOfStream: (stream) => measuresOf(only(connector, stream)).map((measure) => measure.code),
    measureCode: (id) => deps.measures.code(id),
    unitName: (id) => deps.unitIds.unit(id)?.name ?? '?',
  });
}

const only = (connector: Connector, stream: string) => ({
  records: connector.records.filter((one) => one.name === stream),
  values: connector.values.filter((one) => one.name === stream),
});

async function publish(
  { deps, source, connector, run, fence }: Pull,
  stage: Stage,
  end: { counters: ReturnType<RunPulse['counters']>; quarantined: Readonly<Record<string, number>> },
): Promise<void> {
  const changed = await publishRun(deps.database, {
    runId: run.id,
    fence,
    sourceId: source.id,
    streams: streamsOfRun(connector, deps.measures),
    silent: stage.silent,
    state: stage.state,
    counters: end.counters,
    quarantined: end.quarantined,
    message: (factsChanged) => published(end.counters, factsChanged, end.quarantined),
  });
  if (changed === null) {
    throw stopError(
      'FENCED',
      text('Tiến trình khác đã tiếp quản lần lấy dữ liệu này.', 'Another process took this pull over.'),
    );
  }
}
