import { beginPull } from '../begin-pull.ts';
import type { HubDeps } from '../deps.ts';
import type { BackfillStep } from '../pull/backfill.ts';
import type { PullOptions } from '../pull/pull.ts';
import type { StartedPull } from '../pull/pull-source.ts';
import type { Backfill, StartPull } from '../views/source.ts';
import { recordAlone } from './record.ts';

/** A pull that a person orders. A dry run changes nothing, but shows rows of the source: it is kept, too (S41). */
export async function orderedPull(
  deps: HubDeps,
  input: StartPull,
  options: PullOptions = {},
): Promise<StartedPull> {
  const dryRun = input.dryRun ?? options.dryRun ?? false;
  const started = await beginPull(deps, input, { ...options, dryRun });
  const { id, sourceId, window } = started.run;
  await recordAlone(deps, {
    action: 'PULL_STARTED',
    subject: 'PullRun',
    subjectKey: String(id),
    after: { source: sourceId, ...window, unit: input.unit ?? null, dryRun },
  });
  return started;
}

/** Before the first of the pulls. */
export const recordBackfill = (
  deps: HubDeps,
  { source, from, to }: Backfill,
  steps: readonly BackfillStep[],
): Promise<void> =>
  recordAlone(deps, {
    action: 'BACKFILL_STARTED',
    subject: 'Source',
    subjectKey: source ?? '*',
    after: { from, to, pulls: steps.length },
  });
