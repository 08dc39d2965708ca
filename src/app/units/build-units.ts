import type { Succession, Unit } from '../../core/unit.ts';
import { type AddressData, type OldCommuneRow, readAddressData } from './address-data.ts';
import { communeArrows } from './commune-arrows.ts';
import { buildNewCommunes, buildOldCommunes } from './communes.ts';
import { buildDistricts } from './districts.ts';
import { hueDepartments } from './hue-departments.ts';
import { buildProvinces } from './provinces.ts';
import { type Arrow, REFORM_DAY, successionsOf } from './reform.ts';
import { searchTextOf } from './search-text.ts';
import { type UnitNote, UnitNotes } from './unit-notes.ts';

export interface BuiltUnits {
  readonly units: readonly Unit[];
  readonly successions: readonly Succession[];
  readonly notes: readonly UnitNote[];
}

/**
 * Every unit of the country before and after the reform, and what became of the old ones.
 * The data show the map of 30 June 2025 as the old one: earlier changes are unknown, so old units have no start.
 * A unit's parent is the one it had on its last day: all of Huế hangs on "Thành phố Huế", not on its former name.
 */
export function buildUnits(): BuiltUnits {
  const notes = new UnitNotes();
  const data = readAddressData(notes);
  const coded = data.mappings.map((row) => row.old).filter((old): old is OldCommuneRow => !!old?.code);

  const provinces = buildProvinces(data);
  const districts = buildDistricts(coded, provinces.before);
  const oldCommunes = buildOldCommunes(coded, districts);
  const newCommunes = buildNewCommunes(data, provinces.after);
  const arrows = communeArrows(data.mappings, oldCommunes, newCommunes, notes);
  const communeSuccessions = successionsOf(arrows, REFORM_DAY);
  const departments = hueDepartments(provinces.after.get('46')!.key);

  noteCommunes(arrows, communeSuccessions, notes);
  noteUnmapped(data, notes);

  return {
    units: [
      ...provinces.units,
      ...districts.values(),
      ...oldCommunes.byCode.values(),
      ...newCommunes.byCode.values(),
      ...departments.units,
    ],
    successions: [...provinces.successions, ...communeSuccessions, ...departments.successions],
    notes: notes.list(),
  };
}

function noteCommunes(arrows: readonly Arrow[], successions: readonly Succession[], notes: UnitNotes): void {
  const kinds = new Map(successions.map((succession) => [succession.fromKey, succession.kind]));
  for (const [fromKey, kind] of kinds) if (kind === 'SPLIT') notes.add('COMMUNE_SPLIT', fromKey);
  for (const { from, to } of arrows) {
    if (kinds.get(from.key) !== 'RENAMED' || searchTextOf(from.name) !== searchTextOf(to.name)) continue;
    notes.add('RENAMED_IN_SPELLING', `${from.name} -> ${to.name}`);
  }
}

function noteUnmapped(data: AddressData, notes: UnitNotes): void {
  const mapped = new Set(data.mappings.map((row) => row.new.code));
  for (const { code, name } of data.communes)
    if (!mapped.has(code)) notes.add('COMMUNE_WITHOUT_ROW', `${code} ${name}`);
}
