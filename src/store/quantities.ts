import type { Window } from '../core/clock.ts';
import type { Aggregation } from '../core/measure.ts';
import type { Queries } from './database.ts';

/** One quantity of one unit: measure id, value, day of the latest (earliest for MIN_DATE) fact, source id. */
export interface UnitQuantity {
  readonly measureId: number;
  readonly value: number;
  readonly day: string;
  readonly sourceId: number;
}

/** Facts are added up in SQL and handed over as one text per unit: a row per quantity would cost five times as much. */
interface PackedRow {
  unit_id: number;
  packed: string;
}

export type MeasureIdsByAggregation = Readonly<Record<Aggregation, readonly number[]>>;

/**
 * The quantities of all units over a window, from facts known at `knownAt` (text of a timestamptz;
 * null: now), unit by unit. `$1..$2` window, `$3` unit ids, `$4` instant.
 */
export async function quantitiesOf(
  queries: Queries,
  window: Window,
  unitIds: readonly number[],
  measures: MeasureIdsByAggregation,
  knownAt: string | null = null,
): Promise<(unitId: number) => readonly UnitQuantity[]> {
  const parts = [
    measures.SUM.length &&
      // Where two sources count the same for one unit, the newer one counts alone: adding them would count twice.
      `(select distinct on (unit_id, measure_id) unit_id, measure_id, sum(value) as value, max(day) as day, source_id
       from chosen where ${among(measures.SUM)} group by unit_id, measure_id, source_id
       order by unit_id, measure_id, source_id desc)`,
    snapshots(measures) &&
      `(select distinct on (unit_id, measure_id) unit_id, measure_id, value::numeric, day, source_id
       from chosen where ${among([...measures.LAST, ...measures.CUM])}
       order by unit_id, measure_id, day desc, source_id desc)`,
    dates('max', measures.MAX_DATE),
    dates('min', measures.MIN_DATE),
  ].filter((part) => typeof part === 'string');
  // A set whose rows are all filled by people reads no measure.
  if (parts.length === 0) return () => [];
  const rows = await queries.rows<PackedRow>(
    `with chosen as (
       select unit_id, measure_id, day, value, source_id from fact
       where day between $1 and $2 and ${knownAt === null ? 'known_to is null and $4::text is null' : KNOWN}
         and unit_id in (select jsonb_array_elements_text($3::text::jsonb)::int)
     ), quantity as (${parts.join(' union all ')})
     select unit_id, string_agg(measure_id || ':' || value || ':' || day || ':' || source_id, ' ') as packed
     from quantity group by unit_id`,
    [window.from, window.to, JSON.stringify(unitIds), knownAt],
  );
  // Unpacked unit by unit as they are asked for: all at once they would be a million objects for a country.
  const packed = new Map(rows.map((row) => [row.unit_id, row.packed]));
  return (unitId) => unpack(packed.get(unitId));
}

const KNOWN = 'known_from <= $4::timestamptz and (known_to is null or known_to > $4::timestamptz)';

const among = (ids: readonly number[]) => `measure_id in (${ids.join(', ')})`;

const snapshots = (measures: MeasureIdsByAggregation) => measures.LAST.length + measures.CUM.length > 0;

/** A date measure counts the days with a value above 0; without any, it is zero on the last day looked at. */
const dates = (end: 'max' | 'min', ids: readonly number[]) =>
  ids.length > 0 &&
  `select unit_id, measure_id, (count(*) filter (where value > 0))::numeric as value,
     coalesce(${end}(day) filter (where value > 0), max(day)) as day, max(source_id) as source_id
   from chosen where ${among(ids)} group by unit_id, measure_id`;

function unpack(packed: string | undefined): UnitQuantity[] {
  if (packed === undefined) return [];
  return packed.split(' ').map((one) => {
    const [measureId, value, day, sourceId] = one.split(':');
    return {
      measureId: Number(measureId),
      value: Number(value),
      day: day as string,
      sourceId: Number(sourceId),
    };
  });
}
