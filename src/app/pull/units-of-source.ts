import { addDays, type Window } from '../../core/clock.ts';
import type { Unit } from '../../core/unit.ts';
import type { DecidedCode } from '../../store/unit-matches.ts';
import type { HubDeps } from '../deps.ts';
import { otherSpelling } from '../unit-matching/agency-code.ts';
import { groupBy } from '../units/group-by.ts';
import type { DatedUnit } from './reading/read-job.ts';

/** Source code -> code of the hub, where they differ: the source's own setting, for all days. */
export type UnitMap = Readonly<Record<string, string>>;

/** Every code that a source may write and the units it may mean, each with its days. */
export function unitCodes(
  deps: Pick<HubDeps, 'directory' | 'unitIds'>,
  map: UnitMap,
  decided: readonly DecidedCode[] = [],
): ReadonlyMap<string, readonly DatedUnit[]> {
  const own = hubCodes(deps);
  const codes = new Map(own);
  for (const [code, units] of own) {
    const other = otherSpelling(code);
    if (other?.isCertain && !own.has(other.code)) codes.set(other.code, units);
  }
  for (const [source, hub] of Object.entries(map)) codes.set(source, own.get(hub) ?? []);
  for (const [source, decisions] of groupBy(decided, ({ sourceCode }) => sourceCode)) {
    const matched = decisions.flatMap((one) => unitsOn(one, own.get(one.unitCode ?? '') ?? []));
    const undecided = decisions.reduce(outside, codes.get(source) ?? []);
    codes.set(source, [...matched, ...undecided]);
  }
  return codes;
}

function hubCodes({ directory, unitIds }: Pick<HubDeps, 'directory' | 'unitIds'>) {
  const dated = (unit: Unit): DatedUnit => {
    const { validFrom, validTo } = unit;
    return { id: unitIds.of(unit), validFrom, validTo };
  };
  const units = groupBy(directory.all(), ({ code }) => code);
  return new Map([...units].map(([code, ofCode]) => [code, ofCode.map(dated)]));
}

type Days = Pick<DatedUnit, 'validFrom' | 'validTo'>;

const laterStart = (a: Days, b: Days) =>
  a.validFrom === null || (b.validFrom !== null && b.validFrom > a.validFrom) ? b.validFrom : a.validFrom;
const earlierEnd = (a: Days, b: Days) =>
  a.validTo === null || (b.validTo !== null && b.validTo < a.validTo) ? b.validTo : a.validTo;
const isEmpty = ({ validFrom, validTo }: Days) =>
  validFrom !== null && validTo !== null && validFrom > validTo;

/** The units on the days of a decision. */
export const unitsOn = <T extends Days>(days: Days, units: readonly T[]): T[] =>
  units
    .map((unit) => ({ ...unit, validFrom: laterStart(days, unit), validTo: earlierEnd(days, unit) }))
    .filter((unit) => !isEmpty(unit));

/** The units on all other days: where a person decided, the code itself says nothing any more. */
function outside(units: readonly DatedUnit[], { validFrom, validTo }: Days): DatedUnit[] {
  const before = validFrom && { validFrom: null, validTo: addDays(validFrom, -1) };
  const after = validTo && { validFrom: addDays(validTo, 1), validTo: null };
  return [before, after].flatMap((days) => (days ? unitsOn(days, units) : []));
}

/** A unit that a source is asked for, by a code that the source knows it by. */
export interface UnitOfSource {
  readonly code: string;
  readonly unit: Unit;
}

/**
 * The units of the province that existed at any time in the window, with the codes that the source uses: its own
 * where one is known for all these days, and the code of the hub where none is.
 */
export function unitsOfSource(
  deps: Pick<HubDeps, 'directory' | 'province'>,
  window: Window,
  map: UnitMap,
  decided: readonly DecidedCode[] = [],
): readonly UnitOfSource[] {
  const sourceCodes = new Map(Object.entries(map).map(([source, hub]) => [hub, source]));
  const province = deps.directory.unit(deps.province, null).key;
  const units = (['DEPARTMENT', 'DISTRICT', 'COMMUNE'] as const).flatMap((level) => [
    ...new Set([
      ...deps.directory.atLevelOn(level, window.from, province),
      ...deps.directory.atLevelOn(level, window.to, province),
    ]),
  ]);
  return units.flatMap((unit) => {
    const { codes, isWhole } = matchedCodes(unit, window, decided);
    const mapped = sourceCodes.get(unit.code);
    const own = mapped === undefined && isWhole ? [] : [mapped ?? unit.code];
    return [...new Set([...own, ...codes])].map((code) => ({ code, unit }));
  });
}

/** The codes that people matched with a unit; whether one of them holds on all its days in the window. */
function matchedCodes(unit: Unit, { from, to }: Window, decided: readonly DecidedCode[]) {
  const [here] = unitsOn({ validFrom: from, validTo: to }, [unit]);
  const matched = decided
    .filter(({ unitCode }) => unitCode === unit.code)
    .flatMap((one) => unitsOn(one, here ? [here] : []).map((days) => ({ code: one.sourceCode, days })));
  const isWhole = matched.some(
    ({ days }) => days.validFrom === here?.validFrom && days.validTo === here?.validTo,
  );
  return { codes: matched.map(({ code }) => code), isWhole };
}
