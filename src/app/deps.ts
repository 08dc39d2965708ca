import type { IndexSet } from '../catalog/index-set.ts';
import type { Connector } from '../connector-kit/connector.ts';
import type { Log } from '../connector-kit/log.ts';
import type { OutboundRules } from '../connector-kit/outbound-rules.ts';
import type { Clock } from '../core/clock.ts';
import type { Measure } from '../core/measure.ts';
import type { Origin } from '../core/origin.ts';
import type { Tracer } from '../core/tracer.ts';
import type { Unit } from '../core/unit.ts';
import type { Database } from '../store/database.ts';
import type { StoredMeasures } from '../store/measures.ts';
import type { Keys } from './keys.ts';
import type { Reader } from './pull/reading/reader.ts';
import type { RunMeter } from './pull/run-meter.ts';
import type { Reads } from './reads.ts';
import type { Turns } from './turns.ts';
import type { UnitDirectory } from './units/unit-directory.ts';

/** What the use cases stand on; put together once by the composition root. */
export interface HubDeps {
  /** Id of the principal on whose behalf all is done: what the audit keeps. */
  readonly by: string;
  /** Where from: the audit keeps it, and nothing else does. */
  readonly from: Origin;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly tracer: Tracer;
  readonly meter: RunMeter;
  readonly keys: Keys;
  readonly connectors: readonly Connector[];
  readonly indexSets: readonly IndexSet[];
  readonly directory: UnitDirectory;
  readonly unitIds: UnitIds;
  readonly measures: MeasureTable;
  /** Official code of the province whose hub this is ("46"). */
  readonly province: string;
  /** Between pulls and questions. */
  readonly turns: Turns;
  /** Where connectors run. */
  readonly reader: Reader;
  /** Does nothing; the crash tests end the process at the place it names. */
  readonly failPoint: (place: string) => void;
  /** Where sources may be. */
  readonly outbound: OutboundRules;
  /** Where files for sources lie; null: nowhere. */
  readonly dropDir: string | null;
  /** See `MASK_BELOW`, which stands where this is left out. */
  readonly maskBelow?: number;
  /** Left out: nothing is read for several questions at once. */
  readonly reads?: Reads;
  /** Shows what was published, as it was published, and no other results (see as-of.ts). */
  readonly publishedOnly?: boolean;
}

/** Between units and their surrogate ids in the store. */
export class UnitIds {
  readonly #byKey: ReadonlyMap<string, number>;
  readonly #unitById: ReadonlyMap<number, Unit>;

  constructor(ids: ReadonlyMap<string, number>, units: readonly Unit[]) {
    this.#byKey = ids;
    this.#unitById = new Map(units.map((unit) => [ids.get(unit.key) as number, unit]));
  }

  of(unit: Pick<Unit, 'key'>): number {
    return this.#byKey.get(unit.key) as number;
  }

  unit(id: number): Unit | null {
    return this.#unitById.get(id) ?? null;
  }
}

/** Between measure codes and their small ids; where each measure comes from. */
export class MeasureTable {
  /** Those of the release: its connectors' and its index sets'. */
  readonly release: ReadonlyMap<string, Measure>;
  #declared: ReadonlyMap<string, Measure> = new Map();
  #idByCode: ReadonlyMap<string, number> = new Map();
  #codeById: ReadonlyMap<number, string> = new Map();

  constructor(measures: readonly Measure[], ids: ReadonlyMap<string, number>) {
    this.release = new Map(measures.map((measure) => [measure.code, measure]));
    this.learn({ ids, declared: [] });
  }

  /** Takes up what the store holds: sources of any process may have declared measures since. */
  learn({ ids, declared }: StoredMeasures): void {
    this.#declared = new Map(declared.map((measure) => [measure.code, measure]));
    this.#idByCode = ids;
    this.#codeById = new Map([...ids].map(([code, id]) => [id, code]));
  }

  /** Those that configurations have declared. */
  get declared(): readonly Measure[] {
    return [...this.#declared.values()].filter(({ code }) => !this.release.has(code));
  }

  /** Whether somebody describes the code, or a code bears the id. */
  has(codeOrId: string | number): boolean {
    if (typeof codeOrId === 'number') return this.#codeById.has(codeOrId);
    return this.release.has(codeOrId) || this.#declared.has(codeOrId);
  }

  /** A code that nobody describes comes back with itself as title. */
  get(code: string): Measure {
    const unknown = { vi: code, en: code };
    const known = this.release.get(code) ?? this.#declared.get(code);
    return known ?? { code, title: unknown, unit: unknown, aggregation: 'SUM' };
  }

  id(code: string): number {
    return this.#idByCode.get(code) as number;
  }

  code(id: number): string {
    return this.#codeById.get(id) as string;
  }
}
