import { withoutAccents } from '../../core/text.ts';
import type { Unit } from '../../core/unit.ts';
import type { OldCommuneRow } from './address-data.ts';
import { groupBy } from './group-by.ts';
import { makeUnit } from './make-unit.ts';
import { LAST_DAY_BEFORE_REFORM } from './reform.ts';

/** Old districts by the names of province and district. */
export type Districts = ReadonlyMap<string, Unit>;

export const districtName = (commune: Pick<OldCommuneRow, 'province' | 'district'>): string =>
  `${commune.province}|${commune.district}`;

/**
 * The districts of 30 June 2025 that had communes; they ended without a successor of their level.
 * The address data carry no district codes, so the codes are ours: province code and name, "46-phu-vang".
 */
export function buildDistricts(
  communes: readonly OldCommuneRow[],
  provinces: ReadonlyMap<string, Unit>,
): Districts {
  const rows = new Map(communes.map((commune) => [districtName(commune), commune]));
  const shortCode = (row: OldCommuneRow) => `${provinces.get(row.province)!.code}-${slug(bareName(row))}`;
  const sharing = groupBy([...rows.values()], shortCode);

  // A town and its rural district often share a name, and "1" alone says little: those keep their kind in the code.
  const codeOf = (row: OldCommuneRow): string =>
    sharing.get(shortCode(row))!.length > 1 || /^\d+$/.test(bareName(row))
      ? `${provinces.get(row.province)!.code}-${slug(row.district)}`
      : shortCode(row);

  const units = new Map<string, Unit>();
  for (const [name, row] of rows) {
    const unit = makeUnit({
      code: codeOf(row),
      codeSystem: 'HUB',
      name: row.district,
      level: 'DISTRICT',
      parentKey: provinces.get(row.province)!.key,
      validFrom: null,
      validTo: LAST_DAY_BEFORE_REFORM,
    });
    units.set(name, unit);
  }
  return units;
}

const bareName = (row: OldCommuneRow): string => row.district.replace(/^(Thành phố|Thị xã|Quận|Huyện) /, '');

const slug = (name: string): string =>
  withoutAccents(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
