import type { Command } from 'commander';
import { orderedPull } from '../../app/audit/ordered-pulls.ts';
import type { HubDeps } from '../../app/deps.ts';
import { pullRunProgress } from '../../app/pull-progress.ts';
import { storedSource } from '../../app/sources.ts';
import { retryError } from '../../core/errors.ts';
import { text } from '../../core/text.ts';
import { allAssessments } from '../../store/assessments.ts';
import type { PullRun } from '../../store/pull-run.ts';
import type { StoredSource } from '../../store/sources.ts';
import type { RunPreview } from '../../store/staged-changes.ts';
import { answer, type Context, say } from '../context.ts';
import { withAnswers } from '../practice-answers.ts';
import { progressBars } from '../progress.ts';
import { exitOfRun, type Pulled, pulledDocument, pulledLines } from '../pulled.ts';
import { rescore } from '../rescore.ts';

interface Options {
  readonly from?: string;
  readonly to?: string;
  readonly unit?: string;
  readonly dryRun?: boolean;
}

export function addPull(program: Command, context: Context): void {
  const describe = (vi: string, en: string) => say(context, text(vi, en));
  program
    .command('pull')
    .description(
      describe('lấy dữ liệu của một nguồn rồi chấm lại', 'pull one source, then score what it touches'),
    )
    .argument(
      '<source>',
      describe('mã số, tên hoặc kết nối của nguồn', 'id, name or connector of the source'),
    )
    .option(
      '--from <day>',
      describe('ngày đầu, ví dụ 2024-01-01 (mặc định: kỳ mới nhất)', 'first day, 2024-01-01 (newest window)'),
    )
    .option('--to <day>', describe('ngày cuối (mặc định: hôm nay)', 'last day (today)'))
    .option('--unit <code>', describe('chỉ một đơn vị', 'only one unit'))
    .option('--dry-run', describe('chỉ cho biết điều gì sẽ đổi', 'only tell what would change'))
    .action(context.action((source: string, options: Options) => pull(context, source, options)));
}

async function pull(context: Context, name: string, options: Options): Promise<number> {
  const { deps } = await context.open();
  const source = await storedSource(deps, name);
  const { run, preview } = await withAnswers(deps, source, () => pullToEnd(context, deps, source, options));
  if (run.state === 'RUNNING') throw busy(source, run);
  const pulled = {
    source,
    run,
    preview,
    scored: !options.dryRun && touchesScores(run) ? await rescore(deps, await assessmentsOf(deps, run)) : [],
  };
  const { language } = context;
  answer(context, pulledDocument(deps, pulled, language), pulledLines(deps, pulled, language));
  return exitOfRun(run);
}

async function pullToEnd(
  context: Context,
  deps: HubDeps,
  source: StoredSource,
  { from, to, unit, dryRun = false }: Options,
): Promise<Pick<Pulled, 'run' | 'preview'>> {
  let preview: RunPreview | null = null;
  const onDryRun = (found: RunPreview) => {
    preview = found;
  };
  const asked = { source: String(source.id), from: from ?? null, to: to ?? null, unit: unit ?? null };
  const { run, done } = await orderedPull(deps, { ...asked, dryRun }, { onDryRun, signal: context.signal });
  const [ended] = await Promise.all([done, showProgress(context, deps, source, run)]);
  return { run: ended, preview };
}

export async function showProgress(
  context: Context,
  deps: HubDeps,
  source: StoredSource,
  run: PullRun,
): Promise<void> {
  if (!context.err.isTTY) return;
  const progress = progressBars(context.language);
  for await (const seen of pullRunProgress(deps, String(run.id), context.signal)) {
    progress.show(source.name, seen);
  }
  progress.stop();
}

/** Published facts change points, held ones make them suspect. */
export const touchesScores = ({ state }: PullRun): boolean =>
  ['OK', 'PARTIAL', 'NEEDS_REVIEW'].includes(state);

export const assessmentsOf = async (deps: HubDeps, { window }: PullRun) =>
  (await allAssessments(deps.database)).filter(
    (one) => one.window.from <= window.to && one.window.to >= window.from,
  );

const busy = ({ name }: StoredSource, { id }: PullRun) =>
  retryError(
    'SOURCE_BUSY',
    text(
      `Nguồn "${name}" đang được lấy dữ liệu (lần ${id}). Hãy đợi xong rồi chạy lại lệnh.`,
      `The source "${name}" is being pulled (run ${id}). Wait for its end and run the command again.`,
    ),
  );
