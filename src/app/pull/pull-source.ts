import { randomUUID } from 'node:crypto';
import { type Connector, measuresOf } from '../../connector-kit/connector.ts';
import type { Window } from '../../core/clock.ts';
import { asHubError, HubError, stopError } from '../../core/errors.ts';
import { type Text, text } from '../../core/text.ts';
import { resumableRun } from '../../store/known-slices.ts';
import type { PendingRun } from '../../store/pending-runs.ts';
import { lockFacts, publishRun, type StagedRun } from '../../store/publish.ts';
import { DRY_RUN, type HeldMeasure, type PullRun } from '../../store/pull-run.ts';
import { endRun, startRun } from '../../store/pull-runs.ts';
import { liveRun, runById } from '../../store/run-history.ts';
import type { StoredSource } from '../../store/sources.ts';
import { type UnitMatch, unitMatches } from '../../store/unit-matches.ts';
import { unmatchedCounts } from '../../store/unmatched-codes.ts';
import { checkDeclared, learnMeasures } from '../declared-measures.ts';
import type { HubDeps } from '../deps.ts';
import { settingsOf } from '../source-settings.ts';
import { isIgnored } from '../unit-matching/decided-codes.ts';
import { connectorOfSource } from './connector-of-source.ts';
import { jobOf } from './job-of-pull.ts';
import { judged } from './judge-run.ts';
import type { Pull, PullOptions } from './pull.ts';
import type { ReadEnd, ReadJob } from './reading/read-job.ts';
import { LIMITS_OF_OURS } from './reading/reading-caps.ts';
import { readingDigest } from './reading-digest.ts';
import {
  heldBack,
  openSecretWarnings,
  published,
  unmatchedRows,
  withWarnings,
  wouldPublish,
} from './run-messages.ts';
import { runPreview } from './run-preview.ts';
import { RunPulse } from './run-pulse.ts';
import { connectorById } from './source-config.ts';
import { Stage } from './stage.ts';
import { streamsOfRun } from './streams.ts';
import { watchedRun } from './watched-run.ts';

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
  const sent = stagedRunOf(pull, stage, read, unmatched);
  const { held, notes } = await judged(pull, stage, read, sent, job.onlyUnitIds);
  const openSecrets = pull.connector.openSecrets?.(job.config) ?? [];
  const warnings = [...openSecretWarnings(openSecrets), ...read.warnings, ...notes];
  const staged = { ...sent, message: messageOf(read, unmatched, warnings) };
  const end = { counters: read.counters, ...unmatched, held, errorCode: null, errorFamily: null };
  if (pull.options.dryRun) {
    const preview = await runPreview(deps, staged, run.window);
    pull.options.onDryRun?.(preview);
    await endRun(deps.database, run.id, fence, {
      ...end,
      state: 'CANCELLED',
      errorCode: DRY_RUN,
      message: withWarnings(wouldPublish(end.counters, held, measuresOf(pull.connector)), [
        ...unmatchedRows(unmatched),
        ...warnings,
      ]),
      pending: { state: null, confirmed: [], preview } satisfies PendingRun,
    });
  } else if (held.length > 0) {
    const message = withWarnings(heldBack(held, measuresOf(pull.connector)), warnings);
    const { state, confirmed } = staged;
    const preview = await runPreview(deps, staged, run.window);
    const { streams } = staged;
    const pending: PendingRun = { state, confirmed, preview, warnings, streams };
    // As publishing does: a scoring under way either sees the doubt or ends before it.
    await deps.database.transaction(async (queries) => {
      await lockFacts(queries);
      await endRun(queries, run.id, fence, { ...end, state: 'NEEDS_REVIEW', message, pending });
    });
  } else {
    await deps.tracer.span('publish', {}, () => publish(pull, staged));
  }
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
): Promise<Pick<StagedRun, 'quarantined' | 'ignored'>> {
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

const stagedRunOf = (
  { deps, source, connector, run, fence }: Pull,
  stage: Stage,
  { counters, state }: ReadEnd,
  unmatched: Pick<StagedRun, 'quarantined' | 'ignored'>,
): Omit<StagedRun, 'message'> => ({
  runId: run.id,
  fence,
  sourceId: source.id,
  streams: streamsOfRun(connector, deps.measures),
  confirmed: stage.slices.filter(({ isConfirmed }) => isConfirmed).map(({ id }) => id),
  state,
  counters,
  ...unmatched,
});

const messageOf =
  ({ counters }: ReadEnd, unmatched: Pick<StagedRun, 'quarantined' | 'ignored'>, warnings: readonly Text[]) =>
  (factsChanged: number): Text =>
    withWarnings(published(counters, factsChanged, unmatched), warnings);

async function publish({ deps }: Pull, staged: StagedRun): Promise<void> {
  deps.failPoint('before_commit');
  const changed = await publishRun(deps.database, staged);
  deps.failPoint('after_commit');
  if (changed === null) {
    throw stopError(
      'FENCED',
      text('Tiến trình khác đã tiếp quản lần lấy dữ liệu này.', 'Another process took this pull over.'),
    );
  }
}
