import { randomUUID } from 'node:crypto';
import { type Connector, type Json, measuresOf } from '../../connector-kit/connector.ts';
import { withLoopback } from '../../connector-kit/outbound-rules.ts';
import { type Day, dayOf, earlierDay, isInside, type Window } from '../../core/clock.ts';
import { asHubError, HubError, stopError } from '../../core/errors.ts';
import { text } from '../../core/text.ts';
import { resumableRun } from '../../store/known-slices.ts';
import type { PendingRun } from '../../store/pending-runs.ts';
import { compareWithVisible, lockFacts, type Publication, publishRun } from '../../store/publish.ts';
import { DRY_RUN, type HeldMeasure, type PullRun } from '../../store/pull-run.ts';
import { endRun, startRun } from '../../store/pull-runs.ts';
import { liveRun, runById } from '../../store/run-history.ts';
import type { StoredSource } from '../../store/sources.ts';
import type { RunPreview } from '../../store/staged-changes.ts';
import { type UnitMatch, unitMatches } from '../../store/unit-matches.ts';
import { unmatchedCounts } from '../../store/unmatched-codes.ts';
import { checkDeclared, learnMeasures } from '../declared-measures.ts';
import type { HubDeps } from '../deps.ts';
import { settingsOf } from '../source-settings.ts';
import { isIgnored } from '../unit-matching/decided-codes.ts';
import { connectorOfSource } from './connector-of-source.ts';
import { collectedYears, pulledAssessments } from './due.ts';
import { inspect, type PullResult } from './inspect.ts';
import type { ReadEnd, ReadJob } from './reading/read-job.ts';
import { LIMITS_OF_OURS } from './reading/reading-caps.ts';
import { readingDigest } from './reading-digest.ts';
import { heldBack, published, unmatchedRows, withWarnings, wouldPublish } from './run-messages.ts';
import { runPreview } from './run-preview.ts';
import { RunPulse } from './run-pulse.ts';
import { connectorById, openConfig } from './source-config.ts';
import { Stage } from './stage.ts';
import { streamsOfRun } from './streams.ts';
import { unitCodes, unitsOfSource } from './units-of-source.ts';
import { watchedRun } from './watched-run.ts';

export interface PullOptions {
  /** Reads and judges, tells what would change, publishes nothing. */
  readonly dryRun?: boolean;
  /** Told what publishing a dry run would do, while its staged rows still lie there. */
  readonly onDryRun?: (preview: RunPreview) => void;
  readonly signal?: AbortSignal;
  /** When the schedule wanted it. */
  readonly dueAt?: Date;
  /** Only these units, by the source's codes: of all others the pull says nothing. */
  readonly onlyUnits?: readonly string[];
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
    dueAt: options.dueAt ?? null,
    onlyUnits: options.onlyUnits ?? null,
  });
  if (run) {
    const pull = { deps, source, connector, run, fence, options };
    return { run, done: watchedRun(deps, source, run, () => pullToEnd(pull)) };
  }
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

async function pullToEnd(begun: Pull): Promise<PullRun> {
  const { deps, run, fence } = begun;
  let pull = begun;
  const pulse = new RunPulse(pull, settingsOf(pull.source).maxMinutes);
  try {
    pull = await withLists(begun);
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
      ignored: {},
      counters: pulse.counters(),
      isResumable: !pull.options.dryRun && isResumableAfter(error),
      isPartial: LIMITS_OF_OURS.has(error.code),
      retryAfterSeconds: retryAfterOf(error),
    });
  } finally {
    await pulse.stop();
  }
  return (await runById(deps.database, run.id)) as PullRun;
}

/** The lists of a source may be declared in its configuration, and their measures be new to this process. */
async function withLists(pull: Pull): Promise<Pull> {
  const connector = connectorOfSource(pull.deps, pull.source);
  checkDeclared(pull.deps, connector);
  await learnMeasures(pull.deps, connector);
  return { ...pull, connector };
}

