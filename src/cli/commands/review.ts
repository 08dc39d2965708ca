import type { Command } from 'commander';
import { reviewRun } from '../../app/pull/review-run.ts';
import { storedSource } from '../../app/sources.ts';
import { configError } from '../../core/errors.ts';
import { text } from '../../core/text.ts';
import { answer, type Context, say } from '../context.ts';
import { pulledDocument, pulledLines } from '../pulled.ts';
import { rescore } from '../rescore.ts';
import { EXIT } from '../terminal.ts';
import { assessmentsOf } from './pull.ts';

interface Options {
  readonly accept?: boolean;
  readonly reject?: boolean;
  readonly reason: string;
}

export function addReview(program: Command, context: Context): void {
  const describe = (vi: string, en: string) => say(context, text(vi, en));
  program
    .command('review')
    .description(
      describe('quyết định về lần lấy dữ liệu đang chờ duyệt', 'decide on a pull that waits for review'),
    )
    .argument('<run>', describe('số của lần lấy dữ liệu', 'number of the pull run'))
    .option('--accept', describe('công bố số liệu đã đọc', 'publish what it had read'))
    .option('--reject', describe('bỏ số liệu đã đọc, giữ số liệu cũ', 'drop it, earlier figures stand'))
    .requiredOption('--reason <text>', describe('lý do, ít nhất 10 ký tự', 'reason, at least 10 characters'))
    .action(context.action((run: string, options: Options) => review(context, run, options)));
}

async function review(
  context: Context,
  id: string,
  { accept = false, reject = false, reason }: Options,
): Promise<number> {
  if (accept === reject) throw configError('BAD_USAGE', oneOfTwo);
  const { deps } = await context.open();
  const run = await reviewRun(deps, { pullRun: id, decision: accept ? 'ACCEPT' : 'REJECT', reason });
  const source = await storedSource(deps, String(run.sourceId));
  const scored = await rescore(deps, await assessmentsOf(deps, run));
  const pulled = { source, run, preview: null, scored };
  const { language } = context;
  answer(context, pulledDocument(deps, pulled, language), pulledLines(deps, pulled, language));
  return EXIT.OK;
}

const oneOfTwo = text(
  'Cần đúng một trong hai: --accept hoặc --reject.',
  'Exactly one is needed: --accept or --reject.',
);
