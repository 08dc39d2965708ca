import type { HubDeps } from './deps.ts';
import { type BackfillStep, backfillSteps } from './pull/backfill.ts';
import { sourcesByIds, storedSource } from './sources.ts';
import type { Backfill, BackfillPull } from './views/source.ts';

/** The pulls of a backfill as it was asked for. */
export async function backfillOf(deps: HubDeps, { source, from, to }: Backfill): Promise<BackfillStep[]> {
  const one = source === null ? null : await storedSource(deps, source);
  return backfillSteps(deps, one, { from, to });
}

export async function backfillViews(deps: HubDeps, steps: readonly BackfillStep[]): Promise<BackfillPull[]> {
  const ids = [...new Set(steps.map(({ source }) => String(source.id)))];
  const views = await sourcesByIds(deps, ids);
  return steps.flatMap(({ source, window }) => {
    const view = views[ids.indexOf(String(source.id))];
    return view === undefined || view instanceof Error ? [] : [{ source: view, ...window }];
  });
}
