import type { Command } from 'commander';
import type { Page, PageRequest } from '../../app/page.ts';
import type { SourceView } from '../../app/views/source.ts';
import type { UnitDecision, UnitMatchView, UnmatchedUnitView } from '../../app/views/unit-match.ts';
import { formatDay, text } from '../../core/text.ts';
import { allSourceViews } from '../all-source-views.ts';
import { answer, type Context, say } from '../context.ts';
import { EXIT, table } from '../terminal.ts';
import { moment } from '../words.ts';

interface Reason {
  readonly reason: string;
}

interface Days extends Reason {
  readonly from?: string;
  readonly to?: string;
}

export function addUnits(program: Command, context: Context): void {
  const describe = (vi: string, en: string) => say(context, text(vi, en));
  const units = program
    .command('units')
    .description(describe('ghép mã đơn vị của nguồn', "match a source's unit codes"));
  const source = describe('số, tên hoặc kết nối của nguồn', 'id, name or connector of the source');
  const code = describe('mã đúng như nguồn ghi', 'exactly as the source writes it');
  const reason = describe('lý do, ít nhất 10 ký tự', 'reason, at least 10 characters');

  units
    .command('unmatched')
    .description(describe('các mã chờ ghép, kèm đề xuất', 'codes that wait for a match, with proposals'))
    .argument('[source]', source)
    .action(context.action((name?: string) => unmatched(context, name)));
  units
    .command('matches')
    .description(describe('các mã đã ghép', 'codes that are matched'))
    .argument('[source]', source)
    .action(context.action((name?: string) => matches(context, name)));
  units
    .command('confirm')
    .description(describe('xác nhận mã của nguồn chỉ đơn vị nào', 'which unit a code of a source stands for'))
    .argument('<source>', source)
    .argument('<code>', code)
    .argument('<unit>', describe('mã đơn vị', 'code of the unit'))
    .option('--from <day>', describe('ngày đầu, ví dụ 2025-07-01', 'first day, such as 2025-07-01'))
    .option('--to <day>', describe('ngày cuối', 'last day'))
    .requiredOption('--reason <text>', reason)
    .action(
      context.action((name: string, sourceCode: string, unit: string, options: Days) =>
        confirm(context, name, sourceCode, unit, options),
      ),
    );
  units
    .command('ignore')
    .description(describe('mã không thuộc đơn vị nào', 'a code that is none of ours'))
    .argument('<source>', source)
    .argument('<code>', code)
    .requiredOption('--reason <text>', reason)
    .action(
      context.action((name: string, sourceCode: string, options: Reason) =>
        ignore(context, name, sourceCode, options),
      ),
    );
  units
    .command('withdraw')
    .description(describe('rút lại một quyết định về mã', 'withdraw a decision on a code'))
    .argument('<match>', describe('số của quyết định', 'number of the decision'))
    .requiredOption('--reason <text>', reason)
    .action(context.action((match: string, options: Reason) => withdraw(context, match, options)));
}

/** A source and all entries of one of its lists. */
interface Listed<T> {
  readonly source: SourceView;
  readonly nodes: readonly T[];
}

async function listed<T>(
  context: Context,
  name: string | undefined,
  list: (source: string, page: PageRequest) => Promise<Page<T>>,
): Promise<Listed<T>[]> {
  const { hub } = await context.open();
  const sources = name === undefined ? await allSourceViews(hub) : [await hub.source(name)];
  const all: Listed<T>[] = [];
  for (const source of sources) {
    const nodes: T[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const page: Page<T> = await list(source.id, { first: 100, after });
      nodes.push(...page.items.map(({ node }) => node));
      after = page.items.at(-1)?.cursor ?? null;
      more = page.hasNextPage;
    }
    if (nodes.length > 0 || name !== undefined) all.push({ source, nodes });
  }
  return all;
}

async function unmatched(context: Context, name: string | undefined): Promise<number> {
  const { hub } = await context.open();
  const lists = await listed(context, name, (source, page) => hub.unmatchedUnits(source, page));
  const document = lists.map(({ source: { id, name: title }, nodes }) => ({
    source: { id, name: title },
    unmatched: nodes.map((one) => unmatchedDocument(context, one)),
  }));
  const found = lists.filter(({ nodes }) => nodes.length > 0);
  const lines = found.flatMap(({ source, nodes }) => [
    `${source.id} ${source.name}`,
    ...nodes.flatMap((one) => unmatchedLines(context, one)),
  ]);
  const next = text(
    'Xác nhận: hub units confirm <nguồn> <mã> <đơn vị> --reason "…"; không thuộc đơn vị nào: hub units ignore <nguồn> <mã> --reason "…"',
    'Confirm: hub units confirm <source> <code> <unit> --reason "…"; none of ours: hub units ignore <source> <code> --reason "…"',
  );
  const none = text('Không có mã nào chờ ghép.', 'No code waits for a match.');
  answer(
    context,
    { sources: document },
    found.length === 0 ? [say(context, none)] : [...lines, say(context, next)],
  );
  return EXIT.OK;
}

