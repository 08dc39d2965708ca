import { loadCatalogue } from '../catalog/load-catalogue.ts';
import { SETS } from '../catalog/set-sources.ts';
import { type Connector, measuresOf } from '../connector-kit/connector.ts';
import type { Log } from '../connector-kit/log.ts';
import { checkedRules, type OutboundRules, PUBLIC_ONLY } from '../connector-kit/outbound-rules.ts';
import type { Clock } from '../core/clock.ts';
import { noTracing, type Tracer } from '../core/tracer.ts';
import type { Database } from '../store/database.ts';
import { importedSets } from '../store/imported-sets.ts';
import { syncMeasures } from '../store/measures.ts';
import { migrate } from '../store/migrate.ts';
import { closeDeadRuns } from '../store/pull-runs.ts';
import { syncUnits } from '../store/units.ts';
import { ensureAssessments } from './assessments.ts';
import { importedSource } from './criteria/imported-source.ts';
import { type HubDeps, MeasureTable, UnitIds } from './deps.ts';
import type { Keys } from './keys.ts';
import { type Reader, readerHere } from './pull/reading/reader.ts';
import { noMeter, type RunMeter } from './pull/run-meter.ts';
import { buildUnits } from './units/build-units.ts';
import { UnitDirectory } from './units/unit-directory.ts';

export interface SetupInput {
  readonly database: Database;
  readonly connectors: readonly Connector[];
  readonly keys: Keys;
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
  /** Told before each step, for people who wait. */
  readonly onStep?: (step: SetupStep) => void;
}

export type SetupStep = 'migrations' | 'catalogue' | 'units' | 'assessments';

/** Brings a database up to this release: schema, catalogue, units, assessments; ends runs of dead processes. */
export async function setUp(input: SetupInput): Promise<HubDeps> {
  const { database, connectors, keys, clock, log, province, onStep = () => {} } = input;
  const outbound = checkedRules(input.outbound ?? PUBLIC_ONLY);
  onStep('migrations');
  await migrate(database);
  onStep('catalogue');
  const offered = connectors.flatMap((connector) => measuresOf(connector));
  const imported = (await importedSets(database)).map(importedSource);
  const { indexSets } = loadCatalogue(offered, SETS, imported);
  onStep('units');
  const { units, successions } = buildUnits();
  const unitIds = new UnitIds(await syncUnits(database, units), units);
  const measures = [...offered, ...indexSets.flatMap((set) => set.reportedMeasures)];
  const table = new MeasureTable(measures, await syncMeasures(database, measures));
  const deps: HubDeps = {
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
    reader: input.reader ?? readerHere(connectors, clock),
    failPoint: input.failPoint ?? (() => {}),
  };
  onStep('assessments');
  await ensureAssessments(deps);
  await closeDeadRuns(database, database.kind === 'embedded');
  return deps;
}
