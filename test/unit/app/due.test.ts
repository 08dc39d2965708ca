import { afterEach, describe, expect, it, vi } from 'vitest';
import { collectedYears, dueSince, dueTimes, nextRun } from '../../../src/app/pull/due.ts';
import type { ErrorFamily } from '../../../src/core/errors.ts';
import type { Assessment } from '../../../src/store/assessments.ts';
import type { PullRunState } from '../../../src/store/pull-run.ts';

const NIGHTLY = '0 2 * * *';
const YEAR = { year: 2026, window: { from: '2026-01-01', to: '2026-05-13' }, openUntil: '2026-11-30' };

afterEach(() => vi.unstubAllEnvs());

/** "13/05 02:00" in Viet Nam. */
const at = (text: string, year = 2026): Date => {
  const [date, time] = text.split(' ');
  const [day, month] = (date as string).split('/');
  return new Date(`${year}-${month}-${day}T${time}:00+07:00`);
};

const run = (
  startedAt: string,
  state: PullRunState = 'OK',
  errorFamily: ErrorFamily | null = null,
  errorCode: string | null = null,
) => ({ startedAt: at(startedAt), state, errorCode, errorFamily, retryAt: null });

describe('R7 F36: since when a pull is due', () => {
  it.each([
    ['never pulled', undefined, '13/05 01:00', '01/01 00:00'],
    ['pulled after the last 02:00', run('13/05 02:00'), '13/05 23:59', null],
    ['a minute before 02:00', run('12/05 02:03'), '13/05 01:59', null],
    ['at 02:00', run('12/05 02:03'), '13/05 02:00', '13/05 02:00'],
    ['three nights missed: one pull, due since the first', run('10/05 02:03'), '13/05 09:00', '11/05 02:00'],
    ['held for a person: again the next night', run('12/05 02:00', 'NEEDS_REVIEW'), '12/05 12:00', null],
    ['held for a person, a night later', run('12/05 02:00', 'NEEDS_REVIEW'), '13/05 02:00', '13/05 02:00'],
    ['no answer: after half an hour', run('12/05 02:00', 'FAILED', 'retry'), '12/05 02:29', null],
    [
      'no answer: half an hour has passed',
      run('12/05 02:00', 'FAILED', 'retry'),
      '12/05 02:30',
      '12/05 02:30',
    ],
    ['refused: not before the next night', run('12/05 02:00', 'FAILED', 'config'), '12/05 12:00', null],
    ['refused, a night later', run('12/05 02:00', 'FAILED', 'config'), '13/05 02:00', '13/05 02:00'],
    ['a bug: not before the next night', run('12/05 02:00', 'FAILED', 'stop'), '12/05 12:00', null],
    ['stopped: at once', run('12/05 02:00', 'CANCELLED'), '12/05 02:01', '12/05 02:00'],
    ['killed: at once', run('12/05 02:00', 'FAILED', null, 'INTERRUPTED'), '12/05 02:01', '12/05 02:00'],
  ])('%s', (_, last, now, since) => {
    expect(dueSince(NIGHTLY, YEAR, last, at(now))).toEqual(since === null ? null : at(since));
  });

  it('a year is read each night until its data are closed, and once more when they are', () => {
    const year = { ...YEAR, openUntil: '2026-11-30' };
    const due = (last: Parameters<typeof dueSince>[2], now: string) => dueSince(NIGHTLY, year, last, at(now));
    expect(due(run('30/11 02:00'), '01/12 02:00')).toEqual(at('01/12 02:00'));
    expect(due(run('01/12 02:00'), '31/12 02:00')).toBeNull();
    expect(due(run('01/12 02:00', 'NEEDS_REVIEW'), '02/12 02:00')).toEqual(at('02/12 02:00'));
    expect(due(run('01/12 02:00', 'FAILED', 'retry'), '01/12 02:31')).toEqual(at('01/12 02:30'));
  });

  it.each([
    ['never pulled', undefined, null],
    ['pulled', run('12/05 02:00'), null],
    ['no answer', run('12/05 02:00', 'FAILED', 'retry'), null],
    ['stopped by a person', run('12/05 02:00', 'CANCELLED', null, 'STOPPED_BY_PERSON'), null],
    ['killed', run('12/05 02:00', 'FAILED', null, 'INTERRUPTED'), '12/05 02:00'],
    ['killed after some pages', run('12/05 02:00', 'PARTIAL', null, 'INTERRUPTED'), '12/05 02:00'],
    ['its hub was stopped', run('12/05 02:00', 'CANCELLED'), '12/05 02:00'],
  ])('without a schedule only what was cut off is done again: %s', (_, last, since) => {
    const due = dueSince(null, YEAR, last, at('13/05 09:00'));
    expect(due).toEqual(since === null ? null : at(since));
    expect(dueTimes(null, 'EACH', YEAR, last, at('13/05 09:00'))).toEqual(since === null ? [] : [at(since)]);
  });

  it('a schedule that never comes is never due', () => {
    expect(dueSince('0 2 30 2 *', YEAR, run('12/05 02:00'), at('13/05 02:00'))).toBeNull();
  });
});

