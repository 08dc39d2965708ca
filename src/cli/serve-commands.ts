import { on, once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Log } from '../connector-kit/log.ts';
import type { Surroundings } from './context.ts';
import { runCommand } from './run-command.ts';
import { socketPath } from './socket-path.ts';

/** What a hub offers to the commands that it runs for other processes. */
export type Host = Pick<Surroundings, 'config' | 'open'>;

/**
 * The embedded database is for one process only: the hub that has it open runs the commands typed elsewhere.
 * One connection is one command, as lines of JSON (see forward.ts). Answers how to end it.
 */
export async function serveCommands(dataDir: string, host: Host, log: Log): Promise<() => Promise<void>> {
  const stopping = new AbortController();
  const atWork = new Set<Promise<void>>();
  const server = createServer((socket) => {
    const work = serve(socket, host, stopping.signal).finally(() => atWork.delete(work));
    atWork.add(work);
  });
  try {
    await listen(server, socketPath(dataDir));
  } catch (error) {
    // The hub does its own work without it; commands then say that the database is in use.
    log.warn({ code: (error as NodeJS.ErrnoException).code }, 'no socket for commands');
  }
  return async () => {
    server.close();
    stopping.abort();
    await Promise.all(atWork);
  };
}

/** Readable and writable by the hub's own user only. */
async function listen(server: Server, path: string): Promise<void> {
  // Whoever left a socket behind is dead: the folder's lock is ours.
  await rm(path, { force: true });
  const mask = process.umask(0o177);
  const listening = once(server, 'listening');
  try {
    server.listen(path);
  } finally {
    process.umask(mask);
  }
  await listening;
}

async function serve(socket: Socket, host: Host, stopping: AbortSignal): Promise<void> {
  const gone = new AbortController();
  socket.on('close', () => gone.abort()).on('error', () => {});
  const send = (message: object) => socket.writable && socket.write(`${JSON.stringify(message)}\n`);
  const signal = AbortSignal.any([stopping, gone.signal]);
  try {
    const lines = linesOf(socket, signal);
    const argv = commandIn(await lines());
    const answerTo = async (message: object): Promise<string | null> => {
      send(message);
      const answer: unknown = JSON.parse(await lines());
      return typeof answer === 'string' ? answer : null;
    };
    const exit = await runCommand(argv, {
      ...host,
      out: { write: (text) => send({ out: text }) },
      err: { write: (text) => send({ err: text }) },
      signal,
      ask: (question) => answerTo({ ask: question }),
      readInput: () => answerTo({ read: true }),
    });
    send({ exit });
    socket.end();
  } catch {
    // Nobody who speaks as our command line does, or the hub is ending.
    socket.destroy();
  }
}

/** What comes from the other process, one line after the other. */
function linesOf(socket: Socket, signal: AbortSignal): () => Promise<string> {
  const lines = on(createInterface({ input: socket }), 'line', { signal });
  return async () => (await lines.next()).value[0];
}

function commandIn(line: string): string[] {
  const argv: unknown = JSON.parse(line);
  if (Array.isArray(argv) && argv.every((part) => typeof part === 'string')) return argv;
  throw new TypeError('A command is a list of words');
}
