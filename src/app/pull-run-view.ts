import type { PullRun } from '../store/pull-runs.ts';
import type { PullRunView } from './views/pull-run.ts';

export const toRunView = (run: PullRun): PullRunView => ({
  id: String(run.id),
  sourceId: String(run.sourceId),
  connectorVersion: run.connectorVersion,
  state: run.state,
  startedAt: run.startedAt,
  finishedAt: run.finishedAt,
  window: run.window,
  recordsRead: run.recordsRead,
  recordsExpected: run.recordsExpected,
  pagesRead: run.pagesRead,
  factsChanged: run.factsChanged,
  payloadHash: run.payloadHash,
  message: run.message,
});
