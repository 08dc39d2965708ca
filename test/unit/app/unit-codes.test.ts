import { describe, expect, it } from 'vitest';
import { type HubDeps, UnitIds } from '../../../src/app/deps.ts';
import { UnitCodes } from '../../../src/app/pull/reading/unit-codes.ts';
import { unitCodes } from '../../../src/app/pull/units-of-source.ts';
import { buildUnits } from '../../../src/app/units/build-units.ts';
import { UnitDirectory } from '../../../src/app/units/unit-directory.ts';
import { TEST_UNITS } from '../../kit/test-hub.ts';

const ids = new UnitIds(new Map(TEST_UNITS.map((unit, index) => [unit.key, index + 1])), TEST_UNITS);
const deps = { directory: new UnitDirectory(TEST_UNITS, []), unitIds: ids } as unknown as HubDeps;
const idOf = (key: string) => ids.of({ key });

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
  ])('%s', (_, code, day, key) => {
    const resolver = new UnitCodes(unitCodes(deps, { 'X-9': '19801', '19802': '19803', NONE: 'none' }));
    const wanted = key === null ? null : idOf(key);
    expect([resolver.resolve(code, day), resolver.resolve(code, day)]).toEqual([wanted, wanted]);
    expect(Object.entries(resolver.quarantined)).toEqual(key === null ? [[code, 2]] : []);
  });

  it('may remember a code for a month, because no unit begins or ends within one', () => {
    for (const { key, validFrom, validTo } of buildUnits().units) {
      if (validFrom) expect([key, validFrom.slice(8)]).toEqual([key, '01']);
      if (validTo) {
        const next = new Date(`${validTo}T00:00:00Z`);
        next.setUTCDate(next.getUTCDate() + 1);
        expect([key, next.getUTCDate()]).toEqual([key, 1]);
      }
    }
  });
});
