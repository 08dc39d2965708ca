import type { Day } from '../core/clock.ts';
import type { Queries } from './database.ts';

/** A version of an index set that came from an import and not from a file of the release. */
export interface ImportedSet {
  readonly code: string;
  readonly version: number;
  readonly holdsFrom: Day;
  /** YAML in the shape of src/catalog/sets. */
  readonly content: string;
  readonly digest: string;
}

export const importedSets = (queries: Queries): Promise<ImportedSet[]> =>
  queries.rows<ImportedSet>(
    `select code, version, holds_from as "holdsFrom", content, digest from imported_set order by code, version`,
  );

/** False when the version is already there: it stays as it is. */
export async function addImportedSet(queries: Queries, one: ImportedSet): Promise<boolean> {
  const added = await queries.rows(
    `insert into imported_set (code, version, holds_from, content, digest) values ($1, $2, $3, $4, $5)
     on conflict (code, version) do nothing returning version`,
    [one.code, one.version, one.holdsFrom, one.content, one.digest],
  );
  return added.length > 0;
}
