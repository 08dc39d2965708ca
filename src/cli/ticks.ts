import cron from 'node-cron';
import { HUB_ZONE, MINUTE } from '../core/clock.ts';

/**
 * Each source's own schedule (02:00 each night unless changed) says when it is due; the tick only asks.
 * node-cron is known to lose or double ticks at clock changes and under load, so no single tick matters.
 */
const TICK = '*/20 * * * * *';

/**
 * Does `work` three times a minute, one at a time, until it is told to stop. node-cron waits for a time of day, which
 * a clock that is set back moves away by as much (F27): so a timer that knows no time of day ticks each minute, too.
 */
export function startTicks(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  const tick = (): Promise<void> => {
    running ??= work().finally(() => {
      running = null;
    });
    return running;
  };
  // A clock that is set forward would be told of each tick that never was.
  const task = cron.schedule(TICK, tick, {
    timezone: HUB_ZONE,
    suppressMissedWarning: true,
  });
  const timer = setInterval(() => void tick(), MINUTE);
  return async () => {
    clearInterval(timer);
    await task.stop();
  };
}
