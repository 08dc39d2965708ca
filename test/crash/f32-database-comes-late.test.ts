import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HubProcess, spawnHub } from '../kit/hub-process.ts';
import { type PostgresServer, startPostgres } from '../kit/postgres-server.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

/** Status of an address, 0 while nobody listens. */
const statusOf = (hub: HubProcess, path: string): Promise<number> =>
  fetch(`${hub.url}${path}`).then(
    async (answer) => {
      await answer.body?.cancel();
      return answer.status;
    },
    () => 0,
  );

const becomes = (hub: HubProcess, path: string, status: number) =>
  expect.poll(() => statusOf(hub, path), { timeout: 180_000, interval: 100 }).toBe(status);

describe('F32 a database that is not there', () => {
  it('at the start and later is waited for: the hub lives, says that it is not ready, and catches up', async () => {
    await server.crash();
    const hub = await spawnHub({ env: { DATABASE_URL: server.url } });
    await becomes(hub, '/healthz', 200);
    expect(await statusOf(hub, '/readyz')).toBe(503);
    const told = (await (await fetch(`${hub.url}/readyz`)).json()) as { reasons: string[] };
    expect(told.reasons).toEqual([expect.stringMatching(/cơ sở dữ liệu.*tự kết nối lại/)]);

    await server.revive();
    await hub.ready();

    await server.crash();
    await becomes(hub, '/readyz', 503);
    expect(await statusOf(hub, '/healthz')).toBe(200);
    await server.revive();
    await becomes(hub, '/readyz', 200);
    expect(await hub.stop(), hub.stderr).toEqual({ code: 0, signal: null });
  });

  it('is waited for no longer than HUB_DATABASE_WAIT, and Ctrl-C ends the waiting', async () => {
    const env = { DATABASE_URL: 'postgres://hub:s3cret@127.0.0.1:1/hub' };
    const short = await spawnHub({ env: { ...env, HUB_DATABASE_WAIT: '1' } });
    expect(await short.exited).toEqual({ code: 5, signal: null });
    expect(short.stderr).toContain('[DATABASE_UNREACHABLE]');
    expect(short.stdout + short.stderr).not.toContain('s3cret');
    const long = await spawnHub({ env });
    await becomes(long, '/healthz', 200);
    expect(await long.stop(), long.stderr).toEqual({ code: 0, signal: null });
  });

  it.each([
    ['a database that does not exist', 5, () => server.url.replace(/postgres$/, 'no_such_database')],
    ['a host that does not exist', 5, () => 'postgres://hub@no-such-host.invalid:5432/hub'],
    ['a bad address', 2, () => 'mysql://hub@127.0.0.1/hub'],
  ])('%s ends the start with its sentence at once', async (_, code, url) => {
    const hub = await spawnHub({ env: { DATABASE_URL: url() } });
    expect(await hub.exited).toEqual({ code, signal: null });
    expect(hub.stderr).toMatch(/\[(DATABASE_UNREACHABLE|BAD_DATABASE_URL)\]/);
  });
});
