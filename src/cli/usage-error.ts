import { CommanderError } from 'commander';
import { configError, type HubError } from '../core/errors.ts';
import { text } from '../core/text.ts';

/** By commander's codes: what is wrong with the thing that its message names first. */
const WRONG: Readonly<Record<string, string>> = {
  'commander.unknownOption': 'không có tùy chọn',
  'commander.unknownCommand': 'không có lệnh',
  'commander.missingArgument': 'thiếu tham số',
  'commander.excessArguments': 'thừa tham số',
  'commander.optionMissingArgument': 'thiếu giá trị của tùy chọn',
  'commander.invalidArgument': 'giá trị không hợp lệ:',
  'commander.help': 'chưa nêu lệnh',
};

/** True for `--help` and `--version`: commander throws for these too. */
export const isAnswered = (thrown: unknown): boolean =>
  thrown instanceof CommanderError && thrown.exitCode === 0;

/** A command that was typed wrongly; anything else stays what it is. */
export function asUsageError(thrown: unknown): unknown {
  return thrown instanceof CommanderError ? usageError(thrown) : thrown;
}

function usageError({ code, message }: CommanderError): HubError {
  const english = code === 'commander.help' ? 'no command given' : message.replace(/^error: /, '');
  const named = /'[^']*'(?: argument '.*)?/s.exec(message)?.[0] ?? '';
  const vietnamese = `${WRONG[code] ?? english} ${named}`.trim();
  return configError(
    'BAD_USAGE',
    text(
      `Câu lệnh chưa đúng: ${vietnamese}. Xem: npm run hub -- --help`,
      `The command is not right: ${english.replace(/\.$/, '')}. See: npm run hub -- --help`,
    ),
  );
}
