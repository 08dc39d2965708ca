import type { ReadContext, SourceRecord } from '../../src/connector-kit/connector.ts';
import type { Day } from '../../src/core/clock.ts';
import { isValidOn, type Unit } from '../../src/core/unit.ts';
import { SERVICE_VERDICTS, type ServiceVerdict } from './measures-services.ts';

export type UnitsOfSource = ReadContext<unknown>['units'];

/**
 * Each procedure of a unit once, whatever the order of its dossiers: by the best that they say of it, on the first day
 * on which one says so.
 */
export class FirstUses {
  readonly #units = new Map<string, Unit[]>();
  readonly #first = new Map<string, SourceRecord>();

  constructor(units: UnitsOfSource) {
    for (const { code, unit } of units) this.#units.set(code, [...(this.#units.get(code) ?? []), unit]);
  }

  /** The key of a row is the code of its procedure. */
  add(rows: readonly SourceRecord[]): void {
    for (const row of rows) {
      const rank = rankOf(row);
      if (rank < 0) continue;
      const place = `${this.#unitOf(row)}\t${row.key}`;
      const known = this.#first.get(place);
      if (!known || rank < rankOf(known) || (rank === rankOf(known) && isBefore(row, known))) {
        this.#first.set(place, row);
      }
    }
  }

  /** In an order that follows from them alone, under keys that differ for two units that had one code in turn. */
  records(): SourceRecord[] {
    return [...this.#first.values()]
      .map((row) => ({ ...row, key: `${row.at.slice(0, 10)}/${row.key}/${row.unit}` }))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  /** A unit that the source spells in two ways is one; one code may name two units, one after the other. */
  #unitOf({ unit: code, at }: SourceRecord): string {
    const day: Day = at.slice(0, 10);
    return this.#units.get(code)?.find((unit) => isValidOn(unit, day))?.key ?? code;
  }
}

/** -1: no dossier that was received. */
const rankOf = ({ data }: SourceRecord): number => SERVICE_VERDICTS.indexOf(data as ServiceVerdict);

const isBefore = (a: SourceRecord, b: SourceRecord): boolean =>
  a.at === b.at ? a.unit < b.unit : a.at < b.at;
