import type { Unit } from '../core/unit.ts';
import { copyText } from './copy-text.ts';
import type { Database, Queries } from './database.ts';

/** Surrogate ids of units by key; adds those the database does not know yet and never removes one. */
export async function syncUnits(
  database: Database,
  units: readonly Unit[],
): Promise<ReadonlyMap<string, number>> {
  const known = await idsByKey(database);
  if (units.every((unit) => known.has(unit.key))) return known;
  return database.transaction(async (queries) => {
    // Of hubs that start together one writes, the others wait and find it done.
    await queries.rows('lock table unit in share row exclusive mode');
    await addUnits(queries, units, await idsByKey(queries));
    return idsByKey(queries);
  });
}

async function addUnits(
  queries: Queries,
  units: readonly Unit[],
  known: ReadonlyMap<string, number>,
): Promise<void> {
  const missing = units.filter((unit) => !known.has(unit.key));
  if (missing.length === 0) return;
  const lines = missing.map((unit) =>
    [unit.key, unit.code, unit.level, unit.name, unit.validFrom, unit.validTo].map(copyText).join('\t'),
  );
  await queries.copy(
    'unit',
    ['key', 'code', 'level', 'name', 'valid_from', 'valid_to'],
    `${lines.join('\n')}\n`,
  );
}

async function idsByKey(queries: Queries): Promise<Map<string, number>> {
  const rows = await queries.rows<{ id: number; key: string }>('select id, key from unit');
  return new Map(rows.map(({ id, key }) => [key, id]));
}
