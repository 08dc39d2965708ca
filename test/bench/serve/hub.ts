import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../kit/free-port.ts';
import { PRODUCT_START, ROOT } from '../kit/product-start.ts';

const MASTER_KEY = '0'.repeat(64);
const POLL = 200;

export interface Hub {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/**
 * The product as it is started by hand, ready as soon as it has pulled and scored its practice sources; on the
 * embedded database when no other is named.
 */
export async function startHub(
  databaseUrl: string | null,
  more: Readonly<Record<string, string>> = {},
): Promise<Hub> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'dti-hub-bench-'));
  const child = spawn(process.execPath, PRODUCT_START, {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      ...(databaseUrl !== null && { DATABASE_URL: databaseUrl }),
      HUB_DATA_DIR: folder,
      HUB_MASTER_KEY: MASTER_KEY,
      ...more,
    },
  });
  const ended = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  const hub: Hub = {
    url,
    pid: child.pid as number,
    async stop() {
      child.kill('SIGINT');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
  try {
    await ready(url, child);
    return hub;
  } catch (error) {
    await hub.stop();
    throw error;
  }
}

async function ready(url: string, child: ChildProcess): Promise<void> {
  const isReady = () =>
    fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isReady())) {
    if (child.exitCode !== null) throw new Error(`The hub ended with ${child.exitCode}, see above`);
    await wait(POLL);
  }
}
