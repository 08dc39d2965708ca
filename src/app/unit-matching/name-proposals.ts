import { text } from '../../core/text.ts';
import type { Unit } from '../../core/unit.ts';
import { type NameForms, nameForms } from '../units/name-forms.ts';
import type { UnitDirectory } from '../units/unit-directory.ts';
import type { UnitProposal } from '../views/unit-match.ts';
import { editDistance } from './edit-distance.ts';

interface NamedUnit {
  readonly unit: Unit;
  readonly forms: NameForms;
  /** Names of the units it belongs to. */
  readonly places: ReadonlySet<string>;
}

/** The units of a province, to be found by a name that a source writes instead of a code. */
export class UnitNames {
  readonly #named: readonly NamedUnit[];

  constructor(directory: UnitDirectory, provinceKey: string) {
    this.#named = directory
      .all()
      .filter((unit) => directory.isWithin(unit, provinceKey))
      .map((unit) => ({ unit, forms: nameForms(unit.name), places: placesOf(directory, unit) }));
  }

  /** "Phường An" or "Phường An, Thành phố Huế"; where a place is named, it must be the unit's. */
  proposals(written: string): UnitProposal[] {
    const [name, ...places] = written.split(',').map(nameForms);
    if (!name || !/\p{L}/u.test(name.bare)) return [];
    const there = this.#named.filter((one) => places.every(({ bare }) => one.places.has(bare)));
    return [
      ...there
        .filter(({ forms }) => forms.whole === name.whole)
        .map((one) => sameName(one, places.length > 0)),
      ...there.filter(({ forms }) => forms.bare === name.bare).map(otherKind),
      ...similar(there, name.bare),
    ];
  }
}

function placesOf(directory: UnitDirectory, unit: Unit): ReadonlySet<string> {
  const names = new Set<string>();
  for (let at = parentOf(directory, unit); at; at = parentOf(directory, at)) {
    // A province that only changed its name is still the same place.
    for (const { name } of directory.sameBody(at.key)) names.add(nameForms(name).bare);
  }
  return names;
}

const parentOf = (directory: UnitDirectory, { parentKey }: Unit): Unit | null =>
  parentKey === null ? null : directory.byKey(parentKey);

const sameName = ({ unit }: NamedUnit, hasPlace: boolean): UnitProposal => ({
  unit,
  kind: hasPlace ? 'SAME_NAME_AND_PLACE' : 'SAME_NAME',
  why: hasPlace
    ? text('Trùng tên và nơi trực thuộc, không kể dấu.', 'The same name and place, accents aside.')
    : text(
        'Trùng tên, không kể dấu; nhiều đơn vị có thể cùng tên.',
        'The same name, accents aside; several units may bear it.',
      ),
});

const otherKind = ({ unit }: NamedUnit): UnitProposal => ({
  unit,
  kind: 'SAME_NAME_OTHER_KIND',
  why: text(
    `Trùng tên riêng, nhưng khác hoặc không ghi loại đơn vị (${unit.name}).`,
    `The same proper name, but another kind of unit or none is written (${unit.name}).`,
  ),
});

/** Letters that may differ: in short names one makes another name. */
const mostLetters = (name: string): number => (name.length < 5 ? 0 : name.length < 10 ? 1 : 2);

function similar(named: readonly NamedUnit[], name: string): UnitProposal[] {
  const most = mostLetters(name);
  return named
    .filter(({ forms }) => Math.abs(forms.bare.length - name.length) <= most)
    .map(({ unit, forms }) => ({ unit, distance: editDistance(name, forms.bare) }))
    .filter(({ distance }) => distance > 0 && distance <= most)
    .sort((a, b) => a.distance - b.distance)
    .map(({ unit, distance }) => ({
      unit,
      kind: 'SIMILAR_NAME',
      why: text(
        `Tên gần giống, khác ${distance} chữ cái: có thể gõ sai.`,
        `A similar name, ${distance} letters differ: it may be mistyped.`,
      ),
    }));
}