const unmatchedDocument = (context: Context, one: UnmatchedUnitView): object => ({
  code: one.sourceCode,
  reason: one.reason,
  why: say(context, one.why),
  records: one.records,
  values: one.values,
  firstDay: one.firstDay,
  lastDay: one.lastDay,
  proposals: one.proposals.map(({ unit, kind, why }) => ({
    unit: { code: unit.code, name: unit.name },
    kind,
    why: say(context, why),
  })),
});

function unmatchedLines(context: Context, one: UnmatchedUnitView): string[] {
  const rows = text(
    `${one.records + one.values} dòng, ${formatDay(one.firstDay)} - ${formatDay(one.lastDay)}`,
    `${one.records + one.values} rows, ${formatDay(one.firstDay)} - ${formatDay(one.lastDay)}`,
  );
  return [
    `  "${one.sourceCode}": ${say(context, rows)}. ${say(context, one.why)}`,
    ...one.proposals.map(({ unit, why }) => `    ? ${unit.code} ${unit.name}: ${say(context, why)}`),
  ];
}

async function matches(context: Context, name: string | undefined): Promise<number> {
  const { hub } = await context.open();
  const lists = await listed(context, name, (source, page) => hub.unitMatches(source, page));
  const document = lists.map(({ source: { id, name: title }, nodes }) => ({
    source: { id, name: title },
    matches: nodes.map(matchDocument),
  }));
  const head = say(
    context,
    text(
      'Nguồn|Số|Mã của nguồn|Đơn vị|Từ ngày|Đến ngày|Lúc|Lý do',
      'Source|Id|Code|Unit|From|To|When|Reason',
    ),
  );
  const rows = lists.flatMap(({ source, nodes }) =>
    nodes.map((one) => [
      source.id,
      one.id ?? '–',
      one.sourceCode,
      unitWords(context, one),
      day(one.validFrom),
      day(one.validTo),
      moment(one.decidedAt),
      one.reason ?? say(context, text('cấu hình của nguồn', 'configuration of the source')),
    ]),
  );
  const none = text('Chưa ghép mã nào.', 'No code is matched.');
  answer(
    context,
    { sources: document },
    rows.length === 0 ? [say(context, none)] : table(head.split('|'), rows),
  );
  return EXIT.OK;
}

const day = (value: string | null): string => (value === null ? '–' : formatDay(value));

const matchDocument = (match: UnitMatchView): object => ({
  id: match.id,
  code: match.sourceCode,
  unit: match.unitCode,
  units: match.units.map(({ code, name, validFrom, validTo }) => ({ code, name, validFrom, validTo })),
  validFrom: match.validFrom,
  validTo: match.validTo,
  reason: match.reason,
  decidedAt: match.decidedAt,
});

const unitWords = (context: Context, { unitCode, units }: UnitMatchView): string =>
  unitCode === null
    ? say(context, text('không thuộc đơn vị nào', 'none of ours'))
    : `${unitCode} ${units.map(({ name }) => name).join(' / ')}`.trimEnd();

async function confirm(
  context: Context,
  source: string,
  sourceCode: string,
  unit: string,
  { from, to, reason }: Days,
): Promise<number> {
  const { hub } = await context.open();
  const days = { validFrom: from ?? null, validTo: to ?? null };
  return decided(context, await hub.confirmUnitMatch({ source, sourceCode, unit, ...days, reason }));
}

async function ignore(
  context: Context,
  source: string,
  sourceCode: string,
  { reason }: Reason,
): Promise<number> {
  const { hub } = await context.open();
  return decided(context, await hub.ignoreUnitCode({ source, sourceCode, reason }));
}

function decided(context: Context, { match, waitingRows }: UnitDecision): number {
  const next = text(
    `${waitingRows} dòng đã đọc sẽ theo quyết định này ở lần lấy tới; để lấy ngay: hub pull ${match.sourceId}`,
    `${waitingRows} rows already read follow this at the next pull; to pull now: hub pull ${match.sourceId}`,
  );
  answer(context, { match: matchDocument(match), waitingRows }, [
    `"${match.sourceCode}" = ${unitWords(context, match)}`,
    say(context, next),
  ]);
  return EXIT.OK;
}

async function withdraw(context: Context, match: string, { reason }: Reason): Promise<number> {
  const { hub } = await context.open();
  const view = await hub.withdrawUnitMatch({ match, reason });
  const done = text(
    `Đã rút lại: "${view.sourceCode}" chờ ghép lại từ lần lấy tới.`,
    `Withdrawn: "${view.sourceCode}" waits for a match again from the next pull on.`,
  );
  answer(context, { match: matchDocument(view) }, [say(context, done)]);
  return EXIT.OK;
}
