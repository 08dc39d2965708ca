import { loadCatalogue } from '../catalog/load-catalogue.ts';
import { SETS } from '../catalog/set-sources.ts';
import { type Connector, measuresOf } from '../connector-kit/connector.ts';
import type { Log } from '../connector-kit/log.ts';
import { checkedRules, type OutboundRules, PUBLIC_ONLY } from '../connector-kit/outbound-rules.ts';
import type { Clock } from '../core/clock.ts';
import { HUB_ITSELF } from '../core/origin.ts';
import { noTracing, type Tracer } from '../core/tracer.ts';
import type { Database } from '../store/database.ts';
import { importedSets } from '../store/imported-sets.ts';
import { storedMeasures, syncMeasures } from '../store/measures.ts';
import { migrate } from '../store/migrate.ts';
import { closeDeadRuns } from '../store/pull-runs.ts';
import { syncUnits } from '../store/units.ts';
import { ensureAssessments } from './assessments.ts';
import { SYSTEM } from './audit/record.ts';
import { importedSource } from './criteria/imported-source.ts';
import { offeredMeasures } from './declared-measures.ts';
import { type HubDeps, MeasureTable, UnitIds } from './deps.ts';
import { type Reader, readerHere } from './pull/reading/reader.ts';
import { noMeter, type RunMeter } from './pull/run-meter.ts';
import { MASK_BELOW } from './rights/few-people.ts';
import { checkMasterKeys, type MasterKeys, openKeys } from './secrets/open-keys.ts';
import { resealSecrets } from './secrets/reseal.ts';
import { Turns } from './turns.ts';
import { buildUnits } from './units/build-units.ts';
import { UnitDirectory } from './units/unit-directory.ts';

export interface SetupInput {
  readonly database: Database;
  readonly connectors: readonly Connector[];
  readonly masterKeys: MasterKeys;
  readonly clock: Clock;
  readonly log: Log;
  /** Left out: nothing is measured. */
  readonly tracer?: Tracer;
  readonly meter?: RunMeter;
  readonly province: string;
  /** Left out: connectors run in this thread. */
  readonly reader?: Reader;
  /** Crash tests only. */
  readonly failPoint?: (place: string) => void;
  /** Without them public servers only. */
  readonly outbound?: OutboundRules;
  /** Without it sources have no files. */
  readonly dropDir?: string;
  /** See `MASK_BELOW`, which stands where this is left out. */
  readonly maskBelow?: number;
  /** Told before each step, for people who wait. */
  readonly onStep?: (step: SetupStep) => void;
}

export type SetupStep = 'migrations' | 'catalogue' | 'units' | 'assessments';

/** Brings a database up to this release: schema, catalogue, units, assessments; ends runs of dead processes. */
export async function setUp(input: SetupInput): Promise<HubDeps> {
  const { database, connectors, masterKeys, clock, log, province, onStep = () => {} } = input;
  const outbound = checkedRules(input.outbound ?? PUBLIC_ONLY);
  await checkMasterKeys(database, masterKeys);
  onStep('migrations');
  await migrate(database);
  const keys = await openKeys(database, masterKeys);
  await resealSecrets(database, keys);
  onStep('catalogue');
  const stored = await storedMeasures(database);
  const offered = offeredMeasures(connectors, stored.declared);
  const imported = (await importedSets(database)).map(importedSource);
  const { indexSets } = loadCatalogue(offered, SETS, imported);
  onStep('units');
  const { units, successions } = buildUnits();
  const unitIds = new UnitIds(await syncUnits(database, units), units);
  const release = connectors.flatMap((connector) => measuresOf(connector));
  const measures = [...release, ...indexSets.flatMap((set) => set.reportedMeasures)];
  const table = new MeasureTable(measures, await syncMeasures(database, measures));
  table.learn(await storedMeasures(database));
  const deps: HubDeps = {
    by: SYSTEM,
    from: HUB_ITSELF,
    turns: new Turns(),
    database,
    clock,
    log,
    tracer: input.tracer ?? noTracing,
    meter: input.meter ?? noMeter,
    keys,
    connectors,
    indexSets,
    directory: new UnitDirectory(units, successions),
    unitIds,
    measures: table,
    province,
    outbound,
    dropDir: input.dropDir ?? null,
    maskBelow: input.maskBelow ?? MASK_BELOW,
    reader: input.reader ?? readerHere(connectors, clock),
    failPoint: input.failPoint ?? (() => {}),
  };
  onStep('assessments');
  await ensureAssessments(deps);
  await closeDeadRuns(database, database.kind === 'embedded');
  return deps;
}
