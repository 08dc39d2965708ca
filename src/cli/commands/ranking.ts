import { type Command, Option } from 'commander';
import type { Page } from '../../app/page.ts';
import { MAX_PAGE_SIZE } from '../../app/paging.ts';
import type { AssessmentView } from '../../app/views/assessment.ts';
import type { RankedUnit } from '../../app/views/scoreboard.ts';
import { toNumber } from '../../core/points.ts';
import { formatDay, formatNumber, type Language, type Text, text } from '../../core/text.ts';
import { UNIT_LEVELS, type UnitLevel } from '../../core/unit.ts';
import { type AsOfChoice, addAsOf, chosenMoment } from '../as-of-option.ts';
import { addChoice, type Chosen, chosenAssessments } from '../chosen-assessments.ts';
import { answer, type Context, say } from '../context.ts';
import { EXIT, table } from '../terminal.ts';
import { wholeNumber } from '../whole-number.ts';
import { decimal, lookedBackTo, titleOf } from '../words.ts';

interface Options extends Chosen, AsOfChoice {
  readonly level?: UnitLevel;
  readonly first: string;
  readonly within?: string;
}

interface RankedLevel {
  readonly assessment: AssessmentView;
  readonly page: Page<RankedUnit>;
  /** Why there is nobody; null when there is. */
  readonly reason: Text | null;
  readonly asOf: Date | null;
}

export function addRanking(program: Command, context: Context): void {
  const describe = (vi: string, en: string) => say(context, text(vi, en));
  const command = program
    .command('ranking')
    .description(describe('bảng xếp hạng, mỗi cấp một bảng', 'the ranking, one table per level'));
  addAsOf(addChoice(command, context), context)
    .addOption(
      new Option(
        '--level <level>',
        describe(`một cấp: ${UNIT_LEVELS.join(', ')}`, `one level: ${UNIT_LEVELS.join(', ')}`),
      ).choices(UNIT_LEVELS),
    )
    .option(
      '--first <n>',
      describe('số đơn vị mỗi bảng, 1 - 100 (10)', 'units in a table, 1 to 100 (10)'),
      '10',
    )
    .option('--within <unit>', describe('chỉ các đơn vị thuộc mã này', 'only units below this one, by code'))
    .action(context.action((options: Options) => ranking(context, options)));
}

async function ranking(context: Context, options: Options): Promise<number> {
  const { deps, hub } = await context.open();
  const first = wholeNumber('--first', options.first, { min: 1, max: MAX_PAGE_SIZE });
  const within = options.within ?? null;
  const asOf = chosenMoment(options);
  const levels: RankedLevel[] = [];
  for (const assessment of await chosenAssessments(deps, options, options.level ?? null)) {
    const page = await hub.ranking(assessment, { first, after: null }, within, asOf);
    const reason = page.totalCount > 0 ? null : await hub.unscoredReason(assessment, asOf);
    levels.push({ assessment, page, reason, asOf });
  }
  const shown = levels.filter(({ page }) => page.totalCount > 0 || asOf !== null || levels.length === 1);
  answer(
    context,
    { rankings: levels.map((level) => documentOf(level, context.language)) },
    shown.flatMap((level) => linesOf(context, level, within !== null)),
  );
  return EXIT.OK;
}

function documentOf({ assessment, page, reason, asOf }: RankedLevel, language: Language): object {
  return {
    indexSet: assessment.indexSet.code,
    year: assessment.year,
    level: assessment.level,
    state: assessment.state,
    practice: assessment.practice,
    dataWindow: assessment.dataWindow,
    maxPoints: toNumber(assessment.maxPoints),
    ...(asOf ? { asOf } : {}),
    ...(reason ? { reason: reason[language] } : {}),
    totalCount: page.totalCount,
    units: page.items.map(({ node }) => ({
      rank: node.rank,
      rankWithin: node.rankWithin,
      unit: { code: node.unit.code, name: node.unit.name, level: node.unit.level },
      ...figuresOf(node),
      percent: numberOrNull(node.percent),
      groups: node.groups.map((group) => ({ code: group.code, title: group.title, ...figuresOf(group) })),
    })),
  };
}

const numberOrNull = (hundredths: number | null) => (hundredths === null ? null : toNumber(hundredths));

const figuresOf = ({ points, maxApplicable }: Pick<RankedUnit, 'points' | 'maxApplicable'>) => ({
  points: numberOrNull(points),
  maxApplicable: toNumber(maxApplicable),
});

function linesOf(
  context: Context,
  { assessment, page, reason, asOf }: RankedLevel,
  isWithin: boolean,
): string[] {
  const { language } = context;
  const { from, to } = assessment.dataWindow;
  const count = formatNumber(page.totalCount, language);
  const head = text(
    `${titleOf(assessment, 'vi')}: ${count} đơn vị, số liệu ${formatDay(from)} - ${formatDay(to)}`,
    `${titleOf(assessment, 'en')}: ${count} units, data of ${formatDay(from)} to ${formatDay(to)}`,
  );
  const columns = text('Hạng|Mã|Đơn vị|Điểm|Tối đa|%', 'Rank|Code|Unit|Points|Maximum|%');
  const rows = page.items.map(({ node }) => [
    (isWithin ? node.rankWithin : node.rank) ?? '–',
    node.unit.code,
    node.unit.name,
    ...[node.points, node.maxApplicable, node.percent].map((figure) => decimal(figure, language)),
  ]);
  const rest = page.totalCount - page.items.length;
  const hint = page.items.length < MAX_PAGE_SIZE ? `--first ${MAX_PAGE_SIZE}` : '--within';
  const more = text(`… còn ${rest} đơn vị (${hint})`, `… ${rest} more units (${hint})`);
  return [
    say(context, head),
    ...(asOf ? [say(context, lookedBackTo(asOf))] : []),
    ...(reason ? [say(context, reason)] : []),
    ...table(say(context, columns).split('|'), rows).map((line) => `  ${line}`),
    ...(rest > 0 ? [`  ${say(context, more)}`] : []),
    '',
  ];
}
