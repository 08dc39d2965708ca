import { afterEach, expect, it, vi } from 'vitest';
import { SharedClock } from '../../src/app/shared-clock.ts';
import { type Log, silentLog } from '../../src/connector-kit/log.ts';
import { DAY, HOUR, MINUTE, SECOND, systemClock } from '../../src/core/clock.ts';
import { databaseTime } from '../../src/store/database-time.ts';
import { onPostgresByTheRules } from '../kit/invariants.ts';

afterEach(() => void vi.useRealTimers());

/** The clock of this machine, and of this process alone. */
const setMachineTo = (time: number) => vi.useFakeTimers({ toFake: ['Date'], now: time });

onPostgresByTheRules('a hub whose machine has a wrong clock', (open) => {
  it.each([
    ['three years ahead', 1200 * DAY],
    ['two days behind', -50 * HOUR],
  ])('F27 R12 goes by the time of the database: %s', async (_, wrongBy) => {
    const database = await open();
    const log = { ...silentLog, warn: vi.fn<Log['warn']>() };
    setMachineTo(systemClock.now().getTime() + wrongBy);
    const clock = await SharedClock.of(database, log);
    expect(Math.abs(clock.now().getTime() - (await databaseTime(database)))).toBeLessThan(MINUTE);
    expect(Math.abs((await clock.follow()) - wrongBy)).toBeLessThan(MINUTE);
    // Once, not at each tick.
    expect(log.warn).toHaveBeenCalledTimes(1);
    const [{ seconds }] = log.warn.mock.calls[0] as [{ seconds: number }];
    expect(Math.abs(seconds * SECOND - wrongBy)).toBeLessThan(MINUTE);
  });

  it('F27 a clock that is moved while the hub runs moves no day', async () => {
    const clock = await SharedClock.of(await open(), silentLog);
    const before = clock.now().getTime();
    setMachineTo(before + 26 * HOUR);
    expect(clock.now().getTime() - before).toBeLessThan(MINUTE);
    expect(clock.now().getTime()).toBeGreaterThanOrEqual(before);
  });
});
