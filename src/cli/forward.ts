import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { stopError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import type { Surroundings } from './context.ts';
import { socketPath } from './socket-path.ts';
import { EXIT } from './terminal.ts';

/** What comes back from the hub, line by line; `exit` is the last. */
interface Message {
  readonly out?: string;
  readonly err?: string;
  /** To be asked of the person; the answer goes back as a line of its own. */
  readonly ask?: string;
  /** What is piped in is to be sent, in a line as well. */
  readonly read?: true;
  readonly exit?: number;
}

/** Lets the hub that has the data folder open run a command; null when none listens there. */
export async function forward(
  dataDir: string,
  argv: readonly string[],
  { out, err, signal, ask, readInput }: Pick<Surroundings, 'out' | 'err' | 'signal' | 'ask' | 'readInput'>,
): Promise<number | null> {
  const socket = await connected(socketPath(dataDir));
  if (socket === null) return null;
  signal.addEventListener('abort', () => socket.destroy(), { once: true });
  socket.write(`${JSON.stringify(argv)}\n`);
  for await (const line of createInterface({ input: socket })) {
    const message = JSON.parse(line) as Message;
    if (message.out !== undefined) out.write(message.out);
    if (message.err !== undefined) err.write(message.err);
    const reply = (answer: string | null | undefined) => socket.write(`${JSON.stringify(answer ?? null)}\n`);
    if (message.ask !== undefined) reply(await ask?.(message.ask, signal));
    if (message.read) reply(await readInput?.());
    if (message.exit !== undefined) return message.exit;
  }
  if (signal.aborted) return EXIT.RETRY;
  throw hubEnded();
}

async function connected(path: string): Promise<Socket | null> {
  const socket = connect(path);
  try {
    await once(socket, 'connect');
  } catch {
    return null;
  }
  // The end of the stream tells the same.
  return socket.on('error', () => {});
}

const hubEnded = () =>
  stopError(
    'HUB_ENDED',
    text(
      'DTI Hub đã dừng trước khi lệnh chạy xong. Dữ liệu cũ được giữ nguyên; hãy chạy lại lệnh.',
      'The hub ended before the command did. Earlier data are kept; run the command again.',
    ),
  );