/** Whoever stopped the run says why: another process that took it over, or the end of this one. */
const stoppedBy = ({ reason }: AbortSignal): HubError =>
  reason instanceof HubError
    ? reason
    : stopError('CANCELLED', text('Lần lấy dữ liệu đã được dừng.', 'The pull was stopped.'), reason);

/** Ends that say nothing against what was read before. */
const RESUMABLE_STOPS: ReadonlySet<string> = new Set(['CANCELLED']);

/** What was read is kept, but not where it would keep a disk full (F33). */
const isResumableAfter = ({ family, code }: HubError): boolean =>
  (family === 'retry' && code !== 'DATABASE_FULL') || RESUMABLE_STOPS.has(code);

function retryAfterOf({ details }: HubError): number | null {
  const seconds = details['retryAfterSeconds'];
  return typeof seconds === 'number' ? seconds : null;
}

/** What a person must look at is held for one; everything else that stopped a pull made it fail. */
const stateAfter = (error: HubError) =>
  error.code === 'CANCELLED'
    ? 'CANCELLED'
    : error.family === 'person'
      ? 'NEEDS_REVIEW'
      : LIMITS_OF_OURS.has(error.code)
        ? 'PARTIAL'
        : 'FAILED';

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
  const { deps, run, fence } = pull;
  const matches = await unitMatches(deps.database, pull.source.id);
  const job = await jobOf(pull, matches);
  const stage = await stageOf(pull, job);
  pulse.watch(stage);
  let read: ReadEnd;
  try {
    read = await deps.reader.read(job, stage, { log: deps.log, signal: pulse.signal });
    await stage.end();
  } finally {
    await stage.settled();
  }
  const unmatched = await unmatchedOf(pull, stage, matches);
  const publication = publicationOf(pull, stage, read, unmatched);
  const held = await objections(pull, stage, read, publication, job.onlyUnitIds);
  const end = { counters: read.counters, ...unmatched, held, errorCode: null, errorFamily: null };
  if (pull.options.dryRun) {
    const preview = await runPreview(deps, publication, run.window);
    pull.options.onDryRun?.(preview);
    await endRun(deps.database, run.id, fence, {
      ...end,
      state: 'CANCELLED',
      errorCode: DRY_RUN,
      message: withWarnings(wouldPublish(end.counters, held, measuresOf(pull.connector)), [
        ...unmatchedRows(unmatched),
        ...read.warnings,
      ]),
      pending: { state: null, confirmed: [], preview } satisfies PendingRun,
    });
  } else if (held.length > 0) {
    const message = withWarnings(heldBack(held, measuresOf(pull.connector)), read.warnings);
    const { state, confirmed } = publication;
    const preview = await runPreview(deps, publication, run.window);
    const { streams } = publication;
    const pending: PendingRun = { state, confirmed, preview, warnings: read.warnings, streams };
    // As publishing does: a scoring under way either sees the doubt or ends before it.
    await deps.database.transaction(async (queries) => {
      await lockFacts(queries);
      await endRun(queries, run.id, fence, { ...end, state: 'NEEDS_REVIEW', message, pending });
    });
  } else {
    await deps.tracer.span('publish', {}, () => publish(pull, publication));
  }
}

async function jobOf(
  { deps, source, connector, run, options }: Pull,
  matches: readonly UnitMatch[],
): Promise<ReadJob> {
  const { config, unitMap } = openConfig(connector, source, deps.keys);
  const { maxPages, maxRecords, requestsPerMinute } = settingsOf(source);
  const only = options.onlyUnits ?? null;
  const units = unitsOfSource(deps, run.window, unitMap, matches);
  const codes = unitCodes(deps, unitMap, matches);
  return {
    connector: connector.id,
    sourceId: source.id,
    config,
    window: run.window,
    asOf: await judgedOn(deps, run.window),
    units: only === null ? units : units.filter(({ code }) => only.includes(code)),
    state: source.state as Json,
    unitCodes: codes,
    onlyUnitIds: only?.flatMap((code) => (codes.get(code) ?? []).map(({ id }) => id)) ?? null,
    today: dayOf(deps.clock.now()),
    caps: { maxPages, maxRecords },
    requestsPerMinute,
    measureIds: new Map(measuresOf(connector).map(({ code }) => [code, deps.measures.id(code)])),
    hashSecret: deps.keys.hashSecret,
    dropDir: deps.dropDir,
    outbound: source.practice ? withLoopback(deps.outbound) : deps.outbound,
  };
}

