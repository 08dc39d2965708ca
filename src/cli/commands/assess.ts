import { type Command, Option } from 'commander';
import type { AssessIndicator, ScoreboardView, ScoreView } from '../../app/views/scoreboard.ts';
import { toNumber } from '../../core/points.ts';
import { text } from '../../core/text.ts';
import { BASES, boardDocument, boardTitle } from '../board-words.ts';
import { addChoice, type Chosen, chosenYear } from '../chosen-assessments.ts';
import { answer, type Context, say } from '../context.ts';
import { EXIT } from '../terminal.ts';
import { decimal } from '../words.ts';

type Column = AssessIndicator['column'];

interface Options extends Chosen {
  readonly column: Column;
  readonly reason: string;
}

const COLUMNS: readonly Column[] = ['SELF', 'DEPARTMENT', 'VERIFIED', 'FINAL'];

/** Where a value of a column is found in a score. */
const PLACES = {
  SELF: 'selfAssessed',
  DEPARTMENT: 'department',
  VERIFIED: 'verified',
  FINAL: 'final',
} as const satisfies Record<Column, keyof ScoreView>;

export function addAssess(program: Command, context: Context): void {
  const describe = (vi: string, en: string) => say(context, text(vi, en));
  const command = program
    .command('assess')
    .description(
      describe(
        'ghi giá trị do người đánh giá cho một tiêu chí rồi chấm lại',
        'put in a value that people give, score again',
      ),
    )
    .argument('<unit>', describe('mã đơn vị', 'code of the unit'))
    .argument('<indicator>', describe('mã tiêu chí như in trong quyết định', 'code as the decree prints it'))
    .argument('<value>', describe('ví dụ 16.5, 78.5 hoặc "Đạt"', 'such as 16.5, 78.5 or "Đạt"'))
    .addOption(
      new Option('--column <column>', describe(`cột: ${COLUMNS.join(', ')}`, `one of ${COLUMNS.join(', ')}`))
        .choices(COLUMNS)
        .makeOptionMandatory(),
    )
    .requiredOption(
      '--reason <text>',
      describe('căn cứ: văn bản, biên bản', 'ground: a document or minutes'),
    );
  addChoice(command, context).action(
    context.action((unit: string, indicator: string, value: string, options: Options) =>
      assess(context, unit, indicator, value, options),
    ),
  );
}

async function assess(
  context: Context,
  unit: string,
  indicator: string,
  value: string,
  options: Options,
): Promise<number> {
  const { deps, hub } = await context.open();
  const { set: indexSet, column, reason } = options;
  const year = await chosenYear(deps, options);
  const board = await hub.assessIndicator({ unit, indexSet, year, indicator, column, value, reason });
  const score = board.indicators.find((one) => one.indicator.code === indicator)!;
  answer(context, documentOf(board, score, column), linesOf(context, board, score, column));
  return EXIT.OK;
}

function documentOf(board: ScoreboardView, score: ScoreView, column: Column): object {
  const { points, met, printed } = score[PLACES[column]];
  return {
    ...boardDocument(board),
    indicator: { code: score.indicator.code, title: score.indicator.title },
    given: { column, points: points === null ? null : toNumber(points), met, printed },
    counted: {
      basis: score.basis,
      state: score.state,
      points: score.points === null ? null : toNumber(score.points),
      maxPoints: toNumber(score.maxPoints),
    },
  };
}

/** Both what was put in and what counts: a value outside the set's order is kept and moves nothing. */
function linesOf(context: Context, board: ScoreboardView, score: ScoreView, column: Column): string[] {
  const { language } = context;
  const given = score[PLACES[column]];
  const counted = `${decimal(score.points, language)} / ${decimal(score.maxPoints, language)}`;
  const basis = score.basis === null ? '–' : BASES[score.basis][language];
  return [
    boardTitle(board, language),
    `${score.indicator.code} ${score.indicator.title}`,
    `${say(context, text('Đã ghi', 'Put in'))} (${BASES[column][language]}): ${given.printed}`,
    `${say(context, text('Được tính', 'Counted'))} (${basis}): ${counted}`,
  ];
}
