import type { Command } from 'commander';
import { text } from '../../core/text.ts';
import { allAssessments } from '../../store/assessments.ts';
import { answer, type Context, say } from '../context.ts';
import { rescore, rescoredDocument, rescoredLines } from '../rescore.ts';
import { EXIT } from '../terminal.ts';

export function addScore(program: Command, context: Context): void {
  program
    .command('score')
    .description(
      say(context, text('chấm lại mọi kỳ đánh giá', 'score every assessment again, tell what changed')),
    )
    .action(context.action(() => score(context)));
}

async function score(context: Context): Promise<number> {
  const { deps } = await context.open();
  const rescored = await rescore(deps, await allAssessments(deps.database));
  answer(
    context,
    { scored: rescored.map(rescoredDocument) },
    rescored.flatMap((one) => rescoredLines(one, context.language)),
  );
  return EXIT.OK;
}
