import { type AuditEntry, type AuditFilter, auditBefore, countAudit } from '../../store/audit.ts';
import { isRowNumber, placeCursor, placeOf } from '../cursor.ts';
import type { HubDeps } from '../deps.ts';
import type { Page, PageRequest } from '../page.ts';
import { checkPage } from '../paging.ts';

export type { AuditEntry, AuditFilter } from '../../store/audit.ts';

/** Newest first. */
export async function auditPage(
  { database }: Pick<HubDeps, 'database'>,
  request: PageRequest,
  filter: AuditFilter,
): Promise<Page<AuditEntry>> {
  checkPage(request);
  // A cursor of another filter would skip entries unseen.
  const asked = Object.entries(filter).filter(([, value]) => value != null);
  const list = `audit:${JSON.stringify(asked.sort(([one], [other]) => (one < other ? -1 : 1)))}`;
  const before = request.after === null ? null : placeOf(list, request.after, isSeq)[0];
  const [found, totalCount] = await Promise.all([
    auditBefore(database, filter, before, request.first + 1),
    countAudit(database, filter),
  ]);
  const shown = found.slice(0, request.first);
  return {
    totalCount,
    items: shown.map((entry) => ({ cursor: placeCursor(list, entry.seq), node: entry })),
    hasNextPage: found.length > shown.length,
    hasPreviousPage: before !== null,
  };
}

/** null: there is no such entry. */
export async function auditEntry(
  { database }: Pick<HubDeps, 'database'>,
  seq: number,
): Promise<AuditEntry | null> {
  const [found] = await auditBefore(database, {}, seq + 1, 1);
  return found?.seq === seq ? found : null;
}

const isSeq = (place: readonly unknown[]): place is [number] => place.length === 1 && isRowNumber(place[0]);
