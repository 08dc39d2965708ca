import type { Unit } from '../../core/unit.ts';
import type { AddressData, OldCommuneRow } from './address-data.ts';
import { type Districts, districtName } from './districts.ts';
import { makeUnit } from './make-unit.ts';
import { NameIndex } from './name-index.ts';
import { LAST_DAY_BEFORE_REFORM, REFORM_DAY } from './reform.ts';

/** Communes of one side of the reform, to be found by code or by names. */
export interface Communes {
  readonly byCode: ReadonlyMap<string, Unit>;
  readonly byName: NameIndex<Unit>;
}

export function buildOldCommunes(rows: readonly OldCommuneRow[], districts: Districts): Communes {
  const byCode = new Map<string, Unit>();
  const byName = new NameIndex<Unit>();
  for (const row of rows) {
    const unit = makeUnit({
      code: row.code!,
      codeSystem: 'OFFICIAL',
      name: row.name,
      level: 'COMMUNE',
      parentKey: districts.get(districtName(row))!.key,
      validFrom: null,
      validTo: LAST_DAY_BEFORE_REFORM,
    });
    byCode.set(unit.code, unit);
    byName.add([row.province, row.district, row.name], unit);
  }
  return { byCode, byName };
}

export function buildNewCommunes(data: AddressData, provinces: ReadonlyMap<string, Unit>): Communes {
  const shortNames = new Map(data.provinces.map((row) => [row.code, row.shortName]));
  const byCode = new Map<string, Unit>();
  const byName = new NameIndex<Unit>();
  for (const row of data.communes) {
    const unit = makeUnit({
      code: row.code,
      codeSystem: 'OFFICIAL',
      name: row.name,
      level: 'COMMUNE',
      parentKey: provinces.get(row.provinceCode)!.key,
      validFrom: REFORM_DAY,
      validTo: null,
    });
    byCode.set(unit.code, unit);
    byName.add([shortNames.get(row.provinceCode)!, row.name], unit);
  }
  return { byCode, byName };
}
