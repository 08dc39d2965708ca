import type { Queries } from '../../store/database.ts';
import type { StoredSource } from '../../store/sources.ts';
import {
  addUnitMatch,
  closeUnitMatch,
  type DecidedCode,
  lockUnitMatches,
  type UnitMatch,
} from '../../store/unit-matches.ts';
import { type AuditAction, record } from '../audit/record.ts';
import type { HubDeps } from '../deps.ts';
import { givenReason } from '../given-reason.ts';
import { unitsOn } from '../pull/units-of-source.ts';
import { storedSource } from '../sources.ts';
import type {
  ConfirmUnitMatch,
  IgnoreUnitCode,
  UnitDecision,
  UnitMatchView,
  WithdrawUnitMatch,
} from '../views/unit-match.ts';
import { alreadyDecided, codeTooLong, notInForce } from './decision-errors.ts';
import { matchedDays } from './matched-days.ts';
import { decidedCodes, matchView } from './unit-matches-page.ts';
import { waitingCodes } from './unmatched-units.ts';

/** A person says which unit a source's code stands for. Facts follow at the source's next pull, which reads all again. */
export async function confirmUnitMatch(deps: HubDeps, input: ConfirmUnitMatch): Promise<UnitDecision> {
  return decide(deps, input, matchedDays(deps, input));
}

/** A person says that a code is none of ours: its rows are counted as ignored and wait for nobody. */
export const ignoreUnitCode = (deps: HubDeps, input: IgnoreUnitCode): Promise<UnitDecision> =>
  decide(deps, input, { unitCode: null, validFrom: null, validTo: null });

/** The code waits again, or means what it says. The decision stays readable in the store. */
export async function withdrawUnitMatch(deps: HubDeps, input: WithdrawUnitMatch): Promise<UnitMatchView> {
  const reason = givenReason(input.reason);
  const id = /^\d{1,9}$/.test(input.match) ? Number(input.match) : 0;
  const closed = await deps.database.transaction(async (queries) => {
    const one = await closeUnitMatch(queries, id, reason);
    if (one) await recordMatch(deps, queries, 'UNIT_MATCH_WITHDRAWN', one, reason);
    return one;
  });
  if (!closed) throw notInForce(input.match);
  deps.log.info({ source: closed.sourceId, match: closed.id }, 'unit match withdrawn');
  return matchView(deps, closed.sourceId, closed);
}

function recordMatch(
  deps: HubDeps,
  queries: Queries,
  action: AuditAction,
  { id, sourceId, sourceCode, unitCode, validFrom, validTo }: UnitMatch,
  reason: string,
): Promise<void> {
  const match = { source: sourceId, sourceCode, unitCode, validFrom, validTo };
  const isGone = action === 'UNIT_MATCH_WITHDRAWN';
  const change = isGone ? { before: match, after: null } : { before: null, after: match };
  return record(deps, queries, { action, subject: 'UnitMatch', subjectKey: String(id), ...change, reason });
}

async function decide(
  deps: HubDeps,
  input: Pick<ConfirmUnitMatch, 'source' | 'sourceCode' | 'reason'>,
  target: Omit<DecidedCode, 'sourceCode'>,
): Promise<UnitDecision> {
  const reason = givenReason(input.reason);
  if (input.sourceCode.length > LONGEST_CODE) throw codeTooLong(input.sourceCode.length);
  // As the codes of the source's rows are stored.
  const code = { ...target, sourceCode: input.sourceCode.replaceAll('\u0000', '') };
  const source = await storedSource(deps, input.source);
  const before = await rowsOf(deps, source, code.sourceCode);
  const stored = await deps.database.transaction(async (queries): Promise<UnitMatch> => {
    await lockUnitMatches(queries, source.id);
    const known = await decidedCodes(queries, source);
    const other = known.find((one) => one.sourceCode === code.sourceCode && isSameDays(one, code));
    if (other) throw alreadyDecided(source, other);
    const added = await addUnitMatch(queries, { ...code, sourceId: source.id, reason });
    const action = added.unitCode === null ? 'UNIT_CODE_IGNORED' : 'UNIT_MATCH_CONFIRMED';
    await recordMatch(deps, queries, action, added, reason);
    return added;
  });
  deps.log.info({ source: source.id, match: stored.id }, 'unit match decided');
  const after = await rowsOf(deps, source, code.sourceCode);
  return { match: matchView(deps, source.id, stored), waitingRows: before - after };
}

/** A code that is none of ours is so on all days. */
const isSameDays = (one: DecidedCode, other: DecidedCode): boolean =>
  one.unitCode === null || other.unitCode === null || unitsOn(one, [other]).length > 0;

/** A source's code, or a name that it writes in its place. */
const LONGEST_CODE = 300;

/** Rows of a code that wait for a person. */
async function rowsOf(deps: HubDeps, source: StoredSource, code: string): Promise<number> {
  const decided = await decidedCodes(deps.database, source);
  const [found] = await waitingCodes(deps, source, decided, code);
  return found ? found.records + found.values : 0;
}
