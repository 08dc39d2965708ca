import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { freePort } from './free-port.ts';

const BOOTSTRAP = fileURLToPath(new URL('../../src/bootstrap.mjs', import.meta.url));
const READY_WITHIN = 180_000;
const POLL = 100;
/** Nothing else of the test run's environment reaches the hub: a developer's DATABASE_URL least of all. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'TMP', 'TEMP', 'SystemRoot'];

export const ADMIN_TOKEN = 'practice-admin-token-for-tests-0123456789';

const MASTER_KEY = '07'.repeat(32);

export interface HubOptions {
  /** Arguments of main.ts. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Kept after the end; without it the hub gets a folder that goes with it. */
  readonly dataDir?: string;
  /** Another program than the hub itself, such as `src/cli/hub.ts`. */
  readonly program?: string;
}

export interface HubExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The real program in a process of its own, as `npm start` runs it. */
export class HubProcess {
  readonly url: string;
  readonly exited: Promise<HubExit>;
  stdout = '';
  stderr = '';

  constructor(
    private readonly child: ChildProcess,
    port: number,
    private readonly ownFolder: string | null,
  ) {
    this.url = `http://127.0.0.1:${port}`;
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
    });
    running.add(this);
    this.exited = once(child, 'close').then(([code, signal]) => this.ended({ code, signal }));
  }

  /** Waits for /readyz; throws with all that the hub said when it ends or takes too long. */
  async ready(): Promise<void> {
    const deadline = performance.now() + READY_WITHIN;
    let exit: HubExit | undefined;
    void this.exited.then((value) => {
      exit = value;
    });
    while (!(await this.isReady())) {
      if (exit)
        throw new Error(`The hub ended (${exit.code ?? exit.signal}) before it was ready\n${this.said()}`);
      if (performance.now() > deadline) throw new Error(`The hub is not ready in time\n${this.said()}`);
      await wait(POLL);
    }
  }

  /** Ctrl-C. */
  stop(): Promise<HubExit> {
    return this.send('SIGINT');
  }

  /** What systemd and Docker send first. */
  terminate(): Promise<HubExit> {
    return this.send('SIGTERM');
  }

  /** A power cut: the hub has no chance to tidy up. */
  kill(): Promise<HubExit> {
    return this.send('SIGKILL');
  }

  private send(signal: NodeJS.Signals): Promise<HubExit> {
    this.child.kill(signal);
    return this.exited;
  }

  private async isReady(): Promise<boolean> {
    try {
      const answer = await fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(READY_WITHIN) });
      await answer.body?.cancel();
      return answer.ok;
    } catch {
      return false;
    }
  }

  private ended(exit: HubExit): HubExit {
    running.delete(this);
    if (this.ownFolder) rmSync(this.ownFolder, { recursive: true, force: true });
    return exit;
  }

  private said(): string {
    return `stdout: ${this.stdout}\nstderr: ${this.stderr}`;
  }
}

/** Spawns without waiting: for `--once`, for commands and for starts that are to be refused. */
export async function spawnHub(options: HubOptions = {}): Promise<HubProcess> {
  const port = await freePort();
  const ownFolder = options.dataDir === undefined ? mkdtempSync(join(tmpdir(), 'dti-hub-data-')) : null;
  const child = spawn(
    process.execPath,
    [BOOTSTRAP, options.program ?? 'src/main.ts', ...(options.args ?? [])],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...Object.fromEntries(INHERITED.map((name) => [name, process.env[name]])),
        PORT: String(port),
        HUB_DATA_DIR: options.dataDir ?? ownFolder ?? undefined,
        HUB_ADMIN_TOKEN: ADMIN_TOKEN,
        // Hubs on one database have one key; those with a folder of their own would each make one.
        ...(ownFolder && { HUB_MASTER_KEY: MASTER_KEY }),
        ...options.env,
      },
    },
  );
  return new HubProcess(child, port, ownFolder);
}

export async function startHub(options: HubOptions = {}): Promise<HubProcess> {
  const hub = await spawnHub(options);
  try {
    await hub.ready();
  } catch (error) {
    await hub.kill();
    throw error;
  }
  return hub;
}

const running = new Set<HubProcess>();

// A test that fails before it stops its hub must leave none behind.
afterAll(async () => {
  await Promise.all([...running].map((hub) => hub.kill()));
});
