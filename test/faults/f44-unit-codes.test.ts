import fc from 'fast-check';
import { expect, it } from 'vitest';
import { expectInvariants } from '../kit/invariants.ts';
import { post, recordScript, valueScript, visits } from '../kit/scripted-connector.ts';
import { onEachDatabase } from '../kit/test-databases.ts';
import { TestHub, YEAR } from '../kit/test-hub.ts';

/** Codes of the 63 provinces of before 01/07/2025, names, and codes with a slip of the pen: none names a unit here. */
const STRANGE = [
  ...['01', '02', '31', '48', '49', '56', '79', '92', '96'],
  ...['Phường An', 'phuong an', '1 9801', '019801', '19801x', '', '__proto__', 'constructor', '0', '474'],
];
const KNOWN = ['19801', '19802', '19803', '19804', 'H57.29'];

const days = fc.integer({ min: 1, max: 28 }).map((day) => `2024-02-${String(day).padStart(2, '0')}`);
const rows = fc.array(fc.record({ unit: fc.constantFrom(...KNOWN, ...STRANGE), day: days }), {
  minLength: 1,
  maxLength: 60,
});

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

onEachDatabase('F44 codes that name no unit', (open) => {
  it('are set aside with their number: mapped + quarantined = total, of records and of ready values', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (list) => {
        const hub = await TestHub.open(await open());
        const records = list.map(({ unit, day }, n) => post(`k${n}`, unit, day));
        const distinct = new Map(list.map(({ unit, day }) => [`${unit} ${day}`, visits(unit, day, 3)]));
        const values = [...distinct.values()];
        // One of a known unit, or the whole pull is held.
        const script = [
          ...recordScript([post('known', '19801', '2024-01-05'), ...records], YEAR),
          ...valueScript(values, 'visits', YEAR),
        ];
        const run = await hub.pull(script);
        expect(run).toMatchObject({ state: 'OK' });

        const strange = (unit: string) => STRANGE.includes(unit);
        const setAside = [...list, ...values].filter(({ unit }) => strange(unit)).length;
        expect(sum(Object.values(run.quarantined))).toBe(setAside);
        expect(Object.keys(run.quarantined).filter((code) => KNOWN.includes(code))).toEqual([]);
        const posts = sum((await hub.facts('POST.COUNT')).map(({ value }) => value));
        const visited = (await hub.facts('VISIT.TOTAL')).filter(({ value }) => value > 0).length;
        expect(posts + visited + setAside).toBe(1 + list.length + values.length);
        await expectInvariants(hub.database, { isAtRest: true });
      }),
      { numRuns: 6, seed: 44 },
    );
  });

  it('one code that names two communes is the one that bore it on the day of the record', async () => {
    const hub = await TestHub.open(await open(), '2025-08-01T08:00:00+07:00');
    const around = { from: '2025-06-01', to: '2025-07-31' };
    const records = ['2025-06-30', '2025-07-01', '2025-07-02'].map((day, n) => post(`k${n}`, '19804', day));
    expect(await hub.pull(recordScript(records, around), around)).toMatchObject({
      state: 'OK',
      quarantined: {},
    });
    const counted = (await hub.facts('POST.COUNT')).filter(({ value }) => value > 0);
    expect(new Set(counted.map(({ unit }) => unit)).size).toBe(2);
    expect(counted.map(({ day, value }) => `${day} ${value}`).sort()).toEqual([
      '2025-06-30 1',
      '2025-07-01 1',
      '2025-07-02 1',
    ]);
  });
});
