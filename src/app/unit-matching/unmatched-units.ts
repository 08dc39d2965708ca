import type { StoredSource } from '../../store/sources.ts';
import type { DecidedCode } from '../../store/unit-matches.ts';
import { type UnmatchedCode, unmatchedCodes } from '../../store/unmatched-codes.ts';
import type { HubDeps } from '../deps.ts';
import type { Page, PageRequest } from '../page.ts';
import { pageOf } from '../paging.ts';
import { storedSource } from '../sources.ts';
import type { UnmatchedUnitView } from '../views/unit-match.ts';
import { decidedDays } from './decided-codes.ts';
import { UnitNames } from './name-proposals.ts';
import { proposalsFor, reasonFor } from './propose.ts';
import { decidedCodes } from './unit-matches-page.ts';

/** The codes of a source that wait for a person, most rows first, with the units that they may mean. */
export async function unmatchedUnits(
  deps: HubDeps,
  sourceName: string,
  page: PageRequest,
): Promise<Page<UnmatchedUnitView>> {
  const source = await storedSource(deps, sourceName);
  const decided = await decidedCodes(deps.database, source);
  const { items, ...rest } = pageOf(
    await waitingCodes(deps, source, decided),
    ({ code }) => `code:${code}`,
    page,
  );
  if (items.length === 0) return { ...rest, items: [] };
  const names = new UnitNames(deps.directory, deps.directory.unit(deps.province, null).key);
  return {
    ...rest,
    items: items.map(({ cursor, node: { code, ...rows } }) => ({
      cursor,
      node: {
        sourceId: String(source.id),
        sourceCode: code,
        ...rows,
        ...reasonFor({ code, ...rows }, deps.directory, decided),
        proposals: proposalsFor({ code, ...rows }, deps.directory, names),
      },
    })),
  };
}

export const waitingCodes = (
  { database, directory }: Pick<HubDeps, 'database' | 'directory'>,
  source: StoredSource,
  decided: readonly DecidedCode[],
  only: string | null = null,
): Promise<UnmatchedCode[]> => unmatchedCodes(database, source.id, decidedDays(directory, decided), only);
