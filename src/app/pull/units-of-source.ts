import type { Window } from '../../core/clock.ts';
import type { Unit } from '../../core/unit.ts';
import type { HubDeps } from '../deps.ts';
import type { DatedUnit } from './reading/read-job.ts';

/** Source code -> code of the hub, where they differ. */
export type UnitMap = Readonly<Record<string, string>>;

/** Every code that a source may write and the units it may mean, each with its days. */
export function unitCodes(deps: HubDeps, map: UnitMap): ReadonlyMap<string, readonly DatedUnit[]> {
  const units = new Map<string, DatedUnit[]>();
  for (const unit of deps.directory.all()) {
    const dated = { id: deps.unitIds.of(unit), validFrom: unit.validFrom, validTo: unit.validTo };
    const ofCode = units.get(unit.code);
    if (ofCode) ofCode.push(dated);
    else units.set(unit.code, [dated]);
  }
  const mapped = Object.entries(map).map(([source, hub]) => [source, units.get(hub) ?? []] as const);
  return new Map([...units, ...mapped]);
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
