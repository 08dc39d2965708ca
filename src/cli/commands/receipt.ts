import type { Command } from 'commander';
import { unscoredReason } from '../../app/as-of.ts';
import { toView } from '../../app/assessments.ts';
import type { HubDeps } from '../../app/deps.ts';
import { scoreboardAsOf, scoreboardView, unitInAssessment } from '../../app/scoreboard.ts';
import type { ScoreboardView } from '../../app/views/scoreboard.ts';
import { type Text, text } from '../../core/text.ts';
import { type AsOfChoice, addAsOf, chosenMoment } from '../as-of-option.ts';
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
  addAsOf(addChoice(command, context), context).action(
    context.action((unit: string, indicator: string, chosen: Options) =>
      receipt(context, unit, indicator, chosen),
    ),
  );
}

interface Options extends Chosen, AsOfChoice {}

async function receipt(context: Context, unit: string, indicator: string, chosen: Options): Promise<number> {
  const { deps } = await context.open();
  const year = await chosenYear(deps, chosen);
  const asOf = chosenMoment(chosen);
  const board = asOf
    ? await scoreboardAsOf(deps, unit, chosen.set, year, asOf)
    : await scoreboardView(deps, unit, chosen.set, year);
  if (board === null) {
    const reason = say(context, await noScoreboard(deps, unit, chosen.set, year, asOf));
    answer(context, { asOf, reason }, [reason]);
    return EXIT.OK;
  }
  const full = await fullReceipt(context, board, indicator);
  answer(context, receiptDocument(full, context.language), receiptLines(full, context.language));
  return EXIT.OK;
}

async function fullReceipt(context: Context, board: ScoreboardView, indicator: string): Promise<FullReceipt> {
  const { hub } = await context.open();
  // Throws for a code that is not of this set or level, so the row is found afterwards.
  const view = await hub.receipt(board, indicator, context.language);
  const score = board.indicators.find((one) => one.indicator.code === indicator)!;
  const evidence = await Promise.all(view.quantities.map((quantity) => evidenceOf(hub, quantity)));
  return { board, score, view, evidence };
}

async function noScoreboard(
  deps: HubDeps,
  code: string,
  indexSet: string,
  year: number,
  asOf: Date | null,
): Promise<Text> {
  const { unit, assessment } = await unitInAssessment(deps, code, indexSet, year);
  const reason = await unscoredReason(deps, toView(deps, assessment), asOf);
  return (
    reason ??
    text(
      `${unit.name} (${unit.code}) chưa có bảng điểm lúc đó.`,
      `${unit.name} (${unit.code}) had no scoreboard then.`,
    )
  );
}
