import { readConfig } from '../config.ts';
import type { Surroundings } from './context.ts';
import { forward } from './forward.ts';
import { hiddenPrompt } from './hidden-prompt.ts';
import { type OpenHub, openHub } from './open-hub.ts';
import { pipedInput } from './piped-input.ts';
import { isInUse, languageIn, runCommand } from './run-command.ts';
import { needSetUp } from './set-up.ts';
import { complain } from './terminal.ts';

/** `npm run hub`: does a command here, or in the hub that has the embedded database open. */
async function main(argv: readonly string[]): Promise<number> {
  let opened: OpenHub | null = null;
  const here: Surroundings = {
    out: process.stdout,
    err: process.stderr,
    signal: interrupted(),
    ask: hiddenPrompt(process.stdin, process.stderr),
    readInput: pipedInput(process.stdin),
    config: () => readConfig(),
    open: async ({ mayMake } = { mayMake: false }) => {
      const config = readConfig();
      if (!mayMake) needSetUp(config);
      opened ??= await openHub(config);
      return opened;
    },
  };
  try {
    return await runCommand(argv, here);
  } catch (thrown) {
    const code = isInUse(thrown) ? await forward(readConfig().dataDir, argv, here) : null;
    if (code !== null) return code;
    throw thrown;
  } finally {
    await (opened as OpenHub | null)?.close();
  }
}

/** The first Ctrl-C ends a command in order, a second one at once. */
function interrupted(): AbortSignal {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  return stopping.signal;
}

const argv = process.argv.slice(2);
const code = await main(argv).catch((thrown) =>
  complain(thrown, argv.includes('--json'), {
    out: process.stdout,
    err: process.stderr,
    language: languageIn(argv),
  }),
);
// Open keep-alive connections of simulators and sources must not hold the terminal; what was written is flushed first.
process.stdout.write('', () => process.exit(code));
