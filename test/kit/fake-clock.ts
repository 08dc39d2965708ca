import type { Clock } from '../../src/core/clock.ts';

/** A clock that stands still until it is told to move. */
export class FakeClock implements Clock {
  private instant: number;

  constructor(start: string | Date) {
    this.instant = new Date(start).getTime();
  }

  now(): Date {
    return new Date(this.instant);
  }

  set(instant: string | Date): void {
    this.instant = new Date(instant).getTime();
  }

  advance(milliseconds: number): void {
    this.instant += milliseconds;
  }
}
