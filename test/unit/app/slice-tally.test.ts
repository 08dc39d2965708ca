import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SliceTally } from '../../../src/app/pull/reading/slice-tally.ts';

const lines = (tally: SliceTally, measures: readonly number[]) => {
  const result = tally.result(7, measures);
  return result && new TextDecoder().decode(result.copyText).split('\n').filter(Boolean).toSorted();
};

describe('what a reading counts of a slice by itself', () => {
  it('sums each measure per unit and day; reasons add nothing', () => {
    const tally = new SliceTally();
    tally.add(1, '2024-01-05', '1,0|,AT_COUNTER');
    tally.add(1, '2024-01-05', '1,1');
    tally.add(1, '2024-01-06', '1,1');
    tally.add(2, '2024-01-05', '1,1');
    expect(lines(tally, [10, 11])).toEqual([
      '7\t10\t1\t2024-01-05\t2',
      '7\t10\t1\t2024-01-06\t1',
      '7\t10\t2\t2024-01-05\t1',
      '7\t11\t1\t2024-01-05\t1',
      '7\t11\t1\t2024-01-06\t1',
      '7\t11\t2\t2024-01-05\t1',
    ]);
    expect(tally.result(7, [10, 11])?.records).toBe(4);
  });

  it('a record of no known unit is one of the slice and counts for nothing', () => {
    const tally = new SliceTally();
    tally.add(null, '2024-01-05', '1');
    expect(tally.result(7, [10])?.records).toBe(1);
    expect(lines(tally, [10])).toEqual([]);
  });

  it('gives up, for the store to count, where it would need too much memory', () => {
    const tally = new SliceTally();
    for (let kind = 0; kind < 100; kind++) tally.add(1, '2024-01-05', `${kind}`);
    expect(tally.result(7, [10])).toBeNull();
  });

  it('the order of records never matters', () => {
    const record = fc.record({
      unit: fc.option(fc.integer({ min: 1, max: 20_000 })),
      day: fc.integer({ min: 1, max: 28 }).map((day) => `2024-02-${String(day).padStart(2, '0')}`),
      verdict: fc.constantFrom('1,0', '1,1', '0,3|X,'),
    });
    fc.assert(
      fc.property(fc.array(record), (records) => {
        const counted = (list: typeof records) => {
          const tally = new SliceTally();
          for (const { unit, day, verdict } of list) tally.add(unit, day, verdict);
          return lines(tally, [10, 11]);
        };
        expect(counted(records.toReversed())).toEqual(counted(records));
      }),
    );
  });
});
