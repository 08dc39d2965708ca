import type { Day } from '../../core/clock.ts';
import { formatDay, text } from '../../core/text.ts';
import type { Unit } from '../../core/unit.ts';
import type { UnitDirectory } from '../units/unit-directory.ts';
import type { SuccessionView } from '../views/unit.ts';
import type { UnitProposal } from '../views/unit-match.ts';
import { otherSpelling } from './agency-code.ts';

/** Units whose code is the source's code written in another way, or stands before or after it in a reform. */
export const codeProposals = (directory: UnitDirectory, code: string): UnitProposal[] => [
  ...otherSpellings(directory, code),
  ...otherZeros(directory, code),
  ...otherLetters(directory, code),
  ...afterReform(directory, code),
  ...beforeReform(directory, code),
];

const clean = (code: string): string => code.replace(/\s+/g, '').toUpperCase();

function otherSpellings(directory: UnitDirectory, code: string): UnitProposal[] {
  const other = otherSpelling(clean(code));
  if (!other) return [];
  const why = text(
    `"${other.code}" là cách viết khác của mã định danh điện tử này.`,
    `"${other.code}" is the other spelling of this agency code.`,
  );
  return directory.bearers(other.code).map((unit) => ({ unit, kind: 'OTHER_SPELLING', why }));
}

/** Official codes have 2 or 5 digits; a spreadsheet or a number loses the zeros before them. */
const CODE_LENGTHS = [2, 5];

function otherZeros(directory: UnitDirectory, code: string): UnitProposal[] {
  const [, digits] = /^\s*0*(\d+)(?:[.,]0+)?\s*$/.exec(code) ?? [];
  if (!digits) return [];
  return CODE_LENGTHS.map((length) => digits.padStart(length, '0'))
    .filter((candidate) => candidate !== code)
    .flatMap((candidate) =>
      directory.bearers(candidate).map((unit) => ({
        unit,
        kind: 'LEADING_ZEROS',
        why: text(
          `Mã "${candidate}" chỉ khác ở số 0; nguồn có thể đã làm mất số 0 ở đầu.`,
          `The code "${candidate}" differs in zeros only; the source may have lost those at the front.`,
        ),
      })),
    );
}

function otherLetters(directory: UnitDirectory, code: string): UnitProposal[] {
  const candidates = new Set([code.trim(), clean(code), clean(code).toLowerCase()]);
  candidates.delete(code);
  return [...candidates].flatMap((candidate) =>
    directory.bearers(candidate).map((unit) => ({
      unit,
      kind: 'LETTER_CASE',
      why: text(
        `Mã "${candidate}" chỉ khác ở chữ hoa hoặc dấu cách.`,
        `The code "${candidate}" differs in capitals or blanks only.`,
      ),
    })),
  );
}

/** Many old communes went into several new ones: all of them are named, and none is taken without a person. */
const afterReform = (directory: UnitDirectory, code: string): UnitProposal[] =>
  directory.bearers(code).flatMap((old) =>
    onTheWay(old, ({ key }) => directory.successors(key)).map((unit) => ({
      unit,
      kind: 'SUCCESSOR',
      why: text(
        `Mã cũ của ${old.name}${until(old.validTo, 'vi')}; nay thuộc ${unit.name}.`,
        `The old code of ${old.name}${until(old.validTo, 'en')}; it belongs to ${unit.name} now.`,
      ),
    })),
  );

const beforeReform = (directory: UnitDirectory, code: string): UnitProposal[] =>
  directory.bearers(code).flatMap((now) =>
    onTheWay(now, ({ key }) => directory.predecessors(key)).map((unit) => ({
      unit,
      kind: 'PREDECESSOR',
      why: text(
        `Mã của ${now.name}${since(now.validFrom, 'vi')}; trước đó là ${unit.name}.`,
        `The code of ${now.name}${since(now.validFrom, 'en')}; before that it was ${unit.name}.`,
      ),
    })),
  );

/** Every unit on the way: the one that existed on the days of the rows is among them. */
function onTheWay(unit: Unit, next: (unit: Unit) => readonly SuccessionView[]): Unit[] {
  return next(unit).flatMap((arrow) => [arrow.unit, ...onTheWay(arrow.unit, next)]);
}

const until = (day: Day | null, language: 'vi' | 'en'): string =>
  day === null ? '' : language === 'vi' ? ` (đến hết ${formatDay(day)})` : ` (to ${formatDay(day)})`;
const since = (day: Day | null, language: 'vi' | 'en'): string =>
  day === null ? '' : language === 'vi' ? ` (từ ${formatDay(day)})` : ` (from ${formatDay(day)})`;
