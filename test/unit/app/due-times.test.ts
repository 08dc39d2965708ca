import { describe, expect, it } from 'vitest';
import { dueTimes, nightlyWindow } from '../../../src/app/pull/due.ts';
import { lateSeconds } from '../../../src/app/pull-run-view.ts';
import type { PullRunState } from '../../../src/store/pull-run.ts';

const YEAR = { year: 2026, window: { from: '2026-01-01', to: '2026-05-13' }, openUntil: '2026-11-30' };
const at = (moment: string) => new Date(`2026-${moment}:00+07:00`);

const run = (startedAt: string, state: PullRunState = 'OK') => ({
  startedAt: at(startedAt),
  state,
  errorCode: null,
  errorFamily: null,
  retryAt: null,
});

describe('pulls that were missed', () => {
  const times = (missed: 'ONE' | 'EACH', last: ReturnType<typeof run> | undefined) =>
    dueTimes('0 2 * * *', missed, YEAR, last, at('05-13T09:00'));

  it('are made up by one pull, or each by its own', () => {
    const last = run('05-10T02:03');
    expect(times('ONE', last)).toEqual([at('05-11T02:00')]);
    expect(times('EACH', last)).toEqual([at('05-11T02:00'), at('05-12T02:00'), at('05-13T02:00')]);
  });

  it('a first pull, one that was stopped and one that is not due are no missed ones', () => {
    expect(times('EACH', undefined)).toEqual([at('01-01T00:00')]);
    expect(times('EACH', run('05-10T02:03', 'CANCELLED'))).toEqual([at('05-10T02:03')]);
    expect(times('EACH', run('05-13T02:03'))).toEqual([]);
  });

  it('more than a month of them is nobody’s wish', () => {
    expect(times('EACH', run('01-10T02:03'))).toHaveLength(31);
  });
});

describe('the days that a nightly pull reads', () => {
  const settings = { lookbackDays: 3, fullReadEvery: 7 };
  const whole = run('05-10T02:00');
  it.each([
    ['the last days', { whole }, '05-13', '2026-05-10'],
    [
      'since the last good pull, where that is longer ago',
      { whole: run('05-07T02:00') },
      '05-13',
      '2026-05-07',
    ],
    [
      'one of the last days counts as good',
      { whole: run('05-07T02:00'), lookback: run('05-12T02:00') },
      '05-13',
      '2026-05-10',
    ],
    [
      'a failed one does not',
      { whole: run('05-07T02:00'), lookback: run('05-12T02:00', 'FAILED') },
      '05-13',
      '2026-05-07',
    ],
    ['all, where nothing was read', {}, '05-13', '2026-01-01'],
    ['all, where the whole was held', { whole: run('05-10T02:00', 'NEEDS_REVIEW') }, '05-13', '2026-01-01'],
    ['all, where the whole is a week old', { whole: run('05-06T23:59') }, '05-13', '2026-01-01'],
    ['all, where the year is closed', { whole: run('11-30T02:00') }, '12-01', '2026-01-01'],
    ['of a year that has ended and is still open', { whole: run('05-20T02:00') }, '05-21', '2026-05-10'],
  ])('%s', (_, runs, today, from) => {
    expect(nightlyWindow(settings, YEAR, runs, `2026-${today}`)).toEqual({ from, to: YEAR.window.to });
  });

  it('all of them, unless the source is set to look back', () => {
    const off = { lookbackDays: null, fullReadEvery: 7 };
    expect(nightlyWindow(off, YEAR, { whole }, '2026-05-13')).toEqual(YEAR.window);
  });
});

describe('how late a pull is', () => {
  const late = (dueAt: string | null, startedAt: string) =>
    lateSeconds({ dueAt: dueAt === null ? null : at(dueAt), startedAt: at(startedAt), window: YEAR.window });
  it.each([
    ['begun by hand', null, '05-13T09:00', null],
    ['on time', '05-13T02:00', '05-13T02:01', null],
    ['five minutes are on time', '05-13T02:00', '05-13T02:05', null],
    ['six are not', '05-13T02:00', '05-13T02:06', 360],
    ['the first of a year was never planned for its beginning', '01-01T00:00', '05-13T09:00', null],
  ])('%s', (_, dueAt, startedAt, seconds) => {
    expect(late(dueAt, startedAt)).toBe(seconds);
  });
});
