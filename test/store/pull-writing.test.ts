import { expect, it } from 'vitest';
import { dropStaged } from '../../src/store/staged-rows.ts';
import { gate, post, recordScript } from '../kit/scripted-connector.ts';
import { onEachDatabase } from '../kit/test-databases.ts';
import { TestHub } from '../kit/test-hub.ts';

const DAYS = { from: '2024-01-01', to: '2024-01-31' };
const FEBRUARY = { from: '2024-02-01', to: '2024-02-29' };
const WINDOW = { from: DAYS.from, to: FEBRUARY.to };
/** More than one COPY carries. */
const MANY = Array.from({ length: 2_500 }, (_, index) => post(`p${index}`, '19801', '2024-01-05'));
const later = [post('later', '19801', '2024-02-05')];
/** The database refuses it, the connector and the stage do not. */
const UNWRITABLE = { ...post('x', '19801', '2024-01-05'), at: '2024-01-05Tx' };

onEachDatabase('writing while the next page is fetched', (open) => {
  it('all that was read is written before the run is published', async () => {
    const hub = await TestHub.open(await open());
    const script = [...recordScript(MANY, DAYS), ...recordScript(later, FEBRUARY)];
    expect(await hub.pull(script, WINDOW)).toMatchObject({ state: 'OK', recordsRead: MANY.length + 1 });
    expect(await hub.count('record')).toBe(MANY.length + 1);
    expect(await hub.count('staged_fact')).toBe(0);
  });

  it('a write that fails ends the run, also when the connector only ends after it', async () => {
    const hub = await TestHub.open(await open());
    const script = recordScript([...MANY, UNWRITABLE], DAYS);
    expect(await hub.pull(script, DAYS)).toMatchObject({ state: 'FAILED', errorCode: 'INTERNAL' });
    await hub.pull(recordScript(later, FEBRUARY), FEBRUARY);
    expect(await hub.count('fact')).toBeGreaterThan(0);
    expect(await hub.lines('POST.COUNT')).toHaveLength(1);
  });

  it('a source that fails while a write is under way leaves no row behind', async () => {
    const hub = await TestHub.open(await open());
    const wake = gate();
    setTimeout(wake.open, 1);
    const script = [...recordScript(MANY, DAYS), () => wake.passed, new Error('gone')];
    expect((await hub.pull(script, DAYS)).state).toBe('FAILED');
    await dropStaged(hub.database);
    for (const table of ['record', 'staged_fact', 'slice']) expect(await hub.count(table)).toBe(0);
  });
});
