import type { Day } from '../core/clock.ts';
import { instant, type Queries } from './database.ts';

/** What is decided of one code of a source. */
export interface DecidedCode {
  /** Exactly as the source writes it. */
  readonly sourceCode: string;
  /** Code of the hub; null: none of ours, on whatever day. */
  readonly unitCode: string | null;
  /** Both ends are included; null: open. */
  readonly validFrom: Day | null;
  readonly validTo: Day | null;
}

export interface UnitMatch extends DecidedCode {
  readonly id: number;
  readonly sourceId: number;
  readonly reason: string;
  readonly decidedAt: Date;
}

interface Row extends DecidedCode {
  readonly id: number;
  readonly sourceId: number;
  readonly reason: string;
  readonly decidedAt: string;
}

const COLUMNS = `id, source_id as "sourceId", source_code as "sourceCode", unit_code as "unitCode",
  valid_from as "validFrom", valid_to as "validTo", reason, known_from::text as "decidedAt"`;

const toMatch = (row: Row): UnitMatch => ({ ...row, decidedAt: instant(row.decidedAt) });

/** The decisions in force on the codes of a source, by code and day. */
export async function unitMatches(queries: Queries, sourceId: number): Promise<UnitMatch[]> {
  const rows = await queries.rows<Row>(
    `select ${COLUMNS} from unit_match where source_id = $1 and known_to is null
     order by source_code collate "C", valid_from nulls first, id`,
    [sourceId],
  );
  return rows.map(toMatch);
}

/** null when it is not in force (any more). */
export async function unitMatchById(queries: Queries, id: number): Promise<UnitMatch | null> {
  const [row] = await queries.rows<Row>(
    `select ${COLUMNS} from unit_match where id = $1 and known_to is null`,
    [id],
  );
  return row ? toMatch(row) : null;
}

/** Of two people at once the second one waits and sees what the first decided. In a transaction. */
export const lockUnitMatches = (queries: Queries, sourceId: number) =>
  queries.rows('select 1 from source where id = $1 for update', [sourceId]);

export async function addUnitMatch(
  queries: Queries,
  match: DecidedCode & Pick<UnitMatch, 'sourceId' | 'reason'>,
): Promise<UnitMatch> {
  const [row] = await queries.rows<Row>(
    `insert into unit_match (source_id, source_code, unit_code, valid_from, valid_to, reason)
     values ($1, $2, $3, $4, $5, $6) returning ${COLUMNS}`,
    [match.sourceId, match.sourceCode, match.unitCode, match.validFrom, match.validTo, match.reason],
  );
  await forgetState(queries, match.sourceId);
  return toMatch(row as Row);
}

/** null when it is not in force (any more). */
export async function closeUnitMatch(
  queries: Queries,
  id: number,
  reason: string,
): Promise<UnitMatch | null> {
  const [row] = await queries.rows<Row>(
    `update unit_match set known_to = clock_timestamp(), withdrawn_reason = $2
     where id = $1 and known_to is null returning ${COLUMNS}`,
    [id, reason],
  );
  if (!row) return null;
  await forgetState(queries, row.sourceId);
  return toMatch(row);
}

/** What a connector remembers was read with other codes: as after an edit of the source, all is read again. */
const forgetState = (queries: Queries, sourceId: number) =>
  queries.rows('update source set state = null where id = $1', [sourceId]);

/** When something was last decided on the codes of each source, or withdrawn. */
export async function lastUnitDecisions(queries: Queries): Promise<ReadonlyMap<number, Date>> {
  const rows = await queries.rows<{ sourceId: number; at: string }>(
    `select source_id as "sourceId", max(greatest(known_from, known_to))::text as at from unit_match group by 1`,
  );
  return new Map(rows.map(({ sourceId, at }) => [sourceId, instant(at)]));
}
