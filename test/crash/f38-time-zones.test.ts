import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { dueSince, nextRun } from '../../src/app/pull/due.ts';
import {
  addDays,
  dayOf,
  endOfDay,
  HOUR,
  isDay,
  lastDayOfMonth,
  lastWholeMonth,
  MINUTE,
  monthOf,
  monthsOf,
  startOfDay,
} from '../../src/core/clock.ts';
import { formatMoment } from '../../src/core/format-moment.ts';
import { openDatabase } from '../../src/store/database.ts';
import { visibleFacts } from '../kit/crash-hub.ts';
import { crashProcess, ENDED } from '../kit/crash-process.ts';
import { CrashSource, factsOf, type Item, itemsOf } from '../kit/crash-source.ts';
import { expectInvariants } from '../kit/invariants.ts';
import { createPostgresDatabase } from '../kit/postgres-databases.ts';
import { YEAR } from '../kit/test-hub.ts';

/** Ahead of Viet Nam, behind it, and with daylight saving on both sides of the equator. */
const ZONES = ['America/New_York', 'Europe/Berlin', 'Pacific/Auckland'];
const ZONE_OF_RUN = process.env['TZ'];

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  process.env['TZ'] = ZONE_OF_RUN;
  for (const close of closers.splice(0).reverse()) await close();
});

const instants = fc.date({
  min: new Date('2019-12-30T00:00:00Z'),
  max: new Date('2031-01-02T00:00:00Z'),
  noInvalidDate: true,
});

describe.each(ZONES)('F38 R12 on a machine in %s', (zone) => {
  it('a day, a month and their ends are those of Viet Nam', () => {
    process.env['TZ'] = zone;
    expect(new Date('2024-07-01T00:00:00').getTime()).not.toBe(startOfDay('2024-07-01').getTime());
    fc.assert(
      fc.property(instants, (instant) => {
        const day = dayOf(instant);
        expect(isDay(day)).toBe(true);
        expect(startOfDay(day) <= instant && instant <= endOfDay(day)).toBe(true);
        expect(endOfDay(day).getTime() - startOfDay(day).getTime()).toBe(24 * HOUR - 1);
        expect(dayOf(endOfDay(day))).toBe(day);
        expect(dayOf(new Date(endOfDay(day).getTime() + 1))).toBe(addDays(day, 1));
        const month = { from: `${monthOf(day)}-01`, to: lastDayOfMonth(monthOf(day)) };
        expect(monthsOf(month)).toEqual([month]);
        expect(addDays(lastWholeMonth(day).to, 1)).toBe(month.from);
      }),
      { seed: 38 },
    );
  });

  it('the night of a schedule is at 02:00 in Viet Nam, every night, once', () => {
    process.env['TZ'] = zone;
    fc.assert(
      fc.property(instants, (instant) => {
        const next = nextRun('0 2 * * *', instant) as Date;
        expect(formatMoment(next)).toMatch(/ 02:00/);
        expect(next > instant && next.getTime() - instant.getTime() <= 24 * HOUR).toBe(true);
        expect(nextRun('0 2 * * *', next)?.getTime()).toBe(next.getTime() + 24 * HOUR);
      }),
      { seed: 38 },
    );
  });

  it.each([
    ['a minute before', '2024-11-30T23:59:00+07:00', true],
    ['a minute after', '2024-12-01T00:01:00+07:00', false],
  ])('a year is read again until the end of its last day: a pull %s midnight', (_, lastPull, isDue) => {
    process.env['TZ'] = zone;
    const year = { year: 2024, window: YEAR, openUntil: '2024-11-30' };
    const last = {
      startedAt: new Date(lastPull),
      state: 'OK',
      errorCode: null,
      errorFamily: null,
      retryAt: null,
    } as const;
    const now = new Date(startOfDay('2024-12-03').getTime() + MINUTE);
    expect(dueSince('0 2 * * *', year, last, now) !== null).toBe(isDue);
  });

  it('a pull puts records of the edges of days and months where they belong', async () => {
    const edge = (key: string, at: string): Item => ({ key, unit: '19801', at });
    const items = [
      ...itemsOf({ '2024-02': 12 }),
      edge('last', '2024-01-31T23:59:59+07:00'),
      edge('first', '2024-02-01T00:00:00+07:00'),
      edge('leap', '2024-02-29T23:59:00+07:00'),
      edge('after', '2024-03-01T00:01:00+07:00'),
      edge('tet', '2024-02-10T00:00:01+07:00'),
    ];
    const source = await CrashSource.start(items);
    closers.push(() => source.close());
    const { url, drop } = await createPostgresDatabase();
    closers.push(drop);
    const database = await openDatabase({ kind: 'postgres', url });
    closers.push(() => database.close());
    const { process } = await crashProcess({ databaseUrl: url, sourceUrl: source.url, env: { TZ: zone } });
    expect(await process.exited, process.stderr).toEqual(ENDED);
    const facts = { visible: await visibleFacts(database), expected: factsOf(items, YEAR) };
    await expectInvariants(database, { facts, isAtRest: true });
  });
});
