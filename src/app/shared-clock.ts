import type { Log } from '../connector-kit/log.ts';
import { type Clock, MINUTE, SECOND, steadyClock, systemClock } from '../core/clock.ts';
import type { Database } from '../store/database.ts';
import { databaseTime } from '../store/database-time.ts';

/** Machines that are kept to the time differ by less. */
export const WRONG_BY = MINUTE;

/**
 * The time of the database, which all hubs share. A hub whose machine has a wrong clock would make years that have not
 * begun, ask sources for days to come, or never find a pull due (F27, R12).
 */
export class SharedClock implements Clock {
  readonly #database: Database;
  readonly #log: Log;
  #clock: Clock = systemClock;
  #toldOf = 0;

  private constructor(database: Database, log: Log) {
    this.#database = database;
    this.#log = log;
  }

  static async of(database: Database, log: Log): Promise<SharedClock> {
    const clock = new SharedClock(database, log);
    await clock.follow();
    return clock;
  }

  now(): Date {
    return this.#clock.now();
  }

  /** Looks at the database's clock again; answers by how many milliseconds this machine's is ahead of it. */
  async follow(): Promise<number> {
    const at = await databaseTime(this.#database);
    this.#clock = steadyClock(at);
    const ahead = systemClock.now().getTime() - at;
    if (Math.abs(ahead - this.#toldOf) < WRONG_BY) return ahead;
    this.#toldOf = ahead;
    if (Math.abs(ahead) < WRONG_BY) return ahead;
    const seconds = Math.round(ahead / SECOND);
    this.#log.warn(
      { seconds },
      "this machine's clock differs from the database's, which the hub goes by; set both by NTP",
    );
    return ahead;
  }
}
