import type { Command } from 'commander';
import type { RemediationItem } from '../../app/views/remediation.ts';
import type { ScoreboardView } from '../../app/views/scoreboard.ts';
import { toNumber } from '../../core/points.ts';
import { text } from '../../core/text.ts';
import { boardDocument, boardTitle } from '../board-words.ts';
import { addChoice, type Chosen, chosenYear } from '../chosen-assessments.ts';
import { type Context, say } from '../context.ts';
import { addCsv, answerAs, type CsvChoice, checkCsv } from '../csv-answer.ts';
import { EXIT, table } from '../terminal.ts';
import { decimal } from '../words.ts';

interface Options extends Chosen, CsvChoice {}

export function addRemediation(program: Command, context: Context): void {
  const describe = (vi: string, en: string) => say(context, text(vi, en));
  const command = program
    .command('remediation')
    .description(
      describe(
        'tiêu chí chưa đạt tối đa của một đơn vị và ai phải khắc phục',
        'what keeps a unit below its maximum, and whose it is',
      ),
    )
    .argument('<unit>', describe('mã đơn vị', 'code of the unit'));
  addCsv(addChoice(command, context), context).action(
    context.action((unit: string, options: Options) => remediation(context, unit, options)),
  );
}

async function remediation(context: Context, unit: string, options: Options): Promise<number> {
  checkCsv(context, options);
  const { deps, hub } = await context.open();
  const board = await hub.scoreboard(unit, options.set, await chosenYear(deps, options));
  const items = await hub.remediation(board, options.csv ? 'vi' : context.language);
  answerAs(context, options, {
    document: { ...boardDocument(board), items: items.map(documentOf) },
    lines: linesOf(context, board, items),
    sheet: { head: SHEET_HEAD, rows: items.map(sheetRow) },
  });
  return EXIT.OK;
}

const documentOf = ({ indicator, state, points, maxPoints, ...rest }: RemediationItem): object => ({
  indicator: { code: indicator.code, title: indicator.title },
  state,
  points: points === null ? null : toNumber(points),
  maxPoints: toNumber(maxPoints),
  missingPoints: toNumber(rest.missingPoints),
  closing: rest.closing,
  assignment: rest.assignment,
});

const SHEET_HEAD = [
  'Tiêu chí',
  'Điểm',
  'Điểm tối đa',
  'Điểm còn thiếu',
  'Cần làm gì',
  'Phụ trách',
  'Chủ trì',
  'Hỗ trợ',
];

const sheetRow = ({ indicator, points, maxPoints, missingPoints, closing, assignment }: RemediationItem) => [
  `${indicator.code} ${indicator.title}`,
  points === null ? null : toNumber(points),
  toNumber(maxPoints),
  toNumber(missingPoints),
  closing,
  assignment.responsible.join(', '),
  assignment.lead.join(', '),
  assignment.support.join(', '),
];

function linesOf(context: Context, board: ScoreboardView, items: readonly RemediationItem[]): string[] {
  const { language } = context;
  if (items.length === 0) {
    const none = text('Mọi tiêu chí đều đạt điểm tối đa.', 'Every row has its maximum.');
    return [boardTitle(board, language), say(context, none)];
  }
  const columns = text(
    'Mã|Điểm|Tối đa|Thiếu|Phụ trách|Tiêu chí',
    'Code|Points|Maximum|Missing|Responsible|Row',
  );
  const [head = '', ...rows] = table(
    say(context, columns).split('|'),
    items.map(({ indicator, points, maxPoints, missingPoints, assignment }) => [
      indicator.code,
      ...[points, maxPoints, missingPoints].map((figure) => decimal(figure, language)),
      assignment.responsible.join(', ') || '–',
      indicator.title,
    ]),
  );
  return [
    boardTitle(board, language),
    `  ${head}`,
    ...items.flatMap(({ closing }, index) => [`  ${rows[index]}`, ...(closing ? [`      ${closing}`] : [])]),
  ];
}
