import { addDays, type Day } from '../../core/clock.ts';
import { stopError } from '../../core/errors.ts';
import type { Succession, Unit } from '../../core/unit.ts';
import type { AddressData, MappingRow } from './address-data.ts';
import { makeUnit } from './make-unit.ts';
import { OLD_PROVINCE_CODES } from './old-province-codes.ts';
import { type Arrow, LAST_DAY_BEFORE_REFORM, REFORM_DAY, successionsOf } from './reform.ts';

export interface Provinces {
  readonly units: readonly Unit[];
  readonly successions: readonly Succession[];
  /** By name, as they stood on the last day before the reform. */
  readonly before: ReadonlyMap<string, Unit>;
  /** By code, as they stand since the reform. */
  readonly after: ReadonlyMap<string, Unit>;
}

/**
 * New names before the reform, of provinces that the reform left alone; the address data show only the last one.
 * NQ 175/2024/QH15: Thừa Thiên Huế became the city of Huế.
 */
const FORMER_NAMES: Readonly<Record<string, { name: string; until: Day }>> = {
  '46': { name: 'Tỉnh Thừa Thiên Huế', until: '2024-12-31' },
};

/** A province that the reform left alone stays one unit; a merged one is two, often with the same code. */
export function buildProvinces(data: AddressData): Provinces {
  const units: Unit[] = [];
  const renames: Succession[] = [];
  const arrows: Arrow[] = [];
  const before = new Map<string, Unit>();
  const after = new Map<string, Unit>();
  const add = (unit: Unit): Unit => {
    units.push(unit);
    return unit;
  };

  const oldNamesOf = oldProvinceNames(data.mappings);
  for (const { code, shortName, name } of data.provinces) {
    const oldNames = [...(oldNamesOf.get(shortName) ?? [])];
    const untouched = oldNames.length === 1 && oldNames[0] === name;
    const former = FORMER_NAMES[code];
    const renamedOn = former ? addDays(former.until, 1) : null;
    const unit = add(province(code, name, untouched ? renamedOn : REFORM_DAY, null));
    after.set(code, unit);
    if (untouched) before.set(name, unit);
    if (former && renamedOn) {
      const renamed = add(province(code, former.name, null, former.until));
      renames.push(...successionsOf([{ from: renamed, to: unit }], renamedOn));
    }
    if (untouched) continue;
    for (const oldName of oldNames) {
      const from =
        before.get(oldName) ?? add(province(oldCode(oldName), oldName, null, LAST_DAY_BEFORE_REFORM));
      before.set(oldName, from);
      arrows.push({ from, to: unit });
    }
  }
  return { units, successions: [...renames, ...successionsOf(arrows, REFORM_DAY)], before, after };
}

const province = (code: string, name: string, validFrom: Day | null, validTo: Day | null): Unit =>
  makeUnit({ code, codeSystem: 'OFFICIAL', name, level: 'PROVINCE', parentKey: null, validFrom, validTo });

/** The old provinces from which a new one took communes, by the short name of the new one. */
function oldProvinceNames(mappings: readonly MappingRow[]): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, Set<string>>();
  for (const row of mappings) {
    if (!row.old?.code) continue;
    const known = names.get(row.new.province) ?? new Set();
    names.set(row.new.province, known.add(row.old.province));
  }
  return names;
}

function oldCode(name: string): string {
  const code = OLD_PROVINCE_CODES[name];
  if (code) return code;
  throw stopError('ADDRESS_DATA_BROKEN', {
    vi: `Không có mã cho tỉnh cũ "${name}". Hãy bổ sung vào old-province-codes.ts.`,
    en: `No code is known for the old province "${name}". Add it to old-province-codes.ts.`,
  });
}
