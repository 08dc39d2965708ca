import type { Command } from 'commander';
import { cancelPull } from '../../app/pull/cancel-pull.ts';
import { text } from '../../core/text.ts';
import { answer, type Context, say } from '../context.ts';
import { EXIT } from '../terminal.ts';

export function addCancel(program: Command, context: Context): void {
  const describe = (vi: string, en: string) => say(context, text(vi, en));
  program
    .command('cancel')
    .description(describe('dừng một lần lấy dữ liệu đang chạy', 'stop a pull that runs'))
    .argument('<run>', describe('số của lần lấy dữ liệu', 'number of the pull run'))
    .action(context.action((run: string) => cancel(context, run)));
}

async function cancel(context: Context, id: string): Promise<number> {
  const { deps } = await context.open();
  const run = await cancelPull(deps, id);
  answer(context, { run: { id: String(run.id), state: run.state } }, [say(context, run.message)]);
  return EXIT.OK;
}
