import { text } from '../../core/text.ts';
import type { DecidedCode } from '../../store/unit-matches.ts';
import type { UnmatchedCode } from '../../store/unmatched-codes.ts';
import { unitsOn } from '../pull/units-of-source.ts';
import type { UnitDirectory } from '../units/unit-directory.ts';
import type { UnitProposal, UnmatchedReason, UnmatchedUnitView } from '../views/unit-match.ts';
import { codeProposals } from './code-proposals.ts';
import type { UnitNames } from './name-proposals.ts';

/** More than a person compares. */
const MOST_PROPOSALS = 8;

/** Units of the days of the rows that a code may mean, the strongest ground first; each once. Nothing is decided by it. */
export function proposalsFor(
  { code, firstDay, lastDay }: Pick<UnmatchedCode, 'code' | 'firstDay' | 'lastDay'>,
  directory: UnitDirectory,
  names: UnitNames,
): UnitProposal[] {
  const days = { validFrom: firstDay, validTo: lastDay };
  const found = new Map<string, UnitProposal>();
  for (const proposal of [...codeProposals(directory, code), ...names.proposals(code)]) {
    const { key } = proposal.unit;
    if (!found.has(key) && unitsOn(days, [proposal.unit]).length > 0) found.set(key, proposal);
  }
  return [...found.values()].slice(0, MOST_PROPOSALS);
}

/** Why nobody knows whom rows of a code belong to. */
export function reasonFor(
  { code, lastDay }: Pick<UnmatchedCode, 'code' | 'lastDay'>,
  directory: UnitDirectory,
  decided: readonly DecidedCode[],
): Pick<UnmatchedUnitView, 'reason' | 'why'> {
  const target = decided.find(({ sourceCode }) => sourceCode === code)?.unitCode;
  if (target != null) return { reason: 'NO_SUCH_UNIT', why: noSuchUnit(target) };
  if (code.trim() === '' || code === '?') return { reason: 'NO_CODE', why: WORDS.NO_CODE };
  const bearers = directory.bearers(code);
  const reason =
    bearers.length > 0
      ? bearers.every(({ validTo }) => validTo !== null && validTo < lastDay)
        ? 'OLD_CODE'
        : 'NEW_CODE'
      : NAME.test(code)
        ? 'NAME'
        : 'UNKNOWN';
  return { reason, why: WORDS[reason] };
}

/** Two words of letters and no digit: codes of units are not written so. */
const NAME = /^[^\d]*\p{L}[^\d]*\s+\p{L}[^\d]*$/u;

const WORDS = {
  NO_CODE: text('Nguồn không ghi mã đơn vị.', 'The source writes no code.'),
  NAME: text('Nguồn ghi tên thay cho mã.', 'The source writes a name instead of a code.'),
  OLD_CODE: text(
    'Mã cũ: vào các ngày này đơn vị mang mã đã kết thúc.',
    'An old code: the unit that bore it had ended by these days.',
  ),
  NEW_CODE: text('Mã chưa có hiệu lực vào các ngày này.', 'The code was not in force on these days.'),
  UNKNOWN: text('Không có đơn vị nào mang mã này.', 'No unit bears this code.'),
} as const satisfies Record<Exclude<UnmatchedReason, 'NO_SUCH_UNIT'>, unknown>;

const noSuchUnit = (target: string) =>
  text(
    `Đã ghép với mã "${target}", nhưng vào các ngày này không có đơn vị nào mang mã đó theo quyết định ghép.`,
    `It is matched with "${target}", which names no unit on these days as the match says.`,
  );
