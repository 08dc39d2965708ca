import type { Ask, ReadInput } from '../../src/cli/context.ts';
import type { OpenHub } from '../../src/cli/open-hub.ts';
import { runCommand } from '../../src/cli/run-command.ts';
import type { Config } from '../../src/config.ts';

export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Commands of the command line in this process, on a hub that is open. */
export const commandsOf =
  (opened: () => OpenHub, config: () => Config, ask?: Ask, readInput?: ReadInput) =>
  async (...argv: string[]): Promise<CommandResult> => {
    const [out, err] = [written(), written()];
    const { signal } = new AbortController();
    const open = async () => opened();
    const code = await runCommand(argv, {
      out,
      err,
      signal,
      config,
      open,
      ...(ask && { ask }),
      ...(readInput && { readInput }),
    });
    return { code, stdout: out.text(), stderr: err.text() };
  };

function written() {
  let all = '';
  return {
    write: (text: string) => {
      all += text;
    },
    text: () => all,
  };
}
