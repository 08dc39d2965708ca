import { describe, expect, it } from 'vitest';
import { buildUnits } from '../../../src/app/units/build-units.ts';
import { UnitDirectory } from '../../../src/app/units/unit-directory.ts';
import type { UnitFilter } from '../../../src/app/views/unit.ts';
import { HubError } from '../../../src/core/errors.ts';

const { units, successions } = buildUnits();
const directory = new UnitDirectory(units, successions);

const search = (filter: Partial<UnitFilter>) =>
  directory
    .search({ search: null, level: null, validOn: null, ...filter }, { first: 100, after: null })
    .items.map(({ node }) => node);
const names = (filter: Partial<UnitFilter>) => search(filter).map((unit) => unit.name);

function errorOf(act: () => unknown): HubError {
  try {
    act();
  } catch (error) {
    if (error instanceof HubError) return error;
  }
  throw new Error('no HubError was thrown');
}

describe('search', () => {
  it('finds without accents', () => {
    expect(names({ search: 'da nang', level: 'PROVINCE', validOn: '2025-07-01' })).toEqual([
      'Thành phố Đà Nẵng',
    ]);
    expect(names({ search: 'hue', level: 'PROVINCE' })).toEqual(['Thành phố Huế', 'Tỉnh Thừa Thiên Huế']);
    expect(names({ search: 'HUẾ', level: 'PROVINCE', validOn: '2024-01-01' })).toEqual([
      'Tỉnh Thừa Thiên Huế',
    ]);
    expect(names({ search: "cư m'gar", level: 'DISTRICT' })).toEqual(["Huyện Cư M'gar"]);
  });

  it('matches from the start of a word, so that "hue" does not find "Thuế" or "khuê"', () => {
    expect(names({ search: 'hue' }).every((name) => /\bhue/i.test(fold(name)))).toBe(true);
  });

  it('finds by the start of a code', () => {
    expect(names({ search: '15889' }).sort()).toEqual(['Xã Hoằng Kim', 'Xã Hoằng Phú']);
    expect(search({ search: 'h57.', level: 'DEPARTMENT', validOn: '2025-03-01' })).toHaveLength(16);
  });

  it('lists everything for an empty search and nothing for signs alone', () => {
    const page = { first: 1, after: null };
    const total = (text: string | null) =>
      directory.search({ search: text, level: null, validOn: null }, page).totalCount;
    expect(total(null)).toBe(units.length);
    expect(total('  ')).toBe(units.length);
    expect(total('--')).toBe(0);
  });

  it('sorts as Vietnamese does, numbers by value', () => {
    const provinces = names({ level: 'PROVINCE', validOn: '2025-07-01' });
    expect(provinces.indexOf('Tỉnh Cao Bằng')).toBeLessThan(provinces.indexOf('Tỉnh Đắk Lắk'));
    expect(provinces.indexOf('Tỉnh Đồng Tháp')).toBeLessThan(provinces.indexOf('Tỉnh Gia Lai'));
    const quarters = names({ search: 'quan', level: 'DISTRICT' }).filter((name) => /^Quận \d+$/.test(name));
    expect(quarters.indexOf('Quận 8')).toBeLessThan(quarters.indexOf('Quận 12'));
  });

  it('reads on where the cursor stands', () => {
    const filter = { search: 'xã', level: null, validOn: '2025-07-01' } as const;
    const first = directory.search(filter, { first: 2, after: null });
    const second = directory.search(filter, { first: 2, after: first.items[1]!.cursor });
    const both = directory.search(filter, { first: 4, after: null });
    expect([...first.items, ...second.items]).toEqual(both.items);
  });
});

describe('lookup', () => {
  it('takes the latest unit when no day is asked for', () => {
    expect(directory.unit('15889', null).name).toBe('Xã Hoằng Phú');
    expect(directory.unit('23494', null).name).toBe('Xã Đắk Tờ Re');
    expect(directory.latestByCode('99')).toBeNull();
  });

  it('can be held to a level', () => {
    expect(directory.byCodeOn('46', '2025-07-01', 'PROVINCE')?.name).toBe('Thành phố Huế');
    expect(directory.byCodeOn('46', '2025-07-01', 'COMMUNE')).toBeNull();
  });

  it('says when a code was valid if not on the day', () => {
    const error = errorOf(() => directory.unit('23494', '2025-11-15'));
    expect([error.family, error.code]).toEqual(['config', 'UNKNOWN_UNIT']);
    expect(error.text).toEqual({
      vi: 'Không có đơn vị nào mang mã "23494" vào ngày 15/11/2025. Mã này có hiệu lực đến hết 30/06/2025 (Xã Đắk Tờ Re); hãy chọn lại ngày hoặc mã.',
      en: 'No unit bears the code "23494" on 15/11/2025. The code was valid to 30/06/2025 (Xã Đắk Tờ Re); choose another day or code.',
    });
  });

  it('hints at lost zeros when nobody ever bore the code', () => {
    expect(errorOf(() => directory.unit('4', null)).text.en).toBe(
      'No unit bears the code "4". Check the code: provinces have 2 digits, communes 5, leading zeros included.',
    );
  });

  it('answers for unknown keys with nothing', () => {
    expect(directory.byKey('COMMUNE:x:-')).toBeNull();
    expect(directory.children('COMMUNE:x:-')).toEqual([]);
    expect(directory.successors('COMMUNE:x:-')).toEqual([]);
    expect(directory.atLevelOn('COMMUNE', '2025-07-01', 'PROVINCE:x:-')).toEqual([]);
  });

  it('does not take a merged province for its namesake of before', () => {
    const before = directory.unit('48', '2025-06-30');
    const after = directory.unit('48', '2025-07-01');
    const commune = directory.children(after.key)[0]!;
    expect(directory.isWithin(commune, after.key)).toBe(true);
    expect(directory.isWithin(commune, before.key)).toBe(false);
    expect(directory.isWithin(after, after.key)).toBe(true);
  });
});

function fold(name: string): string {
  return name.normalize('NFD').replace(/\p{Diacritic}/gu, '');
}
