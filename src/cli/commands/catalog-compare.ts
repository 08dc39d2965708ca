import type { Command } from 'commander';
import type { EditionComparison } from '../../app/views/assessment.ts';
import { type Text, text } from '../../core/text.ts';
import { answer, type Context, say } from '../context.ts';
import { EXIT } from '../terminal.ts';

type IndicatorChange = EditionComparison['changes'][number];
type ChangeKind = IndicatorChange['changes'][number]['kind'];

export function addCatalogCompare(catalog: Command, context: Context): void {
  const describe = (vi: string, en: string) => say(context, text(vi, en));
  catalog
    .command('compare')
    .description(describe('hai lần ban hành khác nhau thế nào', 'what changed between two editions'))
    .argument('<from>', describe('mã bộ chỉ số trước', 'code of the older set'))
    .argument('<to>', describe('mã bộ chỉ số sau', 'code of the newer set'))
    .action(context.action((from: string, to: string) => compare(context, from, to)));
}

async function compare(context: Context, from: string, to: string): Promise<number> {
  const { hub } = await context.open();
  const comparison = hub.compareEditions(from, to);
  answer(context, documentOf(comparison), linesOf(context, comparison));
  return EXIT.OK;
}

const editionOf = ({ code, version }: EditionComparison['from']) => ({ code, version });
const rowOf = (row: IndicatorChange['older']) => row && { code: row.code, title: row.title };

const documentOf = ({ from, to, changes }: EditionComparison): object => ({
  from: editionOf(from),
  to: editionOf(to),
  changes: changes.map(({ id, older, newer, changes }) => ({
    key: id,
    older: rowOf(older),
    newer: rowOf(newer),
    changes,
  })),
});

const KINDS: Record<Exclude<ChangeKind, 'ADDED' | 'DROPPED'>, Text> = {
  MOVED: text('đổi mã', 'moved'),
  RETITLED: text('đổi tên', 'retitled'),
  TARGET_RAISED: text('nâng chỉ tiêu', 'target raised'),
  TARGET_LOWERED: text('hạ chỉ tiêu', 'target lowered'),
  TARGET_CHANGED: text('đổi chỉ tiêu', 'target changed'),
  POINTS_CHANGED: text('đổi điểm tối đa', 'maximum changed'),
};

function linesOf(context: Context, { from, to, changes }: EditionComparison): string[] {
  const total = text(
    `${from.code} → ${to.code}: ${changes.length} tiêu chí có thay đổi.`,
    `${from.code} → ${to.code}: ${changes.length} rows changed.`,
  );
  return [say(context, total), ...changes.flatMap((change) => changeLines(context, change))];
}

function changeLines(context: Context, { older, newer, changes }: IndicatorChange): string[] {
  const row = newer ?? older;
  const mark = older === null ? '+' : newer === null ? '-' : ' ';
  return [
    `${mark} ${row?.code} ${row?.title}`,
    ...changes.flatMap(({ kind, from, to }) =>
      kind === 'ADDED' || kind === 'DROPPED'
        ? []
        : [`      ${say(context, KINDS[kind])}: ${from ?? '–'} → ${to ?? '–'}`],
    ),
  ];
}
