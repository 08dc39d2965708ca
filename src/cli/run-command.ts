import { userInfo } from 'node:os';
import { HubError } from '../core/errors.ts';
import { CONSOLE } from '../core/origin.ts';
import type { Language } from '../core/text.ts';
import type { Context, Surroundings } from './context.ts';
import type { OpenHub } from './open-hub.ts';
import { createProgram } from './program.ts';
import { complain, EXIT } from './terminal.ts';
import { asUsageError, isAnswered } from './usage-error.ts';

/** Does what was typed and answers the exit code. Only DATABASE_IN_USE is thrown: the caller may know another way. */
export async function runCommand(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  let code: number = EXIT.OK;
  const context: Context = {
    ...surroundings,
    open: async (options) => openFor(await surroundings.open(options), osUser()),
    language: languageIn(argv),
    json: argv.includes('--json'),
    action:
      (work) =>
      async (...args) => {
        code = await work(...args);
      },
  };
  try {
    await createProgram(context).parseAsync(argv, { from: 'user' });
    return code;
  } catch (thrown) {
    if (isAnswered(thrown)) return EXIT.OK;
    if (isInUse(thrown)) throw thrown;
    return complain(asUsageError(thrown), context.json, context);
  }
}

/** Changes by the command line are kept under the name of whoever has the hub's files. */
function openFor(opened: OpenHub, by: string): OpenHub {
  return { ...opened, deps: { ...opened.deps, by, from: CONSOLE }, hub: opened.hub.as(by, CONSOLE) };
}

/** A container may run as a user without a name. */
function osUser(): string {
  try {
    return `cli:${userInfo().username}`;
  } catch {
    return `cli:${process.getuid?.() ?? 'unknown'}`;
  }
}

export const isInUse = (thrown: unknown): boolean =>
  thrown instanceof HubError && thrown.code === 'DATABASE_IN_USE';

/** Needed before the program is put together: its own help is in this language. */
export const languageIn = (argv: readonly string[]): Language =>
  argv.some((part, index) => part === '--lang=en' || (part === 'en' && argv[index - 1] === '--lang'))
    ? 'en'
    : 'vi';
