import type { Command } from 'commander';
import { recordBackfill } from '../../app/audit/ordered-pulls.ts';
import type { HubDeps } from '../../app/deps.ts';
import { type BackfillStep, backfill, backfillSteps } from '../../app/pull/backfill.ts';
import { storedSource } from '../../app/sources.ts';
import { formatDay, text } from '../../core/text.ts';
import type { PullRun } from '../../store/pull-run.ts';
import { answer, type Context, say } from '../context.ts';
import { exitOfRun, pulledDocument, pulledLines } from '../pulled.ts';
import { rescore } from '../rescore.ts';
import { EXIT } from '../terminal.ts';
import { assessmentsOf, touchesScores } from './pull.ts';

interface Options {
  readonly from: string;
  readonly to: string;
  readonly yes?: boolean;
}

export function addBackfill(program: Command, context: Context): void {
  const describe = (vi: string, en: string) => say(context, text(vi, en));
  program
    .command('backfill')
    .description(
      describe(
        'lấy lại một khoảng ngày; thiếu --yes thì chỉ cho xem',
        'pull a range of days again; only with --yes',
      ),
    )
    .argument(
      '<source>',
      describe('mã số, tên hoặc kết nối của nguồn', 'id, name or connector of the source'),
    )
    .requiredOption('--from <day>', describe('ngày đầu, ví dụ 2023-01-01', 'first day, such as 2023-01-01'))
    .requiredOption('--to <day>', describe('ngày cuối', 'last day'))
    .option('--yes', describe('lấy thật', 'really pull'))
    .action(context.action((source: string, options: Options) => run(context, source, options)));
}

async function run(context: Context, name: string, { from, to, yes = false }: Options): Promise<number> {
  const { deps } = await context.open();
  const steps = await backfillSteps(deps, await storedSource(deps, name), { from, to });
  if (!yes) {
    answer(context, { pulls: steps.map(stepDocument), done: [] }, [...steps.map(stepLine), confirm(context)]);
    return EXIT.OK;
  }
  await recordBackfill(deps, { source: name, from, to }, steps);
  const runs: PullRun[] = [];
  for await (const one of backfill(deps, steps, context.signal)) runs.push(one);
  return told(context, deps, steps, runs);
}

async function told(
  context: Context,
  deps: HubDeps,
  steps: readonly BackfillStep[],
  runs: readonly PullRun[],
): Promise<number> {
  const { language } = context;
  const done = [];
  for (const [index, one] of runs.entries()) {
    const { source } = steps[index] as BackfillStep;
    const scored = touchesScores(one) ? await rescore(deps, await assessmentsOf(deps, one)) : [];
    done.push({ source, run: one, preview: null, scored });
  }
  answer(
    context,
    { pulls: steps.map(stepDocument), done: done.map((one) => pulledDocument(deps, one, language)) },
    done.flatMap((one) => pulledLines(deps, one, language)),
  );
  if (runs.length < steps.length) return EXIT.RETRY;
  return runs.map(exitOfRun).find((code) => code !== EXIT.OK) ?? EXIT.OK;
}

const stepDocument = ({ source, window }: BackfillStep) => ({
  source: { id: String(source.id), name: source.name },
  window,
});

const stepLine = ({ source, window }: BackfillStep): string =>
  `${source.name}, ${formatDay(window.from)} - ${formatDay(window.to)}`;

const confirm = (context: Context): string =>
  say(
    context,
    text('Chưa lấy gì. Thêm --yes để lấy các kỳ trên.', 'Nothing is pulled yet. Add --yes to pull these.'),
  );
