import { countRuns, runsBefore } from '../store/run-history.ts';
import { isRowNumber, placeCursor, placeOf } from './cursor.ts';
import { knowMeasures } from './declared-measures.ts';
import type { HubDeps } from './deps.ts';
import type { Page, PageRequest } from './page.ts';
import { checkPage } from './paging.ts';
import { measuresHeld, toRunView } from './pull-run-view.ts';
import type { PullRunState, PullRunView } from './views/pull-run.ts';

/** All runs of a source, newest first; null: of any state. */
export async function sourceRuns(
  deps: HubDeps,
  sourceId: string,
  state: PullRunState | null,
  request: PageRequest,
): Promise<Page<PullRunView>> {
  checkPage(request);
  const { database } = deps;
  const id = Number(sourceId);
  const list = `runs:${id}:${state ?? 'ALL'}`;
  const before = request.after === null ? null : placeOf(list, request.after, isId)[0];
  const [found, totalCount] = await Promise.all([
    runsBefore(database, id, state, before, request.first + 1),
    countRuns(database, id, state),
  ]);
  const shown = found.slice(0, request.first);
  await knowMeasures(deps, shown.flatMap(measuresHeld));
  return {
    totalCount,
    items: shown.map((run) => ({ cursor: placeCursor(list, run.id), node: toRunView(deps, run) })),
    hasNextPage: found.length > shown.length,
    hasPreviousPage: before !== null,
  };
}

const isId = (place: readonly unknown[]): place is [number] => place.length === 1 && isRowNumber(place[0]);
