import { describe, expect, it } from 'vitest';
import { type HubDeps, UnitIds } from '../../../src/app/deps.ts';
import { UnitCodes } from '../../../src/app/pull/reading/unit-codes.ts';
import { unitCodes, unitsOfSource } from '../../../src/app/pull/units-of-source.ts';
import { UnitDirectory } from '../../../src/app/units/unit-directory.ts';
import type { DecidedCode } from '../../../src/store/unit-matches.ts';
import { TEST_UNITS } from '../../kit/test-hub.ts';

const ids = new UnitIds(new Map(TEST_UNITS.map((unit, index) => [unit.key, index + 1])), TEST_UNITS);
const deps = {
  directory: new UnitDirectory(TEST_UNITS, []),
  unitIds: ids,
  province: '46',
} as unknown as HubDeps;

const MAP = { 'X-9': '19801', '19802': '19803', NONE: 'none' };

const decided = (sourceCode: string, unitCode: string | null, from: string, to: string): DecidedCode => ({
  sourceCode,
  unitCode,
  validFrom: from || null,
  validTo: to || null,
});
const DECIDED = [
  decided('Y-1', '19801', '', '2024-03-14'),
  decided('Y-1', '19802', '2024-03-15', ''),
  decided('19803', '19801', '2024-05-01', '2024-05-31'),
  decided('VYDA', '19804', '', ''),
  decided('H57.29', null, '', ''),
];

describe('F44: which unit a code of a source names', () => {
  it.each([
    ['the last day of the old one', '19804', '2025-06-30', 'COMMUNE:19804:-'],
    ['the first day of the new one', '19804', '2025-07-01', 'COMMUNE:19804:2025-07-01'],
    ['a code of the unit map', 'X-9', '2024-01-01', 'COMMUNE:19801:-'],
    ['a mapped code that is a code of the hub as well', '19802', '2024-01-01', 'COMMUNE:19803:-'],
    ['an unknown code', '99999', '2024-01-01', null],
    ['a map to nothing', 'NONE', '2024-01-01', null],
    ['a property of every object', 'constructor', '2024-01-01', null],
    ['no code at all', '', '2024-01-01', null],
    ['a code without its zeros is no match', '9801', '2024-01-01', null],
    ['the last day of a decision', 'Y-1', '2024-03-14', 'COMMUNE:19801:-'],
    ['the day after it, within the month', 'Y-1', '2024-03-15', 'COMMUNE:19802:-'],
    ['a code of the hub that a person decided otherwise', '19803', '2024-05-31', 'COMMUNE:19801:-'],
    ['the same code before these days', '19803', '2024-04-30', 'COMMUNE:19803:-'],
    ['and after them', '19803', '2024-06-01', 'COMMUNE:19803:-'],
    ['a decision for a code that two units bore, then', 'VYDA', '2025-06-30', 'COMMUNE:19804:-'],
    ['and later', 'VYDA', '2025-07-01', 'COMMUNE:19804:2025-07-01'],
    ['a code that is none of ours', 'H57.29', '2024-01-01', null],
    ['the old spelling of an agency code', '000.00.29.H57', '2024-01-01', 'DEPARTMENT:H57.29:-'],
  ])('%s', (_, code, day, key) => {
    const found = new UnitCodes(unitCodes(deps, MAP, DECIDED)).find(code, day);
    expect(found === null ? null : ids.unit(found)?.key).toBe(key);
  });

  it('a source is asked by its own codes, and by those of the hub on days for which none is known', () => {
    const asked = (from: string, to: string) =>
      unitsOfSource(deps, { from, to }, MAP, DECIDED).map(({ code, unit }) => `${unit.code} by ${code}`);
    expect(asked('2024-05-01', '2024-05-31')).toEqual([
      'H57.29 by H57.29',
      '19801 by X-9',
      '19801 by 19803',
      '19802 by Y-1',
      '19803 by 19802',
      '19804 by VYDA',
    ]);
    expect(asked('2024-01-01', '2024-03-31').filter((one) => one.startsWith('19802'))).toEqual([
      '19802 by 19802',
      '19802 by Y-1',
    ]);
  });
});
