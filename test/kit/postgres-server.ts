import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

export interface PostgresServer {
  /** The administrator's address; anybody on this machine may connect. */
  readonly url: string;
  /** Everything of the server, and room for other files of this run: it is removed with the server. */
  readonly folder: string;
  stop(): Promise<void>;
}

/**
 * Starts a real PostgreSQL of its own. A guardian process owns it and ends it as soon as its standard input closes,
 * thus also when this process is killed.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const guardian = spawn(
    process.execPath,
    ['--import', tsx, fileURLToPath(new URL('./postgres-guardian.ts', import.meta.url))],
    // Its own group, so that Ctrl-C reaches it only through the closed input.
    { stdio: ['pipe', 'pipe', 'pipe'], detached: true },
  );
  const ended = once(guardian, 'close');
  let complaint = '';
  guardian.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const started = await Promise.race([firstLine(guardian.stdout), ended.then(() => null)]);
  if (started === null) throw new Error(`PostgreSQL did not start: ${complaint.trim()}`);
  const { url, folder } = JSON.parse(started) as { url: string; folder: string };
  return {
    url,
    folder,
    async stop() {
      guardian.stdin.end();
      await ended;
    },
  };
}

async function firstLine(output: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of output) {
    text += String(chunk);
    const end = text.indexOf('\n');
    if (end >= 0) return text.slice(0, end);
  }
  // The guardian closed its output without a line: its exit tells why.
  return new Promise(() => {});
}
