import { Cron } from 'croner';
import { dayOf, endOfDay, HOUR, HUB_ZONE, SECOND } from '../../core/clock.ts';
import type { ExpectedPull } from '../../store/alerts.ts';
import { allSources } from '../../store/sources.ts';
import type { HubDeps } from '../deps.ts';
import { collectedYears, pulledAssessments } from '../pull/due.ts';

/** What a source may be late by its schedule before people are told: a night's tries, and a morning. */
const GRACE = 12 * HOUR;
/** Enough to meet the weekend of a schedule of working days. */
const RUNS_LOOKED_AT = 10;

/** The longest pause of a schedule, and the grace; null when it never comes again. Nightly: 36 hours. */
export function stalenessLimit(schedule: string, after: Date): number | null {
  const runs = new Cron(schedule, { timezone: HUB_ZONE }).nextRuns(RUNS_LOOKED_AT, after);
  const pauses = runs.slice(1).map((run, index) => run.getTime() - (runs[index] as Date).getTime());
  return pauses.length === 0 ? null : Math.max(...pauses) + GRACE;
}

/** The pulls that the schedules promise: every scheduled source, each year that still collects data. */
export async function expectedPulls(deps: HubDeps): Promise<ExpectedPull[]> {
  const now = deps.clock.now();
  const years = collectedYears(await pulledAssessments(deps), dayOf(now));
  const open = years.filter((year) => endOfDay(year.openUntil) >= now);
  return (await allSources(deps.database)).flatMap(({ id, enabled, schedule }) => {
    const limit = enabled && schedule !== null ? stalenessLimit(schedule, now) : null;
    if (limit === null) return [];
    return open.map(({ window }) => ({ sourceId: id, from: window.from, limitSeconds: limit / SECOND }));
  });
}
