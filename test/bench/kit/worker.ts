import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { programFile } from '../../kit/program-file.ts';

/** A process of its own that answers one question after the other; ends with the process that started it. */
export interface Worker<Question, Answer> {
  ask(question: Question): Promise<Answer>;
  stop(): Promise<void>;
}

export async function startWorker<Question, Answer>(
  file: URL,
  flags: readonly string[] = [],
): Promise<Worker<Question, Answer>> {
  const child = fork(fileURLToPath(await programFile(file)), {
    execArgv: [...flags],
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  const ended = once(child, 'exit');
  return {
    async ask(question) {
      const answered = once(child, 'message');
      child.send(question as object);
      const [answer] = await Promise.race([answered, ended.then(() => [null])]);
      if (answer === null) throw new Error(`${file.pathname.split('/').at(-1)} ended early, see above`);
      return answer as Answer;
    },
    async stop() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

/** For work that is asked for once. */
export async function askOnce<Question, Answer>(
  file: URL,
  question: Question,
  flags: readonly string[] = [],
): Promise<Answer> {
  const worker = await startWorker<Question, Answer>(file, flags);
  try {
    return await worker.ask(question);
  } finally {
    await worker.stop();
  }
}

/** The worker's side. What it throws ends it, with the reason on stderr. */
export function answerParent<Question, Answer>(answer: (question: Question) => Promise<Answer>): void {
  const parent = process as unknown as ChildProcess;
  parent.on('message', async (question) => {
    try {
      parent.send((await answer(question as Question)) as object);
    } catch (error) {
      console.error(error);
      process.exit(1);
    }
  });
  parent.once('disconnect', () => process.exit());
}
