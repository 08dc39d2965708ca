import { afterEach, expect, it, vi } from 'vitest';
import { startTicks } from '../../../src/cli/ticks.ts';
import { DAY, MINUTE, SECOND } from '../../../src/core/clock.ts';

afterEach(() => void vi.useRealTimers());

it('nights that take long are not begun twice, and nothing begins after the end', async () => {
  vi.useFakeTimers({ now: new Date('2026-11-22T08:00:01Z') });
  let [begun, end] = [0, () => {}];
  const stop = startTicks(() => {
    begun += 1;
    return new Promise<void>((resolve) => (end = resolve));
  });
  await vi.advanceTimersByTimeAsync(3 * MINUTE);
  expect(begun).toBe(1);
  end();
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(begun).toBe(2);
  end();
  await stop();
  await vi.advanceTimersByTimeAsync(3 * MINUTE);
  expect(begun).toBe(2);
});

it('F27: a clock that is set back by days does not keep the hub from ticking', async () => {
  vi.useFakeTimers({ now: new Date('2026-11-22T08:00:01Z') });
  let ticks = 0;
  const stop = startTicks(async () => void ticks++);
  await vi.advanceTimersByTimeAsync(59 * SECOND);
  expect(ticks).toBe(3);
  vi.setSystemTime(new Date(Date.now() - 3 * DAY));
  await vi.advanceTimersByTimeAsync(3 * MINUTE);
  expect(ticks).toBeGreaterThanOrEqual(5);
  await stop();
  const last = ticks;
  await vi.advanceTimersByTimeAsync(3 * MINUTE);
  expect(ticks).toBe(last);
});
