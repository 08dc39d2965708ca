import { expect, it } from 'vitest';
import { alertsPage } from '../../src/app/alerts/alerts-page.ts';
import { HubError } from '../../src/core/errors.ts';
import { text } from '../../src/core/text.ts';
import { claimDeliveries } from '../../src/store/alert-deliveries.ts';
import { endedRun, hoursPass, KeptChannel, makeDue, tick } from '../kit/alerts.ts';
import { onEachDatabase } from '../kit/test-databases.ts';
import { TestHub, YEAR } from '../kit/test-hub.ts';

const LAST_YEAR = { from: '2023-01-01', to: '2023-11-15' };

onEachDatabase('alerts about sources', (open) => {
  it('U11 F02: five failures are one message and one line a day; the recovery is one message', async () => {
    const hub = await TestHub.open(await open());
    const channel = new KeptChannel();
    for (let run = 0; run < 5; run++) {
      await endedRun(hub, 'FAILED');
      await tick(hub, channel);
    }
    expect(channel.told).toEqual(['OPENED FAILED']);
    expect(channel.messages[0]?.body.vi).toMatch(
      /^Nguồn "Nguồn thử", từ \d\d\/\d\d\/\d{4} \d\d:\d\d GMT\+7: lấy dữ liệu bị lỗi\. Nguồn trả lời lỗi 500\. Hãy báo đơn vị vận hành nguồn\. Số liệu cũ được giữ nguyên/,
    );

    await hoursPass(hub, 24);
    await tick(hub, channel);
    await tick(hub, channel);
    expect(channel.told).toEqual(['OPENED FAILED', 'DIGEST FAILED']);
    expect(channel.messages[1]?.body.en).toMatch(
      /^Alerts that are still open:\n- "Nguồn thử": the pull failed, since .*, 5 times\. The source answered 500\. Tell its operator\.$/,
    );

    await endedRun(hub, 'OK');
    await tick(hub, channel);
    await tick(hub, channel);
    expect(channel.told).toEqual(['OPENED FAILED', 'DIGEST FAILED', 'RECOVERED FAILED']);
    expect(channel.messages[2]?.body.vi).toMatch(/^Nguồn "Nguồn thử" đã trở lại bình thường lúc /);

    await endedRun(hub, 'FAILED');
    await tick(hub, channel);
    expect(channel.told.slice(3)).toEqual(['OPENED FAILED']);
  });

  it('another cause is another message; the recovery is told once, and only when nothing is wrong any more', async () => {
    const hub = await TestHub.open(await open());
    const channel = new KeptChannel();
    await endedRun(hub, 'FAILED');
    await tick(hub, channel);
    await endedRun(hub, 'NEEDS_REVIEW');
    await tick(hub, channel);
    expect(channel.told).toEqual(['OPENED FAILED', 'OPENED NEEDS_REVIEW']);
    // Another year fails on its own, and goes on doing so when this one is well.
    await endedRun(hub, 'PARTIAL', { window: LAST_YEAR });
    await endedRun(hub, 'OK');
    await tick(hub, channel);
    expect(channel.told.slice(2)).toEqual(['OPENED PARTIAL']);
    await endedRun(hub, 'OK', { window: LAST_YEAR });
    await tick(hub, channel);
    expect(channel.told.slice(3)).toEqual(['RECOVERED PARTIAL']);
  });

  it('a failure of some days ends with a later pull that holds them', async () => {
    const hub = await TestHub.open(await open());
    const channel = new KeptChannel();
    await endedRun(hub, 'FAILED', { window: { from: '2024-02-01', to: '2024-02-05' } });
    await tick(hub, channel);
    await endedRun(hub, 'OK', { window: { from: '2024-03-01', to: '2024-03-05' } });
    await tick(hub, channel);
    expect(channel.told).toEqual(['OPENED FAILED']);
    await endedRun(hub, 'OK', { window: YEAR });
    await tick(hub, channel);
    expect(channel.told).toEqual(['OPENED FAILED', 'RECOVERED FAILED']);
  });

  it('a hub that was killed, a pull that was stopped and a dry run say nothing about the source', async () => {
    const hub = await TestHub.open(await open());
    const ends = [
      ['FAILED', 'INTERRUPTED'],
      ['CANCELLED', 'CANCELLED'],
      ['CANCELLED', 'DRY_RUN'],
    ] as const;
    const channel = new KeptChannel();
    for (const [state, errorCode] of ends) await endedRun(hub, state, { errorCode });
    await tick(hub, channel);
    expect(channel.told).toEqual([]);
    // Nor do they hide what was wrong before.
    await endedRun(hub, 'FAILED');
    for (const [state, errorCode] of ends) await endedRun(hub, state, { errorCode });
    await tick(hub, channel);
    expect(channel.told).toEqual(['OPENED FAILED']);
  });

  it('a pull of some units makes up for no pull of all; what a person decided on is settled', async () => {
    const hub = await TestHub.open(await open());
    const channel = new KeptChannel();
    const held = await endedRun(hub, 'NEEDS_REVIEW');
    await endedRun(hub, 'OK', { onlyUnits: ['19801'] });
    await tick(hub, channel);
    expect(channel.told).toEqual(['OPENED NEEDS_REVIEW']);
    await hub.database.rows(`update pull_run set decision = 'REJECTED', decided_at = now() where id = $1`, [
      held,
    ]);
    await tick(hub, channel);
    expect(channel.told).toEqual(['OPENED NEEDS_REVIEW', 'RECOVERED NEEDS_REVIEW']);
  });

  it('a source that is switched off is forgotten without a word', async () => {
    const hub = await TestHub.open(await open());
    const channel = new KeptChannel();
    await endedRun(hub, 'FAILED');
    await tick(hub, channel);
    await hub.database.rows('update source set enabled = false');
    await tick(hub, channel);
    expect(channel.told).toEqual(['OPENED FAILED']);
    expect(await hub.count('alert', 'closed_at is null')).toBe(0);
  });

  it('U11: silence is told by the schedule, once, and so is its end', async () => {
    const hub = await TestHub.open(await open());
    const channel = new KeptChannel();
    const cases = [
      ['nightly, 35 hours', '0 2 * * *', 35],
      ['nightly, 37 hours', '0 2 * * *', 37],
      ['each Monday, 6 days', '0 2 * * 1', 6 * 24],
      ['each Monday, 8 days', '0 2 * * 1', 8 * 24],
      ['by hand only, 8 days', null, 8 * 24],
    ] as const;
    await endedRun(hub, 'OK');
    for (const [name, schedule, hours] of cases) {
      const { id: sourceId } = await hub.addSource(name, { schedule });
      const run = await endedRun(hub, 'OK', { sourceId });
      await hub.database.rows(
        `update pull_run set finished_at = clock_timestamp() - make_interval(hours => $2) where id = $1`,
        [run, hours],
      );
    }
    const names = () => channel.messages.map(({ event, alerts }) => `${event} ${alerts[0]?.source.name}`);
    await tick(hub, channel);
    await tick(hub, channel);
    expect(names()).toEqual(['OPENED nightly, 37 hours', 'OPENED each Monday, 8 days']);
    expect(new Set(channel.told)).toEqual(new Set(['OPENED STALE']));
    const sources = await hub.database.rows<{ id: number }>('select id from source order by id');
    for (const { id: sourceId } of sources) await endedRun(hub, 'OK', { sourceId });
    await tick(hub, channel);
    expect(names().slice(2).toSorted()).toEqual([
      'RECOVERED each Monday, 8 days',
      'RECOVERED nightly, 37 hours',
    ]);
  });

  it('a source that has never delivered is stale, too; one whose years are closed is not', async () => {
    const hub = await TestHub.open(await open());
    const channel = new KeptChannel();
    await hoursPass(hub, 40);
    await tick(hub, channel);
    expect(channel.told).toEqual(['OPENED STALE']);
    hub.clock.set('2024-12-15T03:00:00+07:00');
    await tick(hub, channel);
    expect(channel.told).toEqual(['OPENED STALE', 'RECOVERED STALE']);
  });

  it('several hubs on one database tell each alert once', async () => {
    const hub = await TestHub.open(await open());
    const other = await hub.addSource('Nguồn khác');
    await endedRun(hub, 'FAILED');
    await endedRun(hub, 'FAILED', { sourceId: other.id });
    const channels = Array.from({ length: 6 }, () => new KeptChannel());
    await Promise.all(channels.map((channel) => tick(hub, channel)));
    await Promise.all(channels.map((channel) => tick(hub, channel)));
    expect(channels.flatMap(({ told }) => told)).toEqual(['OPENED FAILED', 'OPENED FAILED']);
    await hoursPass(hub, 24);
    await Promise.all(channels.map((channel) => tick(hub, channel)));
    await Promise.all(channels.map((channel) => tick(hub, channel)));
    expect(channels.flatMap(({ told }) => told).slice(2)).toHaveLength(1);
    expect(
      channels.flatMap(({ messages }) => messages).find(({ event }) => event === 'DIGEST')?.alerts,
    ).toHaveLength(2);
  });

  it('several hubs that empty one queue at the same time take each message once', async () => {
    const hub = await TestHub.open(await open());
    const many = 'from generate_series(1, 200) as n';
    await hub.database.script(
      `insert into source (name, connector, config) select 'Nguồn ' || n, 'scripted', '{}' ${many};
       insert into alert (source_id, kind, message_vi, message_en) select id, 'FAILED', '', '' from source;
       insert into alert_delivery (alert_id, channel, event, on_day) select id, 'EMAIL', 'OPENED', '2024-11-16' from alert`,
    );
    const claimed: number[] = [];
    const empty = async () => {
      for (let misses = 0; misses < 3; ) {
        const [one] = await claimDeliveries(hub.database, 'EMAIL', 'ONE');
        if (one) claimed.push(one.id);
        else misses++;
      }
    };
    await Promise.all(Array.from({ length: 8 }, empty));
    expect(claimed).toHaveLength(201);
    expect(new Set(claimed).size).toBe(201);
  });

  it('F52: what a channel did not take waits with a growing pause, in order, and goes out when it can', async () => {
    const hub = await TestHub.open(await open());
    const down = new KeptChannel('EMAIL');
    const fine = new KeptChannel('WEBHOOK');
    down.failure = new HubError('retry', 'SMTP_STATUS_451', text('', ''));
    await endedRun(hub, 'FAILED');
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 8; attempt++) {
      await tick(hub, down, fine);
      // Not due again before its pause is over.
      await tick(hub, down, fine);
      const [row] = await hub.database.rows<{ pause: number }>(
        `select round(extract(epoch from next_try_at - clock_timestamp()) / 60)::int as pause
         from alert_delivery where channel = 'EMAIL' and event = 'OPENED'`,
      );
      pauses.push(row?.pause ?? 0);
      await makeDue(hub);
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    expect(fine.told).toEqual(['OPENED FAILED']);
    await endedRun(hub, 'OK');
    await tick(hub, down, fine);
    const { items } = await alertsPage(hub.deps, { first: 10, after: null }, 'CLOSED');
    const deliveriesBy = (channel: string) =>
      items[0]?.node.deliveries
        .filter((one) => one.channel === channel)
        .map(({ state, attempts, lastError }) => [state, attempts, lastError]);
    expect(deliveriesBy('WEBHOOK')).toEqual([
      ['SENT', 1, null],
      ['SENT', 1, null],
    ]);
    expect(deliveriesBy('EMAIL')).toEqual([
      ['WAITING', 9, 'SMTP_STATUS_451'],
      ['WAITING', 0, null],
    ]);
    // The recovery could go out at once, but not before the failure that it ends.
    down.failure = null;
    await tick(hub, down, fine);
    expect(down.told).toEqual([]);
    await makeDue(hub);
    await tick(hub, down, fine);
    expect(down.told).toEqual(['OPENED FAILED', 'RECOVERED FAILED']);
    expect(fine.told).toEqual(['OPENED FAILED', 'RECOVERED FAILED']);
  });

  it('F52: after seven days it is given up, and still told by the API', async () => {
    const hub = await TestHub.open(await open());
    const down = new KeptChannel('EMAIL');
    down.failure = new Error('smtp://canbo:mat-khau@thu.example.vn');
    await endedRun(hub, 'FAILED');
    await tick(hub, down);
    await hoursPass(hub, 8 * 24);
    await makeDue(hub);
    await tick(hub, down);
    const { items } = await alertsPage(hub.deps, { first: 10, after: null }, 'OPEN');
    const failed = items.find(({ node }) => node.kind === 'FAILED');
    expect(failed?.node.deliveries[0]).toMatchObject({ state: 'GIVEN_UP', lastError: 'CHANNEL_BROKEN' });
    expect(hub.log.join()).not.toContain('mat-khau');
  });

  it('the list is read forward, newest first, and a cursor of another list is refused', async () => {
    const hub = await TestHub.open(await open());
    const others = await Promise.all(['A', 'B'].map((name) => hub.addSource(name)));
    for (const source of [hub.source, ...others]) await endedRun(hub, 'FAILED', { sourceId: source.id });
    await tick(hub);
    const first = await alertsPage(hub.deps, { first: 2, after: null }, null);
    expect(first).toMatchObject({ totalCount: 3, hasNextPage: true, hasPreviousPage: false });
    const after = first.items[1]?.cursor ?? null;
    const second = await alertsPage(hub.deps, { first: 2, after }, null);
    expect(second).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect([...first.items, ...second.items].map(({ node }) => Number(node.id))).toEqual([3, 2, 1]);
    expect((await alertsPage(hub.deps, { first: 2, after: null }, 'CLOSED')).totalCount).toBe(0);
    await expect(alertsPage(hub.deps, { first: 2, after }, 'OPEN')).rejects.toMatchObject({
      code: 'BAD_CURSOR',
    });
  });
});