describe('F38: the night is 02:00 in Viet Nam wherever the hub runs', () => {
  it.each(['UTC', 'America/New_York', 'Europe/Berlin', 'Asia/Ho_Chi_Minh'])('TZ=%s', (zone) => {
    vi.stubEnv('TZ', zone);
    // Nights at which clocks in Berlin and New York change, and the turn of the year.
    for (const day of ['2026-03-08', '2026-03-29', '2026-10-25', '2026-11-01', '2026-12-31', '2028-02-28']) {
      const before = new Date(`${day}T02:00:00+07:00`);
      const next = nextRun(NIGHTLY, before) as Date;
      expect(next.getTime() - before.getTime()).toBe(24 * 60 * 60 * 1000);
      expect(nextRun(NIGHTLY, new Date(before.getTime() - 1))).toEqual(before);
    }
  });
});

describe('which years are collected', () => {
  const assessment = (year: number, from: string, to: string, entryDeadline: string) =>
    ({
      year,
      window: { from: `${year}-${from}`, to: `${year}-${to}` },
      entryDeadline: `${year}-${entryDeadline}`,
    }) as Assessment;
  const old = assessment(2024, '01-01', '11-15', '11-30');
  const both = [
    old,
    assessment(2026, '01-01', '11-15', '11-30'),
    assessment(2026, '02-01', '12-31', '12-15'),
  ];

  it.each([
    ['2025-12-31', [[2024, '2024-01-01', '2024-11-15', '2024-11-30']]],
    [
      '2026-01-01',
      [
        [2024, '2024-01-01', '2024-11-15', '2024-11-30'],
        [2026, '2026-01-01', '2026-01-01', '2026-11-30'],
      ],
    ],
    [
      '2026-02-01',
      [
        [2024, '2024-01-01', '2024-11-15', '2024-11-30'],
        [2026, '2026-01-01', '2026-02-01', '2026-12-15'],
      ],
    ],
    [
      '2027-01-01',
      [
        [2024, '2024-01-01', '2024-11-15', '2024-11-30'],
        [2026, '2026-01-01', '2026-12-31', '2026-12-15'],
      ],
    ],
  ])('on %s', (today, expected) => {
    for (const assessments of [both, both.toReversed()]) {
      const years = collectedYears(assessments, today).sort((a, b) => a.year - b.year);
      expect(years.map(({ year, window, openUntil }) => [year, window.from, window.to, openUntil])).toEqual(
        expected,
      );
    }
  });

  it('29 February is a day like any other', () => {
    const [leap] = collectedYears([assessment(2028, '01-01', '11-15', '11-30')], '2028-02-29');
    expect(leap?.window).toEqual({ from: '2028-01-01', to: '2028-02-29' });
  });
});
