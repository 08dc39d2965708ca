import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { type HubProcess, spawnHub } from '../kit/hub-process.ts';
import { expectInvariants } from '../kit/invariants.ts';
import { createPostgresDatabase } from '../kit/postgres-databases.ts';

const CLIENTS = 4;
const QUERY = JSON.stringify({ query: '{ indexSets { code groups { code title } } }' });

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** 'refused' once nobody listens, 'unread' when the connection ends before an answer begins, 'cut' when within it. */
function ask({ url }: HubProcess): Promise<string> {
  return new Promise((resolve) => {
    const asked = request(
      `${url}/graphql`,
      { method: 'POST', agent: false, headers: { 'content-type': 'application/json' } },
      (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => {
          body += text;
        });
        response.once('error', () => resolve('cut'));
        response.once('end', () => resolve(body.includes('"indexSets"') ? 'answered' : body.slice(0, 200)));
      },
    );
    asked.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'ECONNREFUSED' ? 'refused' : 'unread'),
    );
    asked.end(QUERY);
  });
}

/** Asks one question after the other until nobody listens. */
async function client(hub: HubProcess, ends: Map<string, number>): Promise<void> {
  for (let end = ''; end !== 'refused'; ) {
    end = await ask(hub);
    ends.set(end, (ends.get(end) ?? 0) + 1);
  }
}

describe('F43 SIGTERM', () => {
  it('during requests and a pull: every answer ends, the pull can be gone on with, exit 0', async () => {
    const { url, drop } = await createPostgresDatabase();
    closers.push(drop);
    const database = await openDatabase({ kind: 'postgres', url });
    closers.push(() => database.close());
    const hub = await spawnHub({ env: { DATABASE_URL: url } });
    const underWay = `select id from pull_run r where state = 'RUNNING'
      and exists (select 1 from slice where run_id = r.id and sealed_at is not null)`;
    await expect.poll(() => database.rows(underWay), { timeout: 180_000, interval: 20 }).not.toEqual([]);
    expect(await ask(hub)).toBe('answered');
    const ends = new Map<string, number>();
    const clients = Array.from({ length: CLIENTS }, () => client(hub, ends));
    await expect.poll(() => ends.get('answered') ?? 0).toBeGreaterThan(CLIENTS);

    expect(await hub.terminate(), hub.stderr).toEqual({ code: 0, signal: null });

    await Promise.all(clients);
    // A connection that is made at the very moment when the port closes ends before its question is read.
    expect(ends.get('unread') ?? 0).toBeLessThanOrEqual(CLIENTS);
    expect([...ends.keys()].filter((end) => end !== 'unread').sort()).toEqual(['answered', 'refused']);
    const runs = await database.rows<{ state: string; isResumable: boolean }>(
      `select state, is_resumable as "isResumable" from pull_run where state <> 'OK'`,
    );
    expect(runs).not.toEqual([]);
    for (const run of runs) expect(run).toEqual({ state: 'CANCELLED', isResumable: true });
    await expectInvariants(database, { isAtRest: true });
    // The next start goes on where it was.
    const kept = await database.rows(
      'select id from slice where published_at is null and sealed_at is not null',
    );
    expect(kept).not.toEqual([]);
  });
});
