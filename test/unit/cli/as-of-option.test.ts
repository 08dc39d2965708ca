import { describe, expect, test } from 'vitest';
import { chosenMoment } from '../../../src/cli/as-of-option.ts';

describe('--as-of', () => {
  test.each([
    [undefined, null],
    ['2024-11-15', '2024-11-15T16:59:59.999Z'],
    ['2024-11-15T17:00', '2024-11-15T10:00:00.000Z'],
    [' 2024-11-15 17:00:30 ', '2024-11-15T10:00:30.000Z'],
    ['2024-11-15T17:00:00.123Z', '2024-11-15T17:00:00.123Z'],
    ['2024-11-15T17:00+02:00', '2024-11-15T15:00:00.000Z'],
  ])('%s is %s', (asOf, moment) => {
    expect(chosenMoment({ asOf })?.toISOString() ?? null).toBe(moment);
  });

  test.each(['', 'yesterday', '15/11/2024', '2024-02-30', '2024-11-15T25:00', '2024-11-15T', '0000-01-01'])(
    '"%s" is refused with the form expected',
    (asOf) => {
      expect(() => chosenMoment({ asOf })).toThrowError(expect.objectContaining({ code: 'BAD_INPUT' }));
    },
  );
});
