import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { lchown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { copyPostgres } from './postgres-binaries.ts';

/** PostgreSQL refuses to run as root; this is `nobody` everywhere. */
const NOBODY = { uid: 65_534, gid: 65_534 };
const user = process.getuid?.() === 0 ? NOBODY : null;

/** The data are thrown away, so nothing needs to survive a power cut. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
};
const ATTEMPTS = 5;

const home = await mkdtemp(join(tmpdir(), 'dti-hub-postgres-'));
let server: ChildProcess | undefined;

const opening = open();
process.stdin.setEncoding('utf8').on('data', (order: string) => void obey(order.trim()));
process.stdin.once('end', async () => {
  await opening.catch(() => {});
  await close(0);
});
try {
  console.log(JSON.stringify({ url: await opening, folder: home }));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await close(1);
}

/** "crash" ends the server as a power cut does, "revive" starts it where it was; each is answered by its own word. */
async function obey(order: string): Promise<void> {
  const { port } = new URL(await opening);
  if (order === 'crash') await crash();
  else await serve(join(home, 'data'), 1, Number(port));
  console.log(order);
}

async function open(): Promise<string> {
  await copyPostgres(home);
  if (user) await giveHome(user);
  const data = join(home, 'data');
  await run('initdb', [
    ...['--pgdata', data, '--username', 'postgres', '--auth', 'trust', '--encoding', 'UTF8', '--no-sync'],
    // The built-in C.UTF-8 is the same on every machine, whatever locales it has installed.
    ...['--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
  ]);
  return serve(data, ATTEMPTS);
}

/** The whole tree, since under a strict umask it is readable to its owner only. */
async function giveHome({ uid, gid }: typeof NOBODY): Promise<void> {
  const names = await readdir(home, { recursive: true });
  await Promise.all(['', ...names].map((name) => lchown(join(home, name), uid, gid)));
}

/** Between finding a free port and using it another process may take it: then another port is tried. */
async function serve(data: string, attempts: number, usual?: number): Promise<string> {
  const port = usual ?? (await freePort());
  const settings = Object.entries({ ...SETTINGS, port }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  server = start('postgres', ['-D', data, ...settings]);
  const said = await saysUntilReady(server);
  if (said === null) return `postgres://postgres@127.0.0.1:${port}/postgres`;
  if (attempts > 1 && /address already in use/i.test(said)) return serve(data, attempts - 1);
  throw new Error(said);
}

/** null once the server takes connections, or all that it said when it ended instead. */
async function saysUntilReady(child: ChildProcess): Promise<string | null> {
  let said = '';
  const ready = new Promise<null>((resolve) => {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-10_000);
      if (said.includes('ready to accept connections')) resolve(null);
    });
  });
  return Promise.race([ready, once(child, 'close').then(() => said)]);
}

async function run(program: string, args: string[]): Promise<void> {
  const child = start(program, args);
  let said = '';
  for (const output of [child.stdout, child.stderr]) {
    output?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${said}`);
}

function start(program: string, args: string[]): ChildProcess {
  const options: SpawnOptions = { ...user, cwd: home, env: { PATH: process.env.PATH, LC_ALL: 'C' } };
  return spawn(join(home, 'bin', program), args, options);
}

async function crash(): Promise<void> {
  if (server?.exitCode !== null || server.signalCode !== null) return;
  // SIGQUIT is PostgreSQL's immediate shutdown.
  server.kill('SIGQUIT');
  await once(server, 'exit');
}

async function close(code: number): Promise<void> {
  await crash();
  await rm(home, { recursive: true, force: true, maxRetries: 3 });
  process.exit(code);
}
