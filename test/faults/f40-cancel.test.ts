import { expect, it } from 'vitest';
import { cancelPull } from '../../src/app/pull/cancel-pull.ts';
import { duePulls } from '../../src/app/pull/due.ts';
import { startPull } from '../../src/app/pull/pull-source.ts';
import { onPostgresByTheRules } from '../kit/invariants.ts';
import { refusal } from '../kit/refusal.ts';
import { gate, HANG, post, recordScript, type Script } from '../kit/scripted-connector.ts';
import { TestHub, YEAR } from '../kit/test-hub.ts';

const SCRIPT = recordScript([post('a', '19801', '2024-01-05')], YEAR);

/** Reads the first month, then waits until it is stopped. */
function hanging() {
  const read = gate();
  const script: Script = [...SCRIPT.slice(0, 2), async () => read.open(), HANG];
  return { script, read: read.passed };
}

onPostgresByTheRules('a pull that people start and stop', (open) => {
  it('F40: pressed ten times it is one run', async () => {
    const hub = await TestHub.open(await open());
    const { script, read } = hanging();
    const first = await hub.start(script);
    await read;
    const pressed = await Promise.all(
      Array.from({ length: 10 }, () => startPull(hub.deps, hub.source, YEAR)),
    );
    expect(new Set(pressed.map(({ run }) => run.id))).toEqual(new Set([first.run.id]));
    await cancelPull(hub.deps, String(first.run.id));
    await first.done;
    expect(await hub.count('pull_run')).toBe(1);
  });

  it('F40: another process on the same database stops it; nothing of it stays, and it is not due before the next night', async () => {
    const hub = await TestHub.open(await open());
    const { script, read } = hanging();
    const { run, done } = await hub.start(script);
    await read;
    const stopped = await cancelPull(await hub.newDeps(), String(run.id));
    expect(stopped).toMatchObject({ state: 'CANCELLED', errorCode: 'STOPPED_BY_PERSON' });
    expect(await done).toMatchObject({
      state: 'CANCELLED',
      errorCode: 'STOPPED_BY_PERSON',
      isResumable: false,
    });
    for (const table of ['fact', 'record', 'staged_fact']) expect(await hub.count(table)).toBe(0);

    await hub.database.rows(`update pull_run set started_at = '2024-11-16T02:30:00+07:00'`);
    expect(await duePulls(hub.deps)).toEqual([]);
    await hub.database.rows(`update pull_run set started_at = '2024-11-15T02:30:00+07:00'`);
    expect(await duePulls(hub.deps)).toMatchObject([{ dueAt: new Date('2024-11-16T02:00:00+07:00') }]);
  });

  it('F40: stopped just before it is published it publishes nothing; after that it is too late', async () => {
    const hub = await TestHub.open(await open());
    let atEnd = async () => {};
    const script: Script = [...SCRIPT, () => atEnd()];
    const { run, done } = await hub.start(script, YEAR, {});
    atEnd = async () => void (await cancelPull(hub.deps, String(run.id)));
    expect((await done).state).toBe('CANCELLED');
    expect(await hub.count('fact')).toBe(0);

    const published = await hub.pull(SCRIPT);
    const facts = await hub.facts();
    expect(await refusal(cancelPull(hub.deps, String(published.id)))).toBe('TOO_LATE');
    expect(await hub.facts()).toEqual(facts);
    expect(published.state).toBe('OK');
    expect(await refusal(cancelPull(hub.deps, '999'))).toBe('UNKNOWN_PULL_RUN');
  });
});
