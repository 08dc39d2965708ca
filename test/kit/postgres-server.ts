import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { programFile } from './program-file.ts';

export interface PostgresServer {
  /** The administrator's address; anybody on this machine may connect. */
  readonly url: string;
  /** Everything of the server, and room for other files of this run: it is removed with the server. */
  readonly folder: string;
  /** Ends it as a power cut does (`pg_ctl stop -m immediate`); its data and its address stay. */
  crash(): Promise<void>;
  /** Starts it again. */
  revive(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a real PostgreSQL of its own. A guardian process owns it and ends it as soon as its standard input closes,
 * thus also when this process is killed.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const guardian = spawn(
    process.execPath,
    [fileURLToPath(await programFile(new URL('./postgres-guardian.ts', import.meta.url)))],
    // Its own group, so that Ctrl-C reaches it only through the closed input.
    { stdio: ['pipe', 'pipe', 'pipe'], detached: true },
  );
  const ended = once(guardian, 'close');
  let complaint = '';
  guardian.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const lines = createInterface({ input: guardian.stdout })[Symbol.asyncIterator]();
  const answer = () => Promise.race([lines.next(), ended.then(() => ({ done: true, value: undefined }))]);
  const { value: started } = await answer();
  if (started === undefined) throw new Error(`PostgreSQL did not start: ${complaint.trim()}`);
  const { url, folder } = JSON.parse(started) as { url: string; folder: string };
  const order = async (word: 'crash' | 'revive') => {
    guardian.stdin.write(`${word}\n`);
    const { value } = await answer();
    if (value !== word) throw new Error(`PostgreSQL did not ${word}: ${complaint.trim()}`);
  };
  return {
    url,
    folder,
    crash: () => order('crash'),
    revive: () => order('revive'),
    async stop() {
      guardian.stdin.end();
      await ended;
    },
  };
}
