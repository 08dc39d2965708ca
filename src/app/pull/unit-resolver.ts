import type { Day, Window } from '../../core/clock.ts';
import type { Unit } from '../../core/unit.ts';
import type { HubDeps } from '../deps.ts';

/** Source code -> code of the hub, where they differ. */
export type UnitMap = Readonly<Record<string, string>>;

/** Finds the unit that a source's code names on a day; codes that name none are counted, never guessed. */
export interface UnitResolver {
  /** Surrogate id, or null. */
  find(sourceCode: string, day: Day): number | null;
  /** The same of a record: a code that names no unit is counted. */
  resolve(sourceCode: string, day: Day): number | null;
  readonly quarantined: Readonly<Record<string, number>>;
}

export function unitResolver(deps: HubDeps, map: UnitMap): UnitResolver {
  const known = new Map<string, number | null>();
  // Codes come from outside: none may be taken for a property that every object has.
  const quarantined: Record<string, number> = Object.create(null);
  const find = (sourceCode: string, day: Day): number | null => {
    // Units change at month ends at the earliest, so a month and code always name the same unit.
    const cached = `${sourceCode}|${day.slice(0, 7)}`;
    let id = known.get(cached);
    if (id === undefined) {
      const unit = deps.directory.byCodeOn(
        Object.hasOwn(map, sourceCode) ? (map[sourceCode] as string) : sourceCode,
        day,
      );
      id = unit ? deps.unitIds.of(unit) : null;
      known.set(cached, id);
    }
    return id;
  };
  return {
    quarantined,
    find,
    resolve(sourceCode, day) {
      const id = find(sourceCode, day);
      if (id === null) quarantined[sourceCode] = (quarantined[sourceCode] ?? 0) + 1;
      return id;
    },
  };
}

/** The units of the province that existed at any time in the window, with the codes that the source uses. */
export function unitsOfSource(
  deps: HubDeps,
  window: Window,
  map: UnitMap,
): readonly { readonly code: string; readonly unit: Unit }[] {
  const sourceCodes = new Map(Object.entries(map).map(([source, hub]) => [hub, source]));
  const province = deps.directory.unit(deps.province, null).key;
  const units = (['DEPARTMENT', 'DISTRICT', 'COMMUNE'] as const).flatMap((level) => [
    ...new Set([
      ...deps.directory.atLevelOn(level, window.from, province),
      ...deps.directory.atLevelOn(level, window.to, province),
    ]),
  ]);
  return units.map((unit) => ({ code: sourceCodes.get(unit.code) ?? unit.code, unit }));
}
