import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  addDays,
  dayOf,
  endOfDay,
  isDay,
  isInside,
  lastDayOfMonth,
  monthsOf,
  startOfDay,
} from '../../../src/core/clock.ts';

afterEach(() => vi.unstubAllEnvs());

const days = fc
  .integer({ min: 0, max: 40_000 })
  .map((count) => new Date(Date.UTC(1970, 0, 1 + count)).toISOString().slice(0, 10));

describe('F38 R12: days are those of Viet Nam', () => {
  it.each(['UTC', 'America/New_York', 'Asia/Ho_Chi_Minh', 'Pacific/Kiritimati'])(
    'whatever TZ is: %s',
    (zone) => {
      vi.stubEnv('TZ', zone);
      expect(dayOf(new Date('2024-11-15T16:59:59.999Z'))).toBe('2024-11-15');
      expect(dayOf(new Date('2024-11-15T17:00:00Z'))).toBe('2024-11-16');
      expect(startOfDay('2024-11-16').toISOString()).toBe('2024-11-15T17:00:00.000Z');
      expect(endOfDay('2024-11-15').toISOString()).toBe('2024-11-15T16:59:59.999Z');
      expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
      expect(addDays('2024-12-31', 1)).toBe('2025-01-01');
      expect(addDays('2025-03-01', -1)).toBe('2025-02-28');
      expect(['2024-02', '2025-02', '2024-12'].map(lastDayOfMonth)).toEqual([
        '2024-02-29',
        '2025-02-28',
        '2024-12-31',
      ]);
    },
  );

  it('a day holds exactly the instants between its ends', () => {
    fc.assert(
      fc.property(days, fc.nat(86_399_999), (day, offset) => {
        expect(dayOf(new Date(startOfDay(day).getTime() + offset))).toBe(day);
        expect(endOfDay(day).getTime() + 1).toBe(startOfDay(addDays(day, 1)).getTime());
        expect(isDay(day)).toBe(true);
      }),
    );
  });

  it.each([
    '',
    '2024-2-01',
    '2024-02-30',
    '2023-02-29',
    '2024-13-01',
    '2024-00-10',
    '20240101',
    '2024-01-01T00:00',
    '２０２４-01-01',
  ])('"%s" is no day', (value) => expect(isDay(value)).toBe(false));

  it('months cut a window into pieces without a gap or an overlap', () => {
    fc.assert(
      fc.property(days, fc.nat(800), (from, length) => {
        const window = { from, to: addDays(from, length) };
        const months = monthsOf(window);
        expect([months[0]?.from, months.at(-1)?.to]).toEqual([window.from, window.to]);
        for (const [index, month] of months.entries()) {
          expect(month.from.slice(0, 7)).toBe(month.to.slice(0, 7));
          expect(isInside(month.from, window) && isInside(month.to, window)).toBe(true);
          if (index > 0) expect(month.from).toBe(addDays(months[index - 1]?.to as string, 1));
        }
      }),
    );
    expect(monthsOf({ from: '2024-02-02', to: '2024-02-01' })).toEqual([]);
  });
});
