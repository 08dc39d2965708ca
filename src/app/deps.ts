import type { IndexSet } from '../catalog/index-set.ts';
import type { Connector } from '../connector-kit/connector.ts';
import type { Log } from '../connector-kit/log.ts';
import type { OutboundRules } from '../connector-kit/outbound-rules.ts';
import type { Clock } from '../core/clock.ts';
import type { Measure } from '../core/measure.ts';
import type { Tracer } from '../core/tracer.ts';
import type { Unit } from '../core/unit.ts';
import type { Database } from '../store/database.ts';
import type { Keys } from './keys.ts';
import type { Reader } from './pull/reading/reader.ts';
import type { RunMeter } from './pull/run-meter.ts';
import type { UnitDirectory } from './units/unit-directory.ts';

/** What the use cases stand on; put together once by the composition root. */
export interface HubDeps {
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
  /** Where connectors run. */
  readonly reader: Reader;
  /** Does nothing; the crash tests end the process at the place it names. */
  readonly failPoint: (place: string) => void;
  /** Where sources may be. */
  readonly outbound: OutboundRules;
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
  readonly #byCode: ReadonlyMap<string, Measure>;
  readonly #idByCode: ReadonlyMap<string, number>;
  readonly #codeById: ReadonlyMap<number, string>;

  constructor(measures: readonly Measure[], ids: ReadonlyMap<string, number>) {
    this.#byCode = new Map(measures.map((measure) => [measure.code, measure]));
    this.#idByCode = ids;
    this.#codeById = new Map([...ids].map(([code, id]) => [id, code]));
  }

  /** A code that nobody describes comes back with itself as title. */
  get(code: string): Measure {
    const unknown = { vi: code, en: code };
    return this.#byCode.get(code) ?? { code, title: unknown, unit: unknown, aggregation: 'SUM' };
  }

  id(code: string): number {
    return this.#idByCode.get(code) as number;
  }

  code(id: number): string {
    return this.#codeById.get(id) as string;
  }
}
