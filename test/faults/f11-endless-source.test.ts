import { expect, it } from 'vitest';
import type { Batch } from '../../src/connector-kit/connector.ts';
import { onPostgresByTheRules } from '../kit/invariants.ts';
import { HANG, post, recordScript, type Script } from '../kit/scripted-connector.ts';
import { TestHub, YEAR } from '../kit/test-hub.ts';

const GOOD = recordScript([post('good', '19801', '2024-01-05')], YEAR);

/** Pages that never repeat and never end. */
const endless = (pages: number): Script =>
  Array.from({ length: pages }, (_, page): Batch => {
    const records = Array.from({ length: 10 }, (_, row) => post(`${page}-${row}`, '19801', '2024-01-06'));
    return { type: 'records', stream: 'posts', records };
  });

const set = (hub: TestHub, settings: object) =>
  hub.database.rows('update source set settings = $1::text::jsonb', [JSON.stringify(settings)]);

onPostgresByTheRules('a source that goes on for ever', (open) => {
  it('F11: is left at the limit of its settings: PARTIAL, nothing published, and the sentence says what to raise', async () => {
    const hub = await TestHub.open(await open());
    await hub.pull(GOOD);
    const facts = await hub.facts();
    await set(hub, { maxRecords: 25 });
    const run = await hub.pull(endless(1_000));
    expect(run).toMatchObject({ state: 'PARTIAL', errorCode: 'TOO_MANY_RECORDS', isResumable: false });
    expect(run.message.vi).toMatch(/25 bản ghi.*hãy tăng "maxRecords"/);
    expect(run.recordsRead).toBeLessThan(50);
    expect(await hub.facts()).toEqual(facts);
    expect(await hub.count('record')).toBe(1);
    expect(await hub.count('slice', 'published_at is null')).toBe(0);
  });

  it('F11: so is one that answers and never comes to its end', async () => {
    const hub = await TestHub.open(await open());
    await set(hub, { maxMinutes: 0.001 });
    const run = await hub.pull([...endless(1), HANG]);
    expect(run).toMatchObject({ state: 'PARTIAL', errorCode: 'TOO_LONG' });
    expect(run.message.en).toMatch(/limit of 0\.001 minutes.*raise "maxMinutes"/);
    expect(await hub.count('fact')).toBe(0);
    await set(hub, {});
    expect(await hub.pull(GOOD)).toMatchObject({ state: 'OK' });
  });
});
