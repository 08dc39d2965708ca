import { configError } from '../../core/errors.ts';
import { text } from '../../core/text.ts';
import type { PullRun } from '../../store/pull-run.ts';
import { stopRun } from '../../store/pull-runs.ts';
import { runById } from '../../store/run-history.ts';
import { record } from '../audit/record.ts';
import type { HubDeps } from '../deps.ts';

/** Stops a run, whatever process works on it: before it is published, or not at all. */
export async function cancelPull(deps: HubDeps, id: string): Promise<PullRun> {
  const known = /^\d{1,9}$/.test(id) ? await runById(deps.database, Number(id)) : null;
  if (!known)
    throw configError(
      'UNKNOWN_PULL_RUN',
      text(`Không có lần lấy dữ liệu số ${id}.`, `There is no pull run ${id}.`),
    );
  const isStopped = await deps.database.transaction(async (queries) => {
    const isOurs = await stopRun(queries, known.id);
    if (isOurs)
      await record(deps, queries, {
        action: 'PULL_CANCELLED',
        subject: 'PullRun',
        subjectKey: id,
        before: { source: known.sourceId, ...known.window, state: known.state },
        after: { state: 'CANCELLED' },
      });
    return isOurs;
  });
  const run = (await runById(deps.database, known.id)) as PullRun;
  if (!isStopped) throw tooLate(run);
  deps.log.info({ run: run.id }, 'pull stopped by a person');
  return run;
}

const tooLate = ({ id, state }: PullRun) =>
  configError(
    'TOO_LATE',
    text(
      `Lần lấy dữ liệu số ${id} đã kết thúc (${state}) nên không dừng được nữa; kết quả của nó giữ nguyên.`,
      `Pull run ${id} has ended (${state}), so it cannot be stopped any more; what it did stands.`,
    ),
  );
