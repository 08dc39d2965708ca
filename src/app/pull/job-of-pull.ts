import type { Json } from '../../connector-kit/connector.ts';
import { measuresOf } from '../../connector-kit/connector.ts';
import { withLoopback } from '../../connector-kit/outbound-rules.ts';
import { dayOf } from '../../core/clock.ts';
import type { UnitMatch } from '../../store/unit-matches.ts';
import { settingsOf } from '../source-settings.ts';
import { judgedOn } from './collected-year.ts';
import type { Pull } from './pull.ts';
import type { ReadJob } from './reading/read-job.ts';
import { openConfig } from './source-config.ts';
import { unitCodes, unitsOfSource } from './units-of-source.ts';

/** What a reading thread needs for one pull. */
export async function jobOf(
  { deps, source, connector, run, options }: Pull,
  matches: readonly UnitMatch[],
): Promise<ReadJob> {
  const { config, unitMap } = openConfig(connector, source, deps.keys);
  const { maxPages, maxRecords, requestsPerMinute } = settingsOf(source);
  const only = options.onlyUnits ?? null;
  const units = unitsOfSource(deps, run.window, unitMap, matches);
  const codes = unitCodes(deps, unitMap, matches);
  return {
    connector: connector.id,
    sourceId: source.id,
    config,
    window: run.window,
    asOf: await judgedOn(deps, run.window),
    units: only === null ? units : units.filter(({ code }) => only.includes(code)),
    state: source.state as Json,
    unitCodes: codes,
    onlyUnitIds: only?.flatMap((code) => (codes.get(code) ?? []).map(({ id }) => id)) ?? null,
    now: deps.clock.now().getTime(),
    today: dayOf(deps.clock.now()),
    caps: { maxPages, maxRecords },
    requestsPerMinute,
    measureIds: new Map(measuresOf(connector).map(({ code }) => [code, deps.measures.id(code)])),
    hashSecret: deps.keys.hashSecret,
    dropDir: deps.dropDir,
    outbound: source.practice ? withLoopback(deps.outbound) : deps.outbound,
  };
}
