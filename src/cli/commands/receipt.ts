import type { Command } from 'commander';
import type { HubDeps } from '../../app/deps.ts';
import { scoreboardView } from '../../app/scoreboard.ts';
import { text } from '../../core/text.ts';
import { addChoice, type Chosen, chosenYear } from '../chosen-assessments.ts';
import { answer, type Context, say } from '../context.ts';
import { evidenceOf } from '../evidence.ts';
import { type FullReceipt, receiptDocument, receiptLines } from '../receipt-words.ts';
import { EXIT } from '../terminal.ts';

export function addReceipt(program: Command, context: Context): void {
  const describe = (vi: string, en: string) => say(context, text(vi, en));
  const command = program
    .command('receipt')
    .description(describe('vì sao một tiêu chí có điểm như vậy', 'why an indicator scored what it did'))
    .argument('<unit>', describe('mã đơn vị', 'code of the unit'))
    .argument('<indicator>', describe('mã tiêu chí như in trong quyết định', 'code as the decree prints it'));
  addChoice(command, context).action(
    context.action((unit: string, indicator: string, chosen: Chosen) =>
      receipt(context, unit, indicator, chosen),
    ),
  );
}

async function receipt(context: Context, unit: string, indicator: string, chosen: Chosen): Promise<number> {
  const { deps } = await context.open();
  const full = await fullReceipt(context, deps, unit, indicator, chosen);
  answer(context, receiptDocument(full, context.language), receiptLines(full, context.language));
  return EXIT.OK;
}

async function fullReceipt(
  context: Context,
  deps: HubDeps,
  unit: string,
  indicator: string,
  chosen: Chosen,
): Promise<FullReceipt> {
  const { hub } = await context.open();
  const board = await scoreboardView(deps, unit, chosen.set, await chosenYear(deps, chosen));
  // Throws for a code that is not of this set or level, so the row is found afterwards.
  const view = await hub.receipt(board, indicator, context.language);
  const score = board.indicators.find((one) => one.indicator.code === indicator)!;
  const evidence = await Promise.all(view.quantities.map((quantity) => evidenceOf(hub, quantity)));
  return { board, score, view, evidence };
}
