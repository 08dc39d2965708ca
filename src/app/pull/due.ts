import { Cron } from 'croner';
import { dayOf, earlierDay, endOfDay, HUB_ZONE, MINUTE, startOfDay, type Window } from '../../core/clock.ts';
import { type Assessment, allAssessments } from '../../store/assessments.ts';
import { INTERRUPTED, newestRunsByWindow, type PullRun } from '../../store/pull-runs.ts';
import { allSources, type StoredSource } from '../../store/sources.ts';
import type { HubDeps } from '../deps.ts';

/** One pull that should happen: which source, which days, since when it is due. */
export interface DuePull {
  readonly source: StoredSource;
  readonly window: Window;
  readonly dueAt: Date;
}

/** A year in which at least one assessment collects data, and the days a pull of it covers so far. */
export interface CollectedYear {
  readonly year: number;
  readonly window: Window;
  /** Until this day the sources are read again each night; corrections come until units may enter data. */
  readonly openUntil: string;
}

/**
 * A source that did not answer is asked again after this; one that refuses credentials or changed its shape
 * waits for the next night, so that no account gets locked.
 */
const RETRY_AFTER = 30 * MINUTE;

/** The next time of a schedule after an instant; null when there is none. */
export const nextRun = (schedule: string, after: Date): Date | null =>
  new Cron(schedule, { timezone: HUB_ZONE }).nextRun(after);

/** The assessments that the sources fill: those of the hub's own province. */
export async function pulledAssessments(deps: HubDeps): Promise<readonly Assessment[]> {
  return (await allAssessments(deps.database)).filter(({ within, window }) => {
    const scope = deps.directory.byCodeOn(within, window.to);
    const province = deps.directory.byCodeOn(deps.province, window.to, 'PROVINCE');
    return scope !== null && province !== null && deps.directory.isWithin(scope, province.key);
  });
}

/** One window per year: the widest of its assessments, up to today. Years that have not begun are left out. */
export function collectedYears(assessments: readonly Assessment[], today: string): CollectedYear[] {
  const years = new Map<number, CollectedYear>();
  for (const { year, window, entryDeadline } of assessments) {
    if (window.from > today) continue;
    const known = years.get(year);
    years.set(year, {
      year,
      window: {
        from: known ? earlierDay(known.window.from, window.from) : window.from,
        to: earlierDay(today, known && known.window.to > window.to ? known.window.to : window.to),
      },
      openUntil: known && known.openUntil > entryDeadline ? known.openUntil : entryDeadline,
    });
  }
  return [...years.values()];
}

/** What a tick or a start must see to: whatever the schedule wanted and no run has done since. */
export async function duePulls(deps: HubDeps): Promise<DuePull[]> {
  const now = deps.clock.now();
  const years = collectedYears(await pulledAssessments(deps), dayOf(now));
  const runs = await newestRunsByWindow(deps.database);
  const sources = (await allSources(deps.database)).filter(
    (source) => source.enabled && source.schedule !== null,
  );
  return sources.flatMap((source) =>
    years.flatMap((year) => {
      const last = runs.find((run) => run.sourceId === source.id && run.window.from === year.window.from);
      const dueAt = dueSince(source.schedule as string, year, last, now);
      return dueAt === null ? [] : [{ source, window: year.window, dueAt }];
    }),
  );
}

/** Since when a pull is due; null while it is not. Pure. */
export function dueSince(
  schedule: string,
  year: CollectedYear,
  last: Pick<PullRun, 'startedAt' | 'state' | 'errorCode' | 'errorFamily'> | undefined,
  now: Date,
): Date | null {
  if (last === undefined) return startOfDay(year.window.from);
  // A hub that was stopped or killed is no answer of the source: its pull is done again at once.
  if (last.state === 'CANCELLED' || last.errorCode === INTERRUPTED) return last.startedAt;
  if (last.state === 'FAILED' && last.errorFamily === 'retry') {
    const again = new Date(last.startedAt.getTime() + RETRY_AFTER);
    return again <= now ? again : null;
  }
  const closed = endOfDay(year.openUntil);
  if (last.state === 'OK' && last.startedAt > closed) return null;
  const next = nextRun(schedule, last.startedAt);
  if (next === null || next > now) return null;
  return next;
}
