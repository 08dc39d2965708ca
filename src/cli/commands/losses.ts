import type { Command } from 'commander';
import type { Losses } from '../../app/views/remediation.ts';
import type { ScoreboardView } from '../../app/views/scoreboard.ts';
import type { CsvCell } from '../../core/csv-file.ts';
import { toNumber } from '../../core/points.ts';
import { type Language, text } from '../../core/text.ts';
import { boardDocument, boardTitle } from '../board-words.ts';
import { addChoice, type Chosen, chosenYear } from '../chosen-assessments.ts';
import { type Context, say } from '../context.ts';
import { addCsv, answerAs, type CsvChoice, checkCsv } from '../csv-answer.ts';
import { EXIT, table } from '../terminal.ts';
import { decimal } from '../words.ts';

interface Options extends Chosen, CsvChoice {}

export function addLosses(program: Command, context: Context): void {
  const describe = (vi: string, en: string) => say(context, text(vi, en));
  const command = program
    .command('losses')
    .description(
      describe(
        'điểm mất theo nhóm và theo đơn vị phụ trách',
        'lost points by group and by who is responsible',
      ),
    )
    .argument('<unit>', describe('mã đơn vị', 'code of the unit'));
  addCsv(addChoice(command, context), context).action(
    context.action((unit: string, options: Options) => losses(context, unit, options)),
  );
}

async function losses(context: Context, unit: string, options: Options): Promise<number> {
  checkCsv(context, options);
  const { deps, hub } = await context.open();
  const board = await hub.scoreboard(unit, options.set, await chosenYear(deps, options));
  const found = hub.losses(board);
  answerAs(context, options, {
    document: { ...boardDocument(board), ...documentOf(found) },
    lines: linesOf(context, board, found),
    sheet: { head: SHEET_HEAD, rows: sheetRows(found) },
  });
  return EXIT.OK;
}

const documentOf = ({ byGroup, byResponsible }: Losses): object => ({
  byGroup: byGroup.map((one) => ({ ...one, lost: toNumber(one.lost), maxPoints: toNumber(one.maxPoints) })),
  byResponsible: byResponsible.map((one) => ({ ...one, lost: toNumber(one.lost) })),
});

const NOBODY = text('chưa giao', 'nobody named');

const SHEET_HEAD = ['Tính theo', 'Tên', 'Điểm mất', 'Điểm tối đa', 'Số tiêu chí'];

const sheetRows = ({ byGroup, byResponsible }: Losses): CsvCell[][] => [
  ...byGroup.map(({ code, title, lost, maxPoints }) => [
    'Nhóm chỉ số',
    `${code} ${title}`,
    toNumber(lost),
    toNumber(maxPoints),
    null,
  ]),
  ...byResponsible.map(({ responsible, lost, items }) => [
    'Phụ trách',
    responsible ?? NOBODY.vi,
    toNumber(lost),
    null,
    items,
  ]),
];

function linesOf(context: Context, board: ScoreboardView, found: Losses): string[] {
  const { language } = context;
  const groups = text('Mã|Mất|Tối đa|Nhóm', 'Code|Lost|Maximum|Group');
  const people = text('Mất|Tiêu chí|Phụ trách', 'Lost|Rows|Responsible');
  return [
    boardTitle(board, language),
    ...table(say(context, groups).split('|'), groupRows(found, language)).map((line) => `  ${line}`),
    '',
    ...table(say(context, people).split('|'), responsibleRows(found, language)).map((line) => `  ${line}`),
  ];
}

const groupRows = ({ byGroup }: Losses, language: Language) =>
  byGroup.map(({ code, title, lost, maxPoints }) => [
    code,
    decimal(lost, language),
    decimal(maxPoints, language),
    title,
  ]);

const responsibleRows = ({ byResponsible }: Losses, language: Language) =>
  byResponsible.map(({ responsible, lost, items }) => [
    decimal(lost, language),
    items,
    responsible ?? NOBODY[language],
  ]);
