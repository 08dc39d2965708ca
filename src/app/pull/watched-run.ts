import { SECOND } from '../../core/clock.ts';
import type { PullRun } from '../../store/pull-run.ts';
import type { StoredSource } from '../../store/sources.ts';
import type { HubDeps } from '../deps.ts';

/** A run from its start to its end, for operators: a span, and how long it took by the clock of the database. */
export function watchedRun(
  { tracer, meter, turns }: HubDeps,
  source: StoredSource,
  run: PullRun,
  work: () => Promise<PullRun>,
): Promise<PullRun> {
  const { id, connector } = source;
  return tracer.span('pull', { source: id, connector, run: run.id }, async (span) => {
    const end = await turns.pulling(work);
    const ms = (end.finishedAt ?? end.startedAt).getTime() - end.startedAt.getTime();
    meter.ended(connector, end.state, ms / SECOND);
    span.note({ state: end.state, records: end.recordsRead, ...(end.errorCode && { error: end.errorCode }) });
    return end;
  });
}
