import type { DecidedCode } from '../../store/unit-matches.ts';
import type { DecidedDays } from '../../store/unmatched-codes.ts';
import { type UnitMap, unitsOn } from '../pull/units-of-source.ts';
import type { UnitDirectory } from '../units/unit-directory.ts';

/** Whether a person said that a source's code is none of ours. */
export const isIgnored = (code: string, decided: readonly DecidedCode[]): boolean =>
  decided.some(({ sourceCode, unitCode }) => unitCode === null && sourceCode === code);

/** The unit map of a source's settings as decisions without an end. */
export const decidedBySettings = (map: UnitMap): DecidedCode[] =>
  Object.entries(map).map(([sourceCode, unitCode]) => ({
    sourceCode,
    unitCode,
    validFrom: null,
    validTo: null,
  }));

/** The days on which codes need no person any more: they are ignored, or name a unit that existed. */
export const decidedDays = (directory: UnitDirectory, decided: readonly DecidedCode[]): DecidedDays[] =>
  decided.flatMap(({ sourceCode: code, unitCode, ...days }) =>
    (unitCode === null ? [days] : unitsOn(days, directory.bearers(unitCode))).map(
      ({ validFrom, validTo }) => ({
        code,
        from: validFrom,
        to: validTo,
      }),
    ),
  );
