import { describe, expect, it } from 'vitest';
import { buildUnits } from '../../../src/app/units/build-units.ts';
import { UnitDirectory } from '../../../src/app/units/unit-directory.ts';
import type { UnitNoteCode } from '../../../src/app/units/unit-notes.ts';
import { isValidOn, type UnitLevel } from '../../../src/core/unit.ts';

const { units, successions, notes } = buildUnits();
const directory = new UnitDirectory(units, successions);

const BEFORE = '2025-06-30';
const AFTER = '2025-07-01';
const noted = (code: UnitNoteCode) => notes.find((note) => note.code === code)?.count ?? 0;
const countOn = (level: UnitLevel, day: string, within: string | null = null) =>
  directory.atLevelOn(level, day, within).length;
const unitOn = (code: string, day: string) => directory.unit(code, day);

describe('the country', () => {
  it('has 63 provinces, 691 districts with communes and 10,034 communes before the reform', () => {
    expect(countOn('PROVINCE', BEFORE)).toBe(63);
    expect(countOn('DISTRICT', BEFORE)).toBe(691);
    expect(countOn('COMMUNE', BEFORE)).toBe(10_034);
  });

  it('has 34 provinces, no district and 3,321 communes since', () => {
    expect(countOn('PROVINCE', AFTER)).toBe(34);
    expect(countOn('DISTRICT', AFTER)).toBe(0);
    expect(countOn('COMMUNE', AFTER)).toBe(3_321);
  });

  it('has one unit per key and never two units of one code on one day', () => {
    expect(new Set(units.map((unit) => unit.key)).size).toBe(units.length);
    for (const day of ['2024-06-01', '2025-02-28', '2025-03-01', BEFORE, AFTER]) {
      const codes = (['PROVINCE', 'DISTRICT', 'COMMUNE', 'DEPARTMENT'] as const)
        .flatMap((level) => directory.atLevelOn(level, day, null))
        .map((unit) => unit.code);
      expect(new Set(codes).size).toBe(codes.length);
    }
  });

  it('keeps leading zeros and the length of official codes', () => {
    expect(unitOn('01', AFTER).name).toBe('Thành phố Hà Nội');
    expect(unitOn('00004', AFTER).name).toBe('Phường Ba Đình');
    for (const unit of units.filter((unit) => unit.codeSystem === 'OFFICIAL')) {
      expect(unit.code).toMatch(unit.level === 'PROVINCE' ? /^\d{2}$/ : /^\d{5}$/);
    }
  });

  it('writes every name in NFC', () => {
    expect(units.filter((unit) => unit.name !== unit.name.normalize('NFC'))).toEqual([]);
  });

  it('gives every unit but a province a parent, of the right level and alive on the last day of the unit', () => {
    const parentLevels: Record<string, readonly UnitLevel[]> = {
      DISTRICT: ['PROVINCE'],
      COMMUNE: ['DISTRICT', 'PROVINCE'],
      DEPARTMENT: ['PROVINCE'],
    };
    const misplaced = units.filter((unit) => {
      if (unit.level === 'PROVINCE') return unit.parentKey !== null;
      const parent = directory.byKey(unit.parentKey ?? '');
      return !(
        parent &&
        parentLevels[unit.level]?.includes(parent.level) &&
        isValidOn(parent, unit.validTo ?? AFTER)
      );
    });
    expect(misplaced).toEqual([]);
  });
});

describe('the reform', () => {
  it('gives one code to two units at two times', () => {
    expect(unitOn('15889', BEFORE).name).toBe('Xã Hoằng Kim');
    expect(unitOn('15889', AFTER).name).toBe('Xã Hoằng Phú');
    expect(unitOn('48', BEFORE).key).not.toBe(unitOn('48', AFTER).key);
    expect(unitOn('24', BEFORE).name).toBe('Tỉnh Bắc Giang');
    expect(unitOn('24', AFTER).name).toBe('Tỉnh Bắc Ninh');
  });

  it('merges Đắk Tờ Re, spelled as in the data, into Kon Braih', () => {
    const old = unitOn('23494', BEFORE);
    expect(old.name).toBe('Xã Đắk Tờ Re');
    expect(directory.successors(old.key)).toEqual([
      { unit: unitOn('23497', AFTER), kind: 'MERGED', date: AFTER },
    ]);
    expect(directory.predecessors(unitOn('23497', AFTER).key)).toHaveLength(3);
    expect(directory.isWithin(old, unitOn('62', BEFORE).key)).toBe(true);
    expect(directory.isWithin(unitOn('23497', AFTER), unitOn('51', AFTER).key)).toBe(true);
  });

  it('derives which provinces merged', () => {
    const names = directory.predecessors(unitOn('48', AFTER).key).map(({ unit }) => unit.name);
    expect(names.sort()).toEqual(['Thành phố Đà Nẵng', 'Tỉnh Quảng Nam']);
    const untouched = directory
      .atLevelOn('PROVINCE', AFTER, null)
      .filter((unit) => unitOn(unit.code, BEFORE) === unit);
    expect(untouched.map((unit) => unit.code)).toEqual(
      expect.arrayContaining(['01', '04', '11', '12', '14', '20', '22', '38', '40', '42', '46']),
    );
    expect(untouched).toHaveLength(11);
  });

  it('ends districts without a successor', () => {
    const districts = directory.atLevelOn('DISTRICT', BEFORE, null);
    expect(districts.flatMap((unit) => directory.successors(unit.key))).toEqual([]);
    expect(districts.every((unit) => unit.validTo === BEFORE && unit.codeSystem === 'HUB')).toBe(true);
  });

  it('tells the kinds of succession apart', () => {
    const kindsOf = (code: string) =>
      directory.successors(unitOn(code, BEFORE).key).map(({ kind, unit }) => `${kind} ${unit.name}`);
    expect(kindsOf('00166').sort()).toEqual(['SPLIT Phường Cầu Giấy', 'SPLIT Phường Nghĩa Đô']);
    expect(kindsOf('15889')).toEqual(['MERGED Xã Hoằng Phú']);
    const kinds = new Set(successions.map((arrow) => arrow.kind));
    expect([...kinds].sort()).toEqual(['MERGED', 'RENAMED', 'SPLIT', 'UNCHANGED']);
  });

  it('gives every old commune at least one successor that began the day after its end', () => {
    const orphans = directory.atLevelOn('COMMUNE', BEFORE, null).filter((commune) => {
      const next = directory.successors(commune.key);
      return next.length === 0 || next.some(({ unit, date }) => unit.validFrom !== AFTER || date !== AFTER);
    });
    expect(orphans).toEqual([]);
  });
});

