import { Command, Option } from 'commander';
import { ENVIRONMENT } from '../config.ts';
import { type Text, text } from '../core/text.ts';
import { HUB_VERSION } from '../server/version.ts';
import { addAssess } from './commands/assess.ts';
import { addAudit } from './commands/audit.ts';
import { addBackfill } from './commands/backfill.ts';
import { addCancel } from './commands/cancel.ts';
import { addCatalog } from './commands/catalog.ts';
import { addDataSubject } from './commands/data-subject.ts';
import { addDoctor } from './commands/doctor.ts';
import { addKeys } from './commands/keys.ts';
import { addLosses } from './commands/losses.ts';
import { addPublications } from './commands/publications.ts';
import { addPublish } from './commands/publish.ts';
import { addPull } from './commands/pull.ts';
import { addRanking } from './commands/ranking.ts';
import { addReceipt } from './commands/receipt.ts';
import { addRemediation } from './commands/remediation.ts';
import { addReview } from './commands/review.ts';
import { addScore } from './commands/score.ts';
import { addSimulate } from './commands/simulate.ts';
import { addSources } from './commands/sources.ts';
import { addTokens } from './commands/tokens.ts';
import { addUnits } from './commands/units.ts';
import { addUsers } from './commands/users.ts';
import { type Context, say } from './context.ts';
import { EXIT_CODES } from './terminal.ts';

const COMMANDS = [
  addPull,
  addBackfill,
  addReview,
  addCancel,
  addScore,
  addRanking,
  addReceipt,
  addRemediation,
  addLosses,
  addAssess,
  addPublish,
  addPublications,
  addCatalog,
  addSources,
  addUnits,
  addUsers,
  addTokens,
  addKeys,
  addAudit,
  addDataSubject,
  addSimulate,
  addDoctor,
] as const;

/** Commander's own headings. */
const TITLES: Readonly<Record<string, Text>> = {
  'Usage:': text('Cách dùng:', 'Usage:'),
  'Arguments:': text('Tham số:', 'Arguments:'),
  'Options:': text('Tùy chọn:', 'Options:'),
  'Global Options:': text('Tùy chọn chung:', 'Global options:'),
  'Commands:': text('Các lệnh:', 'Commands:'),
};

/** All commands with their options, speaking the reader's language and ending nothing by itself. */
export function createProgram(context: Context): Command {
  const help = say(context, text('hiện hướng dẫn này', 'show this help'));
  const program = new Command('hub')
    .description(say(context, text('DTI Hub: dòng lệnh của quản trị viên', 'DTI Hub: commands for staff')))
    .usage(say(context, text('<lệnh> [tùy chọn]', '<command> [options]')))
    .option('--json', say(context, text('in kết quả là một văn bản JSON', 'print one JSON document')))
    .addOption(languageOption(context))
    .version(HUB_VERSION, '--version', say(context, text('in phiên bản', 'print the version')))
    .helpOption('-h, --help', help)
    .helpCommand(false)
    .addHelpText('after', `\n${endOfHelp(context)}`)
    .exitOverride()
    .configureOutput({
      writeOut: (words) => context.out.write(words),
      writeErr: (words) => context.err.write(words),
      outputError: () => {},
    })
    .configureHelp({
      showGlobalOptions: true,
      // Choices and defaults are told by the descriptions, in the reader's language.
      optionDescription: ({ description }) => description,
      styleTitle: (title) => TITLES[title]?.[context.language] ?? title,
    });
  for (const add of COMMANDS) add(program, context);
  return program;
}

const languageOption = (context: Context): Option =>
  new Option(
    '--lang <vi|en>',
    say(context, text('ngôn ngữ: vi (mặc định) hoặc en', 'language: vi (default) or en')),
  )
    .choices(['vi', 'en'])
    .default('vi');

function endOfHelp(context: Context): string {
  const title = say(context, text('Biến môi trường:', 'Environment:'));
  const variables = ENVIRONMENT.map(([name, help]) => `  ${name.padEnd(16)} ${help}`);
  return `${title}\n${variables.join('\n')}\n\n${say(context, EXIT_CODES)}`;
}
