import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { type HubProcess, spawnHub } from '../kit/hub-process.ts';
import { createPostgresDatabase } from '../kit/postgres-databases.ts';

/** Where the data of one hub are; each start is a process of its own. */
interface Home {
  start(pauseAt?: string): Promise<HubProcess>;
  /** As if a minute had passed since the last heartbeat. */
  letTimePass(): Promise<void>;
}

const cleaners: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const clean of cleaners.splice(0)) await clean();
});

const PROGRAM = 'test/kit/pull-program.ts';

function embeddedHome(): Home {
  const dataDir = mkdtempSync(join(tmpdir(), 'dti-hub-pull-'));
  cleaners.push(() => rmSync(dataDir, { recursive: true, force: true }));
  return {
    start: (pauseAt = '') => spawnHub({ program: PROGRAM, dataDir, env: { PAUSE_AT: pauseAt } }),
    letTimePass: async () => {},
  };
}

async function postgresHome(): Promise<Home> {
  const { url, drop } = await createPostgresDatabase();
  cleaners.push(drop);
  return {
    start: (pauseAt = '') => spawnHub({ program: PROGRAM, env: { DATABASE_URL: url, PAUSE_AT: pauseAt } }),
    letTimePass: async () => {
      const database = await openDatabase({ kind: 'postgres', url });
      await database.rows(`update pull_run set heartbeat_at = heartbeat_at - interval '61 seconds'`);
      await database.close();
    },
  };
}

const paused = (hub: HubProcess, place: string) =>
  expect
    .poll(() => `${hub.stdout}${hub.stderr}`, { timeout: 180_000, interval: 20 })
    .toContain(`at ${place}`);

async function resultOf(hub: HubProcess): Promise<unknown> {
  expect(await hub.exited, hub.stderr).toEqual({ code: 0, signal: null });
  const line = hub.stdout.split('\n').find((one) => one.startsWith('result '));
  return JSON.parse((line ?? 'result null').slice('result '.length));
}

describe.each([
  ['PGlite', async () => embeddedHome()],
  ['PostgreSQL', postgresHome],
])('R1-R6 on %s', (_, open) => {
  it('F29 F30: stopped and killed again and again, a pull ends as one that nobody disturbed', async () => {
    const [control, home] = [await open(), await open()];
    const undisturbed = control.start().then(resultOf);
    // Looked at below; until then another failure comes first.
    undisturbed.catch(() => {});

    const stopped = await home.start('batch 3');
    await paused(stopped, 'batch 3');
    expect(await stopped.stop(), stopped.stderr).toEqual({ code: 0, signal: null });
    for (const place of ['batch 5', 'before publish', 'before score']) {
      const hub = await home.start(place);
      await paused(hub, place);
      expect(await hub.kill()).toEqual({ code: null, signal: 'SIGKILL' });
      await home.letTimePass();
    }

    const expected = await undisturbed;
    expect(expected).toMatchObject({ left: [0, 0], facts: { length: 62 }, boards: { length: 5 } });
    expect(await home.start().then(resultOf)).toEqual(expected);
  });
});