describe('Huế', () => {
  const former = unitOn('46', '2024-12-31');
  const city = unitOn('46', '2025-01-01');

  it('changed its name on 1 January 2025 and stayed through the reform', () => {
    expect(former.name).toBe('Tỉnh Thừa Thiên Huế');
    expect(city.name).toBe('Thành phố Huế');
    expect(directory.successors(former.key)).toEqual([{ unit: city, kind: 'RENAMED', date: '2025-01-01' }]);
    expect(unitOn('46', AFTER)).toBe(city);
  });

  it('had 9 districts with 133 communes, and has 40 communes', () => {
    for (const key of [former.key, city.key]) {
      expect(countOn('DISTRICT', '2024-11-15', key)).toBe(9);
      expect(countOn('COMMUNE', '2024-11-15', key)).toBe(133);
      expect(countOn('COMMUNE', AFTER, key)).toBe(40);
    }
    const phuVang = unitOn('46-phu-vang', '2024-11-15');
    expect(phuVang.name).toBe('Huyện Phú Vang');
    expect(directory.children(phuVang.key)).toHaveLength(14);
    const childLevels = new Set(directory.children(former.key).map((unit) => unit.level));
    expect([...childLevels].sort()).toEqual(['DEPARTMENT', 'DISTRICT']);
  });

  it('had 21 departments, and has 16 since the mergers of 1 March 2025', () => {
    expect(countOn('DEPARTMENT', '2024-11-15', city.key)).toBe(21);
    expect(countOn('DEPARTMENT', '2025-02-28', city.key)).toBe(21);
    expect(countOn('DEPARTMENT', '2025-03-01', city.key)).toBe(16);
    const science = unitOn('H57.15', '2025-03-01');
    expect(directory.predecessors(science.key).map(({ unit, kind }) => `${kind} ${unit.name}`)).toEqual([
      'MERGED Sở Thông tin và Truyền thông',
      'MERGED Sở Khoa học và Công nghệ',
    ]);
  });
});

describe('notes', () => {
  it('account for every mapping row', () => {
    const communeArrows = successions.filter((arrow) => arrow.fromKey.startsWith('COMMUNE:')).length;
    const mapped = communeArrows + noted('ARROW_REPEATED');
    const skipped = noted('ROW_EMPTY') + noted('OLD_COMMUNE_UNKNOWN');
    expect(mapped + skipped + noted('NEW_COMMUNE_UNRESOLVED')).toBe(10_977);
  });

  it('count and name the oddities of the data', () => {
    expect(Object.fromEntries(notes.map((note) => [note.code, note.count]))).toEqual({
      NAME_NOT_NFC: 129,
      ROW_EMPTY: 5,
      ROW_WITHOUT_OLD_CODE: 938,
      OLD_COMMUNE_UNKNOWN: 913,
      NEW_CODE_UNKNOWN: 431,
      NEW_CODE_CONTRADICTS_NAME: 22,
      ARROW_REPEATED: 17,
      COMMUNE_SPLIT: 8,
      RENAMED_IN_SPELLING: 10,
      COMMUNE_WITHOUT_ROW: 1,
    });
    expect(notes.find((note) => note.code === 'COMMUNE_WITHOUT_ROW')?.examples).toEqual(['23737 Xã Ia Mơ']);
  });

  it('never let a contradicting code carry a commune into another province', () => {
    const successors = directory.successors(unitOn('31522', BEFORE).key);
    expect(successors.map(({ unit }) => unit.code)).toEqual(['31510']);
  });
});
