import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { Ask } from './context.ts';

/** Asks whoever sits at the terminal, without showing what is typed (S23); nobody where there is none. */
export function hiddenPrompt(input: NodeJS.ReadStream, output: NodeJS.WriteStream): Ask {
  return async (question, signal) => {
    if (!input.isTTY || !output.isTTY) return null;
    const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
    const lines = createInterface({ input, output: nowhere, terminal: true, historySize: 0 });
    const givenUp = new AbortController();
    lines.on('SIGINT', () => givenUp.abort()).on('close', () => givenUp.abort());
    output.write(question);
    try {
      return await lines.question('', { signal: AbortSignal.any([signal, givenUp.signal]) });
    } catch {
      return null;
    } finally {
      output.write('\n');
      lines.close();
    }
  };
}
