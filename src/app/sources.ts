import { measuresOf } from '../connector-kit/connector.ts';
import { configError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import type { PullRun } from '../store/pull-run.ts';
import { lastSuccesses, latestRuns } from '../store/run-history.ts';
import { allSources, type StoredSource, sourceById } from '../store/sources.ts';
import { knowMeasures } from './declared-measures.ts';
import type { HubDeps } from './deps.ts';
import { namedSource } from './named-source.ts';
import type { Page, PageRequest } from './page.ts';
import { pageOf } from './paging.ts';
import { shownConnector } from './pull/connector-of-source.ts';
import { nextRun } from './pull/due.ts';
import { connectorById } from './pull/source-config.ts';
import { measuresHeld, toRunView } from './pull-run-view.ts';
import { healthState } from './source-health.ts';
import { settingsOf } from './source-settings.ts';
import type { PullRunView } from './views/pull-run.ts';
import type { SourceView } from './views/source.ts';

export async function sourcesPage(deps: HubDeps, page: PageRequest): Promise<Page<SourceView>> {
  const sources = await allSources(deps.database);
  const { items, ...rest } = pageOf(sources, (source) => `source:${source.id}`, page);
  const views = await sourceViews(
    deps,
    items.map(({ node }) => node),
  );
  return { ...rest, items: items.map(({ cursor }, index) => ({ cursor, node: views[index] as SourceView })) };
}

export async function sourceView(deps: HubDeps, id: string): Promise<SourceView> {
  const [view] = await sourceViews(deps, [await storedSource(deps, id)]);
  return view as SourceView;
}

/** Several at once, in as many statements as one; an error in the place of one that is not there. */
export async function sourcesByIds(
  deps: HubDeps,
  ids: readonly string[],
): Promise<readonly (SourceView | Error)[]> {
  if (ids.length === 1) return [await sourceView(deps, ids[0] as string).catch((error: Error) => error)];
  const stored = (await allSources(deps.database)).filter(({ id }) => ids.includes(String(id)));
  const views = new Map((await sourceViews(deps, stored)).map((view) => [view.id, view]));
  return ids.map((id) => views.get(id) ?? unknownSource(id));
}

/** By id, or as `namedSource` finds it. */
export async function storedSource(deps: HubDeps, idOrName: string): Promise<StoredSource> {
  const byId = /^\d{1,9}$/.test(idOrName) ? await sourceById(deps.database, Number(idOrName)) : null;
  const source = byId ?? namedSource(await allSources(deps.database), idOrName);
  if (source) return source;
  throw unknownSource(idOrName);
}

const unknownSource = (idOrName: string) =>
  configError(
    'UNKNOWN_SOURCE',
    text(
      `Không có nguồn "${idOrName}". Hãy xem danh sách nguồn bằng lệnh "hub sources".`,
      `There is no source "${idOrName}". List the sources with "hub sources".`,
    ),
  );

async function sourceViews(deps: HubDeps, sources: readonly StoredSource[]): Promise<SourceView[]> {
  const ids = sources.map((source) => source.id);
  const [runs, delivered] = await Promise.all([
    latestRuns(deps.database, ids, 1),
    lastSuccesses(deps.database),
  ]);
  const lastSuccess = (id: number) =>
    [...delivered].reduce<Date | null>(
      (latest, [key, at]) => (key.startsWith(`${id}:`) && (latest === null || at > latest) ? at : latest),
      null,
    );
  return sources.map((source) => ({
    id: String(source.id),
    name: source.name,
    enabled: source.enabled,
    connector: connectorById(deps.connectors, source.connector),
    measures: measuresOf(shownConnector(deps, source)),
    schedule: source.schedule,
    nextRunAt: source.enabled && source.schedule ? nextRun(source.schedule, deps.clock.now()) : null,
    lastSuccessAt: lastSuccess(source.id),
    practice: source.practice,
    settings: settingsOf(source),
    version: source.version,
    health: healthOf(
      source,
      runs.find((run) => run.sourceId === source.id),
    ),
  }));
}

function healthOf(source: StoredSource, last: PullRun | undefined): SourceView['health'] {
  const state = healthState(source.enabled, last?.state ?? null);
  if (state === 'DISABLED') return { state, message: text('Nguồn đang tắt.', 'The source is switched off.') };
  if (!last) return { state, message: text('Chưa lấy dữ liệu lần nào.', 'Never pulled yet.') };
  return { state, message: last.message };
}

export async function runsOf(
  deps: HubDeps,
  sourceIds: readonly string[],
  first: number,
): Promise<readonly (readonly PullRunView[])[]> {
  const runs = await latestRuns(deps.database, sourceIds.map(Number), first);
  await knowMeasures(deps, runs.flatMap(measuresHeld));
  return sourceIds.map((id) =>
    runs.filter((run) => run.sourceId === Number(id)).map((run) => toRunView(deps, run)),
  );
}