/** A dry run stores nothing that another run may go on from, and takes nothing over. */
async function stageOf({ deps, source, connector, run, options }: Pull, job: ReadJob): Promise<Stage> {
  const reading = readingDigest(connector, source, job.unitCodes, options.onlyUnits ?? null);
  const resumed = options.dryRun
    ? null
    : await resumableRun(deps.database, { id: run.id, sourceId: source.id, window: run.window });
  return new Stage(deps, connector, { runId: run.id, sourceId: source.id, reading, resumed });
}

/** Rows whose code names no unit: those that wait for a person, and those of which one said that they are none of ours. */
async function unmatchedOf(
  { deps }: Pull,
  stage: Stage,
  matches: readonly UnitMatch[],
): Promise<Pick<Publication, 'quarantined' | 'ignored'>> {
  const rows = await unmatchedCounts(
    deps.database,
    stage.slices.map(({ id }) => id),
  );
  const counts = (ignored: boolean) =>
    Object.fromEntries(
      rows.filter(({ code }) => isIgnored(code, matches) === ignored).map(({ code, count }) => [code, count]),
    );
  return { quarantined: counts(false), ignored: counts(true) };
}

async function objections(
  pull: Pull,
  stage: Stage,
  read: ReadEnd,
  publication: Publication,
  onlyUnitIds: readonly number[] | null,
): Promise<HeldMeasure[]> {
  const { deps, connector, source } = pull;
  const { changeLimit, smallest, totalTolerance, zeroIsNormal } = settingsOf(source);
  const limits = { change: changeLimit, smallest, tolerance: totalTolerance, zeroIsNormal };
  const result: PullResult = {
    slices: stage.slices,
    comparisons: stage.slices.every(({ isConfirmed }) => isConfirmed)
      ? []
      : await compareWithVisible(deps.database, publication),
    recordsRead: read.counters.recordsRead,
    quarantined: publication.quarantined,
    ignored: publication.ignored,
    setAside: read.setAside,
    onlyUnitIds,
    measures: measuresOf(connector).map((measure) => measure.code),
    measuresOfStream: (stream) => measuresOf(only(connector, stream)).map((measure) => measure.code),
    measureCode: (id) => deps.measures.code(id),
    unitName: (id) => deps.unitIds.unit(id)?.name ?? '?',
  };
  return inspect(result, limits);
}

const only = (connector: Connector, stream: string) => ({
  records: connector.records.filter((one) => one.name === stream),
  values: connector.values.filter((one) => one.name === stream),
});

const publicationOf = (
  { deps, source, connector, run, fence }: Pull,
  stage: Stage,
  { counters, state, warnings }: ReadEnd,
  unmatched: Pick<Publication, 'quarantined' | 'ignored'>,
): Publication => ({
  runId: run.id,
  fence,
  sourceId: source.id,
  streams: streamsOfRun(connector, deps.measures),
  confirmed: stage.slices.filter(({ isConfirmed }) => isConfirmed).map(({ id }) => id),
  state,
  counters,
  ...unmatched,
  message: (factsChanged) => withWarnings(published(counters, factsChanged, unmatched), warnings),
});

async function publish({ deps }: Pull, publication: Publication): Promise<void> {
  deps.failPoint('before_commit');
  const changed = await publishRun(deps.database, publication);
  deps.failPoint('after_commit');
  if (changed === null) {
    throw stopError(
      'FENCED',
      text('Tiến trình khác đã tiếp quản lần lấy dữ liệu này.', 'Another process took this pull over.'),
    );
  }
}
