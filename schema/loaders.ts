import DataLoader from 'dataloader';
import type { Hub } from '../src/app/hub.ts';
import type { PullRunView } from '../src/app/views/pull-run.ts';
import type { SourceView } from '../src/app/views/source.ts';
import type { UnitView } from '../src/app/views/unit.ts';

type Successions = Awaited<ReturnType<Hub['successions']>>[number];

/** One set per request: what several rows of an answer ask for is read once, and never kept for the next. */
export interface Loaders {
  readonly unit: DataLoader<string, UnitView | null>;
  readonly successions: DataLoader<string, Successions>;
  readonly source: DataLoader<string, SourceView>;
  runs(sourceId: string, first: number): Promise<readonly PullRunView[]>;
}

export function createLoaders(hub: Hub): Loaders {
  const runsByFirst = new Map<number, DataLoader<string, readonly PullRunView[]>>();
  const runsLoader = (first: number) => {
    const loader = runsByFirst.get(first) ?? new DataLoader((ids: readonly string[]) => hub.runs(ids, first));
    runsByFirst.set(first, loader);
    return loader;
  };
  return {
    unit: new DataLoader((keys) => hub.unitsByKey(keys)),
    successions: new DataLoader((keys) => hub.successions(keys)),
    source: new DataLoader((ids) =>
      Promise.all(ids.map((id) => hub.source(id).catch((error: Error) => error))),
    ),
    runs: (sourceId, first) => runsLoader(first).load(sourceId),
  };
}
