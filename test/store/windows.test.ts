import { expect, it } from 'vitest';
import { beginPull } from '../../src/app/begin-pull.ts';
import { createHub } from '../../src/app/create-hub.ts';
import { backfill, backfillSteps } from '../../src/app/pull/backfill.ts';
import { duePulls } from '../../src/app/pull/due.ts';
import { startPull } from '../../src/app/pull/pull-source.ts';
import { addDays, dayOf, type Window } from '../../src/core/clock.ts';
import { lastDeliveries } from '../../src/store/deliveries.ts';
import { refusal } from '../kit/refusal.ts';
import { people, post, recordScript, type Script, valueScript } from '../kit/scripted-connector.ts';
import { onEachDatabase } from '../kit/test-databases.ts';
import { TestHub } from '../kit/test-hub.ts';

const YEAR: Window = { from: '2024-01-01', to: '2024-11-15' };
const set = (hub: TestHub, settings: object) =>
  hub.database.rows('update source set settings = $1::text::jsonb', [JSON.stringify(settings)]);

/** From 20 May on. */
const daysBefore = (day: string) =>
  Array.from({ length: 30 }, (_, n) => addDays('2024-05-20', n)).filter((one) => one < day);

/** All posts of two communes, as the source shows them on a day. */
const posts = (window: Window, day: string): Script =>
  recordScript(
    ['2024-01-05', '2024-05-06', ...daysBefore(day)]
      .filter((one) => one >= window.from && one <= window.to)
      .flatMap((one) => ['19801', '19802'].map((unit) => post(`${unit} ${one}`, unit, one))),
    window,
  );

/** The scheduled pull of one night, if one is due; the clock of its run is set to that night. */
async function night(hub: TestHub, day: string, play = posts): Promise<Window | null> {
  hub.clock.set(`${day}T02:00:00+07:00`);
  const [due] = await duePulls(hub.deps);
  if (!due) return null;
  hub.script.next(play(due.window, day));
  const { run, done } = await startPull(hub.deps, due.source, due.window, { dueAt: due.dueAt });
  await done;
  const at = hub.clock.now().toISOString();
  await hub.database.rows('update pull_run set started_at = $2, finished_at = $2 where id = $1', [
    run.id,
    at,
  ]);
  return due.window;
}

const deliveredOn = async (hub: TestHub): Promise<string | null> => {
  const at = (await lastDeliveries(hub.database, YEAR, null)).get(hub.source.id);
  return at ? dayOf(at) : null;
};

onEachDatabase('a nightly pull of the last days', (open) => {
  it('reads all, then the last days each night, then all again; the figures are those of whole pulls and stay fresh', async () => {
    const hub = await TestHub.open(await open(), '2024-06-01T02:00:00+07:00');
    await set(hub, { lookbackDays: 3, fullReadEvery: 4 });
    const whole = await TestHub.open(await open(), '2024-06-01T02:00:00+07:00');
    const windows: (string | undefined)[] = [];
    for (const day of ['2024-06-01', '2024-06-02', '2024-06-03', '2024-06-04', '2024-06-05', '2024-06-06']) {
      windows.push((await night(hub, day))?.from);
      await night(whole, day);
      expect(await deliveredOn(hub), day).toBe(day);
      expect(await hub.facts(), day).toEqual(await whole.facts());
    }
    expect(windows).toEqual([
      '2024-01-01',
      '2024-05-30',
      '2024-05-31',
      '2024-06-01',
      '2024-01-01',
      '2024-06-03',
    ]);
  });

  it('after nights without a pull it begins where the last good one ended; after a failed or held whole one it reads all', async () => {
    const hub = await TestHub.open(await open(), '2024-06-01T02:00:00+07:00');
    await set(hub, { lookbackDays: 2, fullReadEvery: 30 });
    await night(hub, '2024-06-01');
    expect(await night(hub, '2024-06-09')).toEqual({ from: '2024-06-01', to: '2024-06-09' });
    expect(await night(hub, '2024-06-10')).toEqual({ from: '2024-06-08', to: '2024-06-10' });
    await night(hub, '2024-06-11', (window) => recordScript([], window));
    expect(await deliveredOn(hub)).toBe('2024-06-10');
    expect((await night(hub, '2024-06-12'))?.from).toBe('2024-06-01');
    await hub.database.rows(`update pull_run set state = 'NEEDS_REVIEW' where window_from = '2024-01-01'`);
    expect((await night(hub, '2024-06-13'))?.from).toBe('2024-01-01');
  });

  it('a year that is closed is read whole once more', async () => {
    const hub = await TestHub.open(await open(), '2024-11-28T02:00:00+07:00');
    await set(hub, { lookbackDays: 2, fullReadEvery: 30 });
    await night(hub, '2024-11-28');
    expect(await night(hub, '2024-11-29')).toEqual({ from: '2024-11-13', to: '2024-11-15' });
    expect(await night(hub, '2024-12-01')).toEqual(YEAR);
    expect(await night(hub, '2024-12-02')).toBeNull();
  });
});

