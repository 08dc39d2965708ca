import { describe, expect, it } from 'vitest';
import { otherSpelling } from '../../../src/app/unit-matching/agency-code.ts';
import { editDistance } from '../../../src/app/unit-matching/edit-distance.ts';
import { UnitNames } from '../../../src/app/unit-matching/name-proposals.ts';
import { proposalsFor, reasonFor } from '../../../src/app/unit-matching/propose.ts';
import { buildUnits } from '../../../src/app/units/build-units.ts';
import { UnitDirectory } from '../../../src/app/units/unit-directory.ts';

const { units, successions } = buildUnits();
const directory = new UnitDirectory(units, successions);
const names = new UnitNames(directory, directory.unit('46', null).key);

const BEFORE = ['2024-03-01', '2024-03-31'] as const;
const AFTER = ['2025-08-01', '2025-08-31'] as const;

const proposed = (code: string, [firstDay, lastDay]: readonly [string, string]) =>
  proposalsFor({ code, firstDay, lastDay }, directory, names).map(
    ({ unit, kind }) => `${kind} ${unit.code} ${unit.name}`,
  );

describe('the two spellings of an electronic agency code', () => {
  it.each([
    ['000.00.04.G18', 'G18.04', true],
    ['G18.04', '000.00.04.G18', true],
    ['G09.20', '000.00.20.G09', true],
    ['000.00.00.H57', 'H57', true],
    ['H57', '000.00.00.H57', true],
    ['000.29.57.H57', 'H57.57.29', false],
    ['H57.57.29', '000.29.57.H57', false],
  ])('%s is %s, certainly: %s', (code, other, isCertain) => {
    expect(otherSpelling(code)).toEqual({ code: other, isCertain });
  });

  it.each([
    '001.00.04.G18',
    '000.29.00.H57',
    'G18.00',
    'g18.04',
    'G18.4',
    '19801',
    '',
    'H57.29-20240312-0001234',
  ])('"%s" has none', (code) => expect(otherSpelling(code)).toBeNull());
});

describe('which units a code of a source may mean', () => {
  it.each([
    ['lost zeros', '4', AFTER, ['LEADING_ZEROS 04 Tỉnh Cao Bằng', 'LEADING_ZEROS 00004 Phường Ba Đình']],
    ['a number of a spreadsheet', '19783.0', BEFORE, ['LEADING_ZEROS 19783 Phường Vĩnh Ninh']],
    ['zeros too many', '00019783', BEFORE, ['LEADING_ZEROS 19783 Phường Vĩnh Ninh']],
    ['small letters and blanks', ' h57.16', BEFORE, ['LETTER_CASE H57.16 Sở Giáo dục và Đào tạo']],
    ['another spelling', '000.00.16.h57', BEFORE, ['OTHER_SPELLING H57.16 Sở Giáo dục và Đào tạo']],
    [
      'a name instead of a code',
      'SO GIAO DUC VA DAO TAO',
      BEFORE,
      ['SAME_NAME H57.16 Sở Giáo dục và Đào tạo'],
    ],
    ['the office of a unit', 'UBND phường Vĩnh Ninh', BEFORE, ['SAME_NAME 19783 Phường Vĩnh Ninh']],
    ['a name and its place', 'Vĩnh Ninh, TP Huế', BEFORE, ['SAME_NAME_OTHER_KIND 19783 Phường Vĩnh Ninh']],
    ['another place', 'Phường Vĩnh Ninh, Hà Nội', BEFORE, []],
    ['a slip of the pen', 'Phường Vĩnh Nin', BEFORE, ['SIMILAR_NAME 19783 Phường Vĩnh Ninh']],
    ['a name of other days', 'Phường Vĩnh Ninh', AFTER, []],
    ['nothing at all', '', BEFORE, []],
    ['signs', '--', BEFORE, []],
  ])('%s: "%s"', (_, code, days, wanted) => {
    expect(proposed(code, days)).toEqual(wanted);
  });

  it('an old commune on a day after the reform: the new ones, for a person to choose', () => {
    expect(proposed('19783', AFTER)).toEqual([expect.stringMatching(/^SUCCESSOR \d{5} Phường /)]);
    const split = successions
      .filter(({ kind }) => kind === 'SPLIT')
      .map(({ fromKey }) => directory.byKey(fromKey));
    const old = split.find((unit) => unit && directory.byCodeOn(unit.code, '2025-07-01') === null);
    expect(proposed(old?.code ?? '', AFTER).length).toBeGreaterThan(1);
  });

  it.each([
    ['19783', AFTER, 'OLD_CODE'],
    ['', BEFORE, 'NO_CODE'],
    ['Phường An', BEFORE, 'NAME'],
    ['X-9', BEFORE, 'UNKNOWN'],
    ['MAPPED', BEFORE, 'NO_SUCH_UNIT'],
  ])('why "%s" names none', (code, [, lastDay], reason) => {
    const decided = [{ sourceCode: 'MAPPED', unitCode: 'none', validFrom: null, validTo: null }];
    expect(reasonFor({ code, lastDay }, directory, decided).reason).toBe(reason);
  });

  it('a new code before the reform', () => {
    const added = directory
      .all()
      .find(({ code, validFrom }) => validFrom && directory.bearers(code).length === 1);
    expect(reasonFor({ code: added?.code ?? '', lastDay: BEFORE[1] }, directory, []).reason).toBe('NEW_CODE');
  });
});

it.each([
  ['an cuu', 'an cuu', 0],
  ['an cuu', 'an cu', 1],
  ['an cuu', 'am cuu', 1],
  ['', 'an', 2],
])('"%s" and "%s" differ in %d letters', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
});
