import type { Queries } from '../../store/database.ts';
import type { StoredSource } from '../../store/sources.ts';
import { type DecidedCode, type UnitMatch, unitMatchById, unitMatches } from '../../store/unit-matches.ts';
import type { HubDeps } from '../deps.ts';
import type { Page, PageRequest } from '../page.ts';
import { pageOf } from '../paging.ts';
import { unitMapOf } from '../pull/source-config.ts';
import { unitsOn } from '../pull/units-of-source.ts';
import { storedSource } from '../sources.ts';
import type { UnitMatchView } from '../views/unit-match.ts';
import { decidedBySettings } from './decided-codes.ts';
import { notInForce } from './decision-errors.ts';

/** All that stands for the codes of a source: its unit map, then what people decided. */
export async function decidedCodes(
  queries: Queries,
  source: StoredSource,
): Promise<(DecidedCode | UnitMatch)[]> {
  return [...decidedBySettings(unitMapOf(source)), ...(await unitMatches(queries, source.id))];
}

export async function unitMatchesPage(
  deps: HubDeps,
  sourceName: string,
  page: PageRequest,
): Promise<Page<UnitMatchView>> {
  const source = await storedSource(deps, sourceName);
  const views = (await decidedCodes(deps.database, source)).map((one) => matchView(deps, source.id, one));
  return pageOf(views, ({ id, sourceCode }) => id ?? `settings:${sourceCode}`, page);
}

/** By the number of a decision, or "source:code" for what stands in the configuration. Throws NOT_IN_FORCE. */
export async function unitMatchView(deps: HubDeps, key: string): Promise<UnitMatchView> {
  const decision = /^\d{1,9}$/.test(key) ? await unitMatchById(deps.database, Number(key)) : null;
  if (decision) return matchView(deps, decision.sourceId, decision);
  const [, sourceId, code] = /^(\d{1,9}):(.*)$/s.exec(key) ?? [];
  if (sourceId === undefined) throw notInForce(key);
  const source = await storedSource(deps, sourceId);
  const configured = decidedBySettings(unitMapOf(source)).find(({ sourceCode }) => sourceCode === code);
  if (!configured) throw notInForce(key);
  return matchView(deps, source.id, configured);
}

export function matchView(
  { directory }: Pick<HubDeps, 'directory'>,
  sourceId: number,
  decided: DecidedCode | UnitMatch,
): UnitMatchView {
  const { sourceCode, unitCode, validFrom, validTo } = decided;
  const stored = 'id' in decided ? decided : null;
  const bearers = unitCode === null ? [] : directory.bearers(unitCode);
  return {
    id: stored && String(stored.id),
    sourceId: String(sourceId),
    sourceCode,
    unitCode,
    units: bearers.filter((unit) => unitsOn(decided, [unit]).length > 0),
    validFrom,
    validTo,
    reason: stored?.reason ?? null,
    decidedAt: stored?.decidedAt ?? null,
  };
}
