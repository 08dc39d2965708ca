import { confirmUnitMatch, ignoreUnitCode } from '../../src/app/unit-matching/decide-unit.ts';
import { unmatchedUnits } from '../../src/app/unit-matching/unmatched-units.ts';
import type { ConfirmUnitMatch, UnitDecision, UnmatchedUnitView } from '../../src/app/views/unit-match.ts';
import type { TestHub } from './test-hub.ts';

export const GROUND = 'Công văn 12/CV-UBND của Phường';

type Days = Partial<Pick<ConfirmUnitMatch, 'validFrom' | 'validTo'>>;

/** As a person does it on the command line. */
export const confirm = (
  hub: TestHub,
  sourceCode: string,
  unit: string,
  days: Days = {},
): Promise<UnitDecision> =>
  confirmUnitMatch(hub.deps, {
    source: String(hub.source.id),
    sourceCode,
    unit,
    validFrom: days.validFrom ?? null,
    validTo: days.validTo ?? null,
    reason: GROUND,
  });

export const ignore = (hub: TestHub, sourceCode: string): Promise<UnitDecision> =>
  ignoreUnitCode(hub.deps, { source: String(hub.source.id), sourceCode, reason: GROUND });

/** The first codes that wait for a person. */
export async function waiting(hub: TestHub): Promise<UnmatchedUnitView[]> {
  const page = await unmatchedUnits(hub.deps, String(hub.source.id), { first: 100, after: null });
  return page.items.map(({ node }) => node);
}

/** "code records+values firstDay lastDay" lines, in the order of the list. */
export const waitingLines = async (hub: TestHub): Promise<string[]> =>
  (await waiting(hub)).map(
    ({ sourceCode, records, values, firstDay, lastDay }) =>
      `${sourceCode} ${records}+${values} ${firstDay} ${lastDay}`,
  );
