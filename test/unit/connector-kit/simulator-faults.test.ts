import { describe, expect, it, onTestFinished } from 'vitest';
import { unitProfile } from '../../../connectors/unit-profile/index.ts';
import { startFaulty } from '../../../src/connector-kit/simulator-fault-server.ts';
import { SIMULATOR_FAULTS, simulatorFault } from '../../../src/connector-kit/simulator-faults.ts';
import type { HubError } from '../../../src/core/errors.ts';
import { endOf, httpFor } from '../../kit/bad-source-client.ts';
import { tryRead } from '../../kit/connector-run.ts';
import { FakeClock } from '../../kit/fake-clock.ts';
import { PRACTICE_UNITS } from '../../kit/practice-units.ts';

const clock = new FakeClock('2025-08-01T00:00:00Z');

/** A simulator whose answers are broken as `fault` says; both end with the test. */
async function broken(fault: string): Promise<string> {
  const simulator = await unitProfile.simulate({ port: 0, seed: 1, units: PRACTICE_UNITS, clock, scale: 1 });
  const front = await startFaulty(0, simulator.url, simulatorFault(fault));
  onTestFinished(async () => {
    await front.close();
    await simulator.close();
  });
  return front.url;
}

/** [family, code, requests sent again] of a pull. */
async function pull(fault: string) {
  const { error, batches, waits } = await tryRead({
    connector: unitProfile,
    config: unitProfile.config.parse({ ...unitProfile.practiceConfig(await broken(fault)), pageSize: 4 }),
    clock,
    units: PRACTICE_UNITS,
    window: { from: '2025-01-01', to: '2025-07-31' },
  });
  const { family, code } = (error ?? {}) as Partial<HubError>;
  return { end: error ? [family, code] : 'read', waits: waits.length, batches };
}

describe('a simulator with a fault', () => {
  it.each([
    ['401', ['config', 'CREDENTIALS_REFUSED']],
    ['429', ['retry', 'TOO_MANY_REQUESTS']],
    ['503', ['retry', 'SERVER_ERROR']],
    ['html', ['config', 'LOGIN_PAGE']],
    ['captcha', ['config', 'CAPTCHA_PAGE']],
    ['maintenance', ['retry', 'MAINTENANCE_PAGE']],
    ['empty', ['retry', 'BROKEN_JSON']],
    ['truncated', ['retry', 'BROKEN_JSON']],
    ['null-list', ['config', 'SCHEMA_CHANGED']],
    ['same-page', ['config', 'PAGE_REPEATED']],
    ['reset', ['retry', 'CONNECTION_LOST']],
  ])('%s ends a pull as %j', async (fault, end) => {
    expect((await pull(fault)).end).toEqual(end);
  });

  it('each second request only: a pull gets through, by asking again', async () => {
    expect(await pull('429:2')).toMatchObject({ end: 'read', waits: 3 });
  });

  it('a total that is too high is declared and not reached', async () => {
    const [good, wrong] = [(await pull('slow:999')).batches, (await pull('wrong-total')).batches];
    const declared = [good, wrong].map((batches) => {
      const last = batches.at(-1);
      return last?.type === 'slice' ? (last.declaredTotal ?? 0) : 0;
    }) as [number, number];
    expect(declared[1] - declared[0]).toBe(7);
  });

  it('silence lasts until the deadline', async () => {
    const { http } = httpFor({ deadlineMs: 50, attempts: 1 });
    expect(await endOf(http, await broken('silent'))).toEqual(['retry', 'TIMEOUT']);
  });
});

describe('a fault as it is written', () => {
  it('has a kind and may come at each n-th request only', () => {
    expect(simulatorFault('429')).toEqual({ kind: '429', every: 1 });
    expect(simulatorFault('null-list:3')).toEqual({ kind: 'null-list', every: 3 });
  });

  it.each(['', '418', '429:0', '429:', 'toString', '429:1:2'])(
    'refuses "%s", naming every kind',
    (written) => {
      expect(() => simulatorFault(written)).toThrow(new RegExp(Object.keys(SIMULATOR_FAULTS).join('.*')));
    },
  );
});
