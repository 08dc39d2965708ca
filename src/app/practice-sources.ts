import type { RunningSimulator } from '../connector-kit/simulator-server.ts';
import type { Unit } from '../core/unit.ts';
import { allSources, insertSource, updatePracticeSource } from '../store/sources.ts';
import type { HubDeps } from './deps.ts';
import { boundTo, sealConfig } from './pull/source-config.ts';

/** Every practice answer of `npm start` and of `hub simulate` is drawn from this seed unless another is asked for. */
export const PRACTICE_SEED = 1;

/** When practice sources are pulled: the nightly run. */
export const NIGHTLY = '0 2 * * *';

/** The units that exist in the practice systems: those of the province, of all times. */
export function practiceUnits(deps: Pick<HubDeps, 'directory' | 'province'>): Unit[] {
  const province = deps.directory.unit(deps.province, null);
  return deps.directory
    .all()
    .filter((unit) => unit.level !== 'PROVINCE' && deps.directory.isWithin(unit, province.key));
}

/**
 * Starts one simulator per connector that no real source has replaced, and makes the sources that read them
 * where nothing is configured at all. Sources of an earlier start get
 * the new address; their values stay marked as practice and can never be published.
 */
export async function startPracticeSources(deps: HubDeps, seed: number): Promise<RunningSimulator[]> {
  const units = practiceUnits(deps);
  const sources = await allSources(deps.database);
  const known = sources.filter((source) => source.practice);
  const configured = sources.some((source) => !source.practice);
  const running: RunningSimulator[] = [];
  for (const connector of deps.connectors.filter(({ withoutPractice }) => withoutPractice === undefined)) {
    const source = known.find((one) => one.connector === connector.id);
    if (source ? !source.enabled : configured) continue;
    const simulator = await connector.simulate({ port: 0, seed, units, clock: deps.clock, scale: 1 });
    running.push(simulator);
    const name = `${connector.title.vi} (thực hành)`;
    const sealed = sealConfig(connector, connector.practiceConfig(simulator.url), deps.keys, boundTo(name));
    if (source) await updatePracticeSource(deps.database, source.id, sealed.config, sealed.secrets);
    else
      await insertSource(deps.database, {
        name,
        connector: connector.id,
        ...sealed,
        schedule: NIGHTLY,
        practice: true,
      });
  }
  return running;
}
