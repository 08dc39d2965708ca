import { configError, type HubError } from '../../core/errors.ts';
import { type Text, text } from '../../core/text.ts';
import type { Queries } from '../../store/database.ts';
import { isStaged, overtakenBy, type PendingRun, pendingRun, rejectRun } from '../../store/pending-runs.ts';
import { lockFacts, publishRun } from '../../store/publish.ts';
import type { PullRun } from '../../store/pull-run.ts';
import { runById } from '../../store/run-history.ts';
import { type StoredSource, sourceById } from '../../store/sources.ts';
import { record } from '../audit/record.ts';
import type { HubDeps } from '../deps.ts';
import { givenReason } from '../given-reason.ts';
import type { ReviewPullRun } from '../views/pull-run.ts';
import { connectorOfSource } from './connector-of-source.ts';
import { accepted, withWarnings } from './run-messages.ts';
import { streamsOfRun } from './streams.ts';

/**
 * A person decides on a run that is held: ACCEPT shows exactly what it had read, REJECT drops that, and the last
 * good figures stand. Of two people at once one decides and the other is told so.
 */
export async function reviewRun(deps: HubDeps, input: ReviewPullRun): Promise<PullRun> {
  const reason = givenReason(input.reason);
  const run = await waitingRun(deps, input.pullRun);
  const source = (await sourceById(deps.database, run.sourceId)) as StoredSource;
  const isDone =
    input.decision === 'ACCEPT' ? await accept(deps, run, source, reason) : await reject(deps, run, reason);
  const decided = (await runById(deps.database, run.id)) as PullRun;
  if (!isDone)
    throw decided.decision
      ? alreadyDecided(decided)
      : overtaken(run, (await overtakenBy(deps.database, run)) ?? 0);
  deps.log.info({ run: run.id, source: source.id, decision: decided.decision?.decision }, 'pull reviewed');
  return decided;
}

async function waitingRun(deps: HubDeps, id: string): Promise<PullRun> {
  const run = /^\d{1,9}$/.test(id) ? await runById(deps.database, Number(id)) : null;
  if (!run)
    throw refused(
      'UNKNOWN_PULL_RUN',
      text(`Không có lần lấy dữ liệu số ${id}.`, `There is no pull run ${id}.`),
    );
  if (run.decision !== null) throw alreadyDecided(run);
  if (run.state !== 'NEEDS_REVIEW') throw notWaiting(run);
  return run;
}

/** False when somebody else, or a later pull, was quicker. */
async function accept(deps: HubDeps, run: PullRun, source: StoredSource, reason: string): Promise<boolean> {
  const pending = await publishable(deps, run, source);
  const changed = await publishRun(deps.database, {
    runId: run.id,
    fence: '',
    sourceId: source.id,
    streams: pending.streams ?? streamsOfRun(connectorOfSource(deps, source), deps.measures),
    confirmed: pending.confirmed,
    state: pending.state,
    counters: run,
    quarantined: run.quarantined,
    ignored: run.ignored,
    message: (factsChanged) => withWarnings(accepted(run, factsChanged), pending.warnings ?? []),
    accepted: reason,
    also: (queries) => recordReview(deps, queries, run, reason, 'PULL_ACCEPTED'),
  });
  return changed !== null;
}

async function publishable({ database }: HubDeps, run: PullRun, source: StoredSource): Promise<PendingRun> {
  if (!source.enabled) throw sourceOff(run, source);
  const later = await overtakenBy(database, run);
  if (later !== null) throw overtaken(run, later);
  const pending = await pendingRun(database, run.id);
  if (pending === null) throw neverWhole(run);
  if (pending.confirmed.length === 0 && !(await isStaged(database, run.id))) {
    const now = (await runById(database, run.id)) as PullRun;
    throw now.decision ? alreadyDecided(now) : purged(run);
  }
  return pending;
}

const reject = (deps: HubDeps, run: PullRun, reason: string): Promise<boolean> =>
  deps.database.transaction(async (queries) => {
    // As publishing does: a scoring under way either sees the decision or ends before it.
    await lockFacts(queries);
    const isDone = await rejectRun(queries, run.id, reason);
    if (isDone) await recordReview(deps, queries, run, reason, 'PULL_REJECTED');
    return isDone;
  });

const recordReview = (
  deps: HubDeps,
  queries: Queries,
  { id, sourceId, window, state }: PullRun,
  reason: string,
  action: 'PULL_ACCEPTED' | 'PULL_REJECTED',
): Promise<void> =>
  record(deps, queries, {
    action,
    subject: 'PullRun',
    subjectKey: String(id),
    before: { source: sourceId, ...window, state },
    after: { decision: action === 'PULL_ACCEPTED' ? 'ACCEPTED' : 'REJECTED' },
    reason,
  });

const refused = (code: string, message: Text) => configError(code, message);

const notWaiting = ({ id }: PullRun) =>
  refused(
    'NOT_WAITING',
    text(
      `Lần lấy dữ liệu số ${id} không chờ duyệt nên không có gì để quyết định.`,
      `Pull run ${id} does not wait for review, so there is nothing to decide.`,
    ),
  );

function alreadyDecided({ id, decision }: PullRun): HubError {
  const isAccepted = decision?.decision === 'ACCEPTED';
  return refused(
    'ALREADY_DECIDED',
    text(
      `Lần lấy dữ liệu số ${id} đã được ${isAccepted ? 'chấp nhận' : 'từ chối'} với lý do: "${decision?.reason ?? ''}". Quyết định đó giữ nguyên.`,
      `Pull run ${id} has been ${isAccepted ? 'accepted' : 'rejected'} already, because: "${decision?.reason ?? ''}". That decision stands.`,
    ),
  );
}

const overtaken = ({ id }: PullRun, later: number) =>
  refused(
    'OVERTAKEN',
    text(
      `Sau lần ${id}, lần ${later} đã lấy các ngày này nên số liệu của lần ${id} đã cũ. Hãy xem lần ${later}, hoặc lấy lại.`,
      `Run ${later} has read these days after run ${id}, whose figures are old now. Look at run ${later}, or pull again.`,
    ),
  );

const neverWhole = ({ id }: PullRun) =>
  refused(
    'NOT_WHOLE',
    text(
      `Lần ${id} dừng trước khi đọc hết nên không thể chấp nhận. Hãy từ chối, hoặc xử lý nguyên nhân rồi lấy lại.`,
      `Run ${id} stopped before it had read all, so it cannot be accepted. Reject it, or remove the cause and pull again.`,
    ),
  );

const purged = ({ id }: PullRun) =>
  refused(
    'PURGED',
    text(
      `Số liệu đã đọc của lần ${id} không còn được giữ nên không thể chấp nhận. Hãy lấy lại.`,
      `What run ${id} had read is not kept any more, so it cannot be accepted. Pull again.`,
    ),
  );

const sourceOff = ({ id }: PullRun, { name }: StoredSource) =>
  refused(
    'SOURCE_SWITCHED_OFF',
    text(
      `Nguồn "${name}" của lần ${id} đang tắt nên không thể công bố số liệu của nó. Hãy bật nguồn rồi quyết định.`,
      `Source "${name}" of run ${id} is switched off, so nothing of it is published. Switch it on, then decide.`,
    ),
  );
