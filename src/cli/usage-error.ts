import { CommanderError } from 'commander';
import { configError, type HubError } from '../core/errors.ts';
import { text } from '../core/text.ts';

/** By commander's codes: how to say it in Vietnamese, with the names that its message puts in quotes. */
const WRONG: Readonly<Record<string, (first: string, second: string, message: string) => string>> = {
  'commander.unknownOption': (option) => `không có tùy chọn "${option}"`,
  'commander.unknownCommand': (command) => `không có lệnh "${command}"`,
  'commander.missingArgument': (name) => `thiếu tham số <${name}>`,
  'commander.missingMandatoryOptionValue': (option) => `thiếu tùy chọn "${option}"`,
  'commander.excessArguments': () => 'thừa tham số',
  'commander.optionMissingArgument': (option) => `tùy chọn ${option} thiếu giá trị`,
  'commander.invalidArgument': (option, value, message) =>
    `${option} không nhận "${value}"; cần một trong: ${/choices are (.*)\.$/.exec(message)?.[1]}`,
  'commander.help': () => 'chưa nêu lệnh',
};

/** True for `--help` and `--version`: commander throws for these too. */
export const isAnswered = (thrown: unknown): boolean =>
  thrown instanceof CommanderError && thrown.exitCode === 0;

/** A command that was typed wrongly; anything else stays what it is. */
export function asUsageError(thrown: unknown, program = 'npm run hub'): unknown {
  return thrown instanceof CommanderError ? usageError(thrown, program) : thrown;
}

function usageError({ code, message }: CommanderError, program: string): HubError {
  const english = code === 'commander.help' ? 'no command given' : message.replace(/^error: |\.$/g, '');
  const [first = '', second = ''] = [...message.matchAll(/'([^']*)'/g)].map(([, name]) => name);
  return configError(
    'BAD_USAGE',
    text(
      `Câu lệnh chưa đúng: ${WRONG[code]?.(first, second, message) ?? english}. Xem: ${program} -- --help`,
      `The command is not right: ${english}. See: ${program} -- --help`,
    ),
  );
}
