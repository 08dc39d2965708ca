import DataLoader from 'dataloader';
import type { Hub } from '../src/app/hub.ts';
import type { Results } from '../src/app/reports/results.ts';
import type { AssessmentView } from '../src/app/views/assessment.ts';
import type { PublicationView } from '../src/app/views/publication.ts';
import type { PullRunView } from '../src/app/views/pull-run.ts';
import type { SourceView } from '../src/app/views/source.ts';
import type { UnitView } from '../src/app/views/unit.ts';

type Successions = Awaited<ReturnType<Hub['successions']>>[number];

/** One set per request: what several rows of an answer ask for is read once, and never kept for the next. */
export interface Loaders {
  readonly unit: DataLoader<string, UnitView | null>;
  readonly successions: DataLoader<string, Successions>;
  readonly source: DataLoader<string, SourceView>;
  /** By assessment. */
  readonly publications: DataLoader<number, readonly PublicationView[]>;
  runs(sourceId: string, first: number): Promise<readonly PullRunView[]>;
  /** See `Hub.results`: the tables of one request, and the pages of one export, are made of one read. */
  results(assessment: AssessmentView, within: string | null, asOf: Date | null): Promise<Results>;
}

export function createLoaders(hub: Hub): Loaders {
  const runsByFirst = new Map<number, DataLoader<string, readonly PullRunView[]>>();
  const runsLoader = (first: number) => {
    const loader = runsByFirst.get(first) ?? new DataLoader((ids: readonly string[]) => hub.runs(ids, first));
    runsByFirst.set(first, loader);
    return loader;
  };
  const results = new Map<string, Promise<Results>>();
  return {
    unit: new DataLoader((keys) => hub.unitsByKey(keys)),
    successions: new DataLoader((keys) => hub.successions(keys)),
    publications: new DataLoader((ids) => hub.publications(ids)),
    // Asked for within one tick, so the hub reads them together.
    source: new DataLoader((ids) =>
      Promise.all(ids.map((id) => hub.source(id).catch((error: Error) => error))),
    ),
    runs: (sourceId, first) => runsLoader(first).load(sourceId),
    results(assessment, within, asOf) {
      const key = JSON.stringify([assessment.id, within, asOf]);
      const found = results.get(key) ?? hub.results(assessment, within, asOf);
      results.set(key, found);
      return found;
    },
  };
}