onEachDatabase('a pull of one unit', (open) => {
  const DAYS = { from: '2024-01-01', to: '2024-02-29' };
  const both = (first: number, second: number): Script =>
    recordScript(
      [
        ...Array.from({ length: first }, (_, n) => post(`a${n}`, '19801', '2024-01-05')),
        ...Array.from({ length: second }, (_, n) => post(`b${n}`, '19802', '2024-02-06')),
        post('x', 'X-1', '2024-01-07'),
      ],
      DAYS,
    );
  const pullUnit = async (hub: TestHub, script: Script, unit = '19801') => {
    hub.script.next(script);
    const asked = { source: String(hub.source.id), ...DAYS, unit };
    return (await beginPull(hub.deps, asked)).done;
  };

  it('changes that unit and leaves all others as they are, records and figures', async () => {
    const hub = await TestHub.open(await open());
    const residents = valueScript([people('19802', '2024-01-31', 500)], 'people', DAYS);
    await hub.pull([...both(30, 40), ...residents], DAYS);
    const others = (await hub.facts()).filter(({ unit }) => !unit.includes('19801'));
    const run = await pullUnit(hub, both(25, 3));
    expect(run).toMatchObject({ state: 'OK', onlyUnits: ['19801'], recordsRead: expect.any(Number) });
    expect(hub.script.contexts.at(-1)?.units.map(({ code }) => code)).toEqual(['19801']);
    expect((await hub.facts()).filter(({ unit }) => !unit.includes('19801'))).toEqual(others);
    expect(await hub.lines('POST.COUNT')).toContain('19801 2024-01-05 25');
    const newest = `slice_id in (select id from slice where run_id = ${run.id}) and vanished_run is null`;
    expect(await hub.count('record', `${newest} and key like 'a%'`)).toBe(25);
    expect(await hub.count('record', `${newest} and key like 'b%'`)).toBe(40);
    expect(await hub.count('record', `${newest} and key = 'x'`)).toBe(1);

    const facts = await hub.facts();
    expect((await hub.pull([...both(25, 40), ...residents], DAYS)).state).toBe('OK');
    expect(await hub.facts()).toEqual(facts);
  });

  it('a fall of that unit is held for that unit only', async () => {
    const hub = await TestHub.open(await open());
    await hub.pull(both(30, 40), DAYS);
    await hub.score();
    const run = await pullUnit(hub, both(2, 40));
    expect(run.state).toBe('NEEDS_REVIEW');
    expect(run.held.every(({ unitId }) => unitId !== null)).toBe(true);
    await hub.score();
    expect((await hub.row('19801', '1.1'))[0]).toBe('SUSPECT');
    expect((await hub.row('19802', '1.1'))[0]).toBe('SCORED');
    expect(await refusal(pullUnit(hub, [], '99999'))).toBe('BAD_INPUT');
  });

  it('is no pull of the night', async () => {
    const hub = await TestHub.open(await open(), '2024-06-02T02:00:00+07:00');
    hub.script.next(posts({ from: '2024-01-01', to: '2024-06-02' }, '2024-06-02'));
    await (await beginPull(hub.deps, { source: '1', from: null, to: null, unit: '19801' })).done;
    expect(await duePulls(hub.deps)).toHaveLength(1);
  });
});

onEachDatabase('a backfill', (open) => {
  const RANGE = { from: '2022-03-01', to: '2024-02-15' };

  it('U13: shows its pulls by source and year, pulls nothing before it is told to, and the next night is as it was', async () => {
    const hub = await TestHub.open(await open());
    await hub.pull(posts(YEAR, '2024-11-15'), YEAR);
    const before = await duePulls(hub.deps);
    const api = createHub(hub.deps, async () => {});
    const shown = await api.backfillPreview({ source: null, ...RANGE });
    const windows = [
      { from: '2022-03-01', to: '2022-12-31' },
      { from: '2023-01-01', to: '2023-12-31' },
      { from: '2024-01-01', to: '2024-02-15' },
    ];
    expect(shown.map(({ from, to }) => ({ from, to }))).toEqual(windows);
    expect(await hub.count('pull_run')).toBe(1);

    hub.script.next(...windows.map((window) => recordScript([post('old', '19801', window.from)], window)));
    const done: Window[] = [];
    const steps = await backfillSteps(hub.deps, hub.source, RANGE);
    for await (const run of backfill(hub.deps, steps)) {
      expect(run).toMatchObject({ state: 'OK', dueAt: null });
      done.push(run.window);
    }
    expect(done).toEqual(windows);
    expect(await duePulls(hub.deps)).toEqual(before);
  });

  it('refuses days that are none', async () => {
    const hub = await TestHub.open(await open());
    const bad = [
      { from: '2024-02-30', to: '2024-03-01' },
      { from: '2024-03-01', to: '2024-02-01' },
      { from: '2024-03-01', to: '2024-11-17' },
    ];
    for (const range of bad) expect(await refusal(backfillSteps(hub.deps, null, range))).toBe('BAD_RANGE');
  });
});

onEachDatabase('a dry run', (open) => {
  const DAYS = { from: '2024-01-01', to: '2024-02-29' };
  it('U05: says what the real run on the same data then does, and stores nothing of it', async () => {
    const hub = await TestHub.open(await open());
    const api = createHub(hub.deps, async () => {});
    const one = (count: number): Script =>
      recordScript(
        Array.from({ length: count }, (_, n) => post(`p${n}`, '19801', `2024-01-0${1 + (n % 5)}`)),
        DAYS,
      );
    for (const [count, states] of [
      [7, 'OK'],
      [12, 'OK'],
      [12, 'OK'],
      [4, 'OK'],
    ] as const) {
      const facts = await hub.facts();
      hub.script.next(one(count));
      const tried = await api.startPull({ source: '1', ...DAYS, dryRun: true });
      await expect.poll(async () => (await api.pullRun(tried.id)).state).toBe('CANCELLED');
      expect(await hub.facts()).toEqual(facts);
      const preview = await api.pullRunPreview(tried.id);
      const told = preview?.facts ?? { added: -1, changed: -1, vanished: -1 };
      const real = await hub.pull(one(count), DAYS);
      expect(real).toMatchObject({ state: states, factsChanged: told.added + told.changed + told.vanished });
      expect(preview?.affected.length ?? -1).toBe(real.factsChanged === 0 ? 0 : 1);
    }
    expect(await api.pullRunPreview('2')).toBeNull();
  });
});
