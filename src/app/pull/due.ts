import { Cron } from 'croner';
import {
  addDays,
  type Day,
  dayOf,
  earlierDay,
  endOfDay,
  HUB_ZONE,
  isInside,
  laterDay,
  MINUTE,
  startOfDay,
  type Window,
} from '../../core/clock.ts';
import { type Assessment, allAssessments } from '../../store/assessments.ts';
import { databaseTime } from '../../store/database-time.ts';
import { INTERRUPTED, type PullRun, STOPPED_BY_PERSON } from '../../store/pull-run.ts';
import { newestLookbacks, newestRunsByWindow } from '../../store/run-history.ts';
import { allSources, type StoredSource } from '../../store/sources.ts';
import { lastUnitDecisions } from '../../store/unit-matches.ts';
import type { HubDeps } from '../deps.ts';
import { type SourceSettings, settingsOf } from '../source-settings.ts';

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

/** The collected years and the newest whole pull of each source and year. */
export async function newestRuns(deps: HubDeps): Promise<{ years: CollectedYear[]; runs: PullRun[] }> {
  const years = collectedYears(await pulledAssessments(deps), dayOf(deps.clock.now()));
  const windows = years.map(({ window }) => window);
  return { years, runs: await newestRunsByWindow(deps.database, windows) };
}

/** What a tick or a start must see to: whatever the schedule wanted and no run has done since. */
export async function duePulls(deps: HubDeps): Promise<DuePull[]> {
  // A hub whose clock runs ahead would ask a failing source again at each tick (F27, R12).
  const now = new Date(Math.min(deps.clock.now().getTime(), await databaseTime(deps.database)));
  const { years, runs } = await newestRuns(deps);
  const lookbacks = await newestLookbacks(
    deps.database,
    years.map(({ window }) => window),
  );
  const decisions = await lastUnitDecisions(deps.database);
  const sources = (await allSources(deps.database)).filter(
    (source) => source.enabled && isReadableHere(deps, source),
  );
  return sources.flatMap((source) =>
    years.flatMap((year) => {
      const whole = runs.find((run) => run.sourceId === source.id && run.window.from === year.window.from);
      const lookback = lookbacks.find(
        (run) => run.sourceId === source.id && isInside(run.window.from, year.window),
      );
      const last = whole && lookback && lookback.id > whole.id ? lookback : whole;
      const settings = settingsOf(source);
      const decided = decisions.get(source.id);
      // Rows of any day may have waited for a code that a person has matched since.
      const read = whole && decided && decided > whole.startedAt ? { lookback } : { whole, lookback };
      const window = nightlyWindow(settings, year, read, dayOf(now));
      const times = dueTimes(source.schedule, settings.missedRuns, year, last, now);
      return times.map((dueAt) => ({ source, window, dueAt }));
    }),
  );
}

/** A newer hub on the same database may have sources of a connector that this one lacks (F41). */
export const isReadableHere = (
  { connectors }: Pick<HubDeps, 'connectors'>,
  { connector }: StoredSource,
): boolean => connectors.some(({ id }) => id === connector);

type LastRun = Pick<PullRun, 'startedAt' | 'state' | 'errorCode' | 'errorFamily' | 'retryAt'>;

/** More missed times than this are nobody's wish. */
const MOST_MISSED = 31;

/** The times for which a pull is due: of several that were missed the first stands for all, unless each is wanted. Pure. */
export function dueTimes(
  schedule: string | null,
  missed: SourceSettings['missedRuns'],
  year: CollectedYear,
  last: LastRun | undefined,
  now: Date,
): Date[] {
  const first = dueSince(schedule, year, last, now);
  if (first === null) return [];
  const times = [first];
  if (
    schedule === null ||
    missed === 'ONE' ||
    last === undefined ||
    nextRun(schedule, last.startedAt)?.getTime() !== first.getTime()
  ) {
    return times;
  }
  for (let next = nextRun(schedule, first); next !== null && next <= now; next = nextRun(schedule, next)) {
    times.push(next);
  }
  return times.slice(-MOST_MISSED);
}

/**
 * The days that a nightly pull reads: all of them, or with `lookbackDays` the last few while the year is open and
 * the newest whole pull is good and not too old. Never later than the last good pull, so that no day is left out. Pure.
 */
export function nightlyWindow(
  { lookbackDays, fullReadEvery }: Pick<SourceSettings, 'lookbackDays' | 'fullReadEvery'>,
  { window, openUntil }: CollectedYear,
  { whole, lookback }: { readonly whole?: LastRun | undefined; readonly lookback?: LastRun | undefined },
  today: Day,
): Window {
  if (lookbackDays === null || whole?.state !== 'OK' || today > openUntil) return window;
  const readWholeOn = dayOf(whole.startedAt);
  if (addDays(readWholeOn, fullReadEvery) <= today) return window;
  const goodOn = lookback?.state === 'OK' ? laterDay(readWholeOn, dayOf(lookback.startedAt)) : readWholeOn;
  const from = earlierDay(addDays(earlierDay(today, window.to), -lookbackDays), goodOn);
  return { from: laterDay(window.from, from), to: window.to };
}

/** Ends that the source has no part in. */
const NOT_OF_THE_SOURCE: ReadonlySet<string | null> = new Set([INTERRUPTED, 'DATABASE_LOST']);

/** Since when a pull is due; null while it is not. Without a schedule only one that was begun and cut off is. Pure. */
export function dueSince(
  schedule: string | null,
  year: CollectedYear,
  last: LastRun | undefined,
  now: Date,
): Date | null {
  if (last === undefined) return schedule === null ? null : startOfDay(year.window.from);
  // A hub that was stopped or killed, or lost its database, is no answer of the source: its pull is done again at once.
  const isStopped = last.state === 'CANCELLED' && last.errorCode !== STOPPED_BY_PERSON;
  if (isStopped || NOT_OF_THE_SOURCE.has(last.errorCode)) return last.startedAt;
  if (schedule === null) return null;
  if (last.errorFamily === 'retry') {
    const again = last.retryAt ?? new Date(last.startedAt.getTime() + RETRY_AFTER);
    return again <= now ? again : null;
  }
  const closed = endOfDay(year.openUntil);
  if (last.state === 'OK' && last.startedAt > closed) return null;
  const next = nextRun(schedule, last.startedAt);
  if (next === null || next > now) return null;
  return next;
}
