import { expect, it } from 'vitest';
import type { Window } from '../../src/core/clock.ts';
import { retryError } from '../../src/core/errors.ts';
import { text } from '../../src/core/text.ts';
import { lastDeliveries } from '../../src/store/deliveries.ts';
import { post, recordScript, type Script } from '../kit/scripted-connector.ts';
import { onEachDatabase } from '../kit/test-databases.ts';
import { TestHub, YEAR } from '../kit/test-hub.ts';

const NEXT_YEAR: Window = { from: '2025-01-01', to: '2025-11-15' };
const JANUARY: Window = { from: '2024-01-01', to: '2024-01-31' };

const posts = (window: Window, count = 3): Script =>
  recordScript(
    Array.from({ length: count }, (_, n) => post(`p${n}`, '19801', window.from)),
    window,
  );

const deliveredAt = async (hub: TestHub, window: Window): Promise<Date | null> =>
  (await lastDeliveries(hub.database, window, null)).get(hub.source.id) ?? null;

onEachDatabase('freshness is of a period', (open) => {
  it('a backfill of old days makes neither their whole window nor another year fresh', async () => {
    const hub = await TestHub.open(await open());
    await hub.pull(posts(YEAR), YEAR);
    const first = await deliveredAt(hub, YEAR);
    expect(first).not.toBeNull();
    expect(await deliveredAt(hub, NEXT_YEAR)).toBeNull();

    expect(await hub.pull(posts(JANUARY), JANUARY)).toMatchObject({ state: 'OK' });
    expect(await deliveredAt(hub, YEAR)).toEqual(first);
    const older = { from: '2023-01-01', to: '2023-12-31' };
    expect(await hub.pull(posts(older), older)).toMatchObject({ state: 'OK' });
    expect(await deliveredAt(hub, YEAR)).toEqual(first);
    expect(await deliveredAt(hub, NEXT_YEAR)).toBeNull();

    await hub.pull(posts(YEAR), YEAR);
    expect((await deliveredAt(hub, YEAR))?.getTime()).toBeGreaterThan(first?.getTime() ?? 0);
  });

  it('only a backfill, only the end, only some units, a failed, a held and a tried pull leave a window without a delivery', async () => {
    const hub = await TestHub.open(await open());
    const end = { from: '2024-11-01', to: '2024-11-15' };
    await hub.pull(posts(JANUARY), JANUARY);
    await hub.pull(posts(end), end);
    expect(await hub.pull(posts(YEAR), YEAR, { onlyUnits: ['19801'] })).toMatchObject({ state: 'OK' });
    await hub.pull([retryError('GONE', text('Mất kết nối', 'Gone'))], YEAR);
    await hub.pull(recordScript([], YEAR), YEAR);
    await hub.pull(posts(YEAR), YEAR, { dryRun: true });
    const states = await hub.database.rows('select state from pull_run order by id');
    expect(states).toEqual(
      ['OK', 'OK', 'OK', 'FAILED', 'NEEDS_REVIEW', expect.stringMatching(/OK|CANCELLED/)].map((state) => ({
        state,
      })),
    );
    expect(await deliveredAt(hub, YEAR)).toBeNull();
  });

  it('a pull up to its own day is the whole of a window that goes on; the day after it is not', async () => {
    const hub = await TestHub.open(await open());
    await hub.pull(posts(JANUARY), JANUARY);
    const began = (at: string) =>
      hub.database.rows(`update pull_run set started_at = '${at}', finished_at = '${at}'`);
    await began('2024-01-31T23:00:00+07:00');
    expect(await deliveredAt(hub, YEAR)).toEqual(new Date('2024-01-31T16:00:00Z'));
    // 18:00 UTC of the same day is another day in Viet Nam.
    await began('2024-01-31T18:00:00Z');
    expect(await deliveredAt(hub, YEAR)).toBeNull();
  });

  it('the row of a scoreboard ages with its window, whatever old days were pulled again', async () => {
    const hub = await TestHub.open(await open(), '2024-11-10T03:00:00+07:00');
    await hub.pull(posts(YEAR), YEAR);
    await hub.score();
    await hub.database.rows(
      `update pull_run set started_at = '2024-11-07T02:00+07', finished_at = '2024-11-07T02:00+07'`,
    );
    const stale = { state: 'STALE', asOf: new Date('2024-11-06T19:00:00Z') };
    expect((await hub.board('19801')).indicators[0]?.freshness).toMatchObject(stale);
    await hub.pull(posts(JANUARY), JANUARY);
    await hub.score();
    expect((await hub.board('19801')).indicators[0]?.freshness).toMatchObject(stale);
  });
});
