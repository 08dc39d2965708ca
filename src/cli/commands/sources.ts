import type { Command } from 'commander';
import type { SourceView } from '../../app/views/source.ts';
import { type Text, text } from '../../core/text.ts';
import { allSourceViews } from '../all-source-views.ts';
import { answer, type Context, say } from '../context.ts';
import { EXIT, table } from '../terminal.ts';
import { moment } from '../words.ts';
import { addSourceExport } from './source-export.ts';

const STATES: Record<SourceView['health']['state'], Text> = {
  OK: text('tốt', 'good'),
  WARNING: text('CẦN XEM', 'LOOK'),
  FAILING: text('LỖI', 'FAILING'),
  NEVER_RUN: text('chưa lấy', 'never pulled'),
  DISABLED: text('tắt', 'off'),
};

const NONE = text(
  'Chưa có nguồn nào. Chạy "npm start" để lập các nguồn thực hành.',
  'No source yet. Run "npm start": it sets up practice sources.',
);

export function addSources(program: Command, context: Context): void {
  const commands = program
    .command('sources')
    .description(
      say(context, text('các nguồn, tình trạng và lần lấy tới', 'sources, their state and next run')),
    )
    .action(context.action(() => sources(context)));
  addSourceExport(commands, context);
}

async function sources(context: Context): Promise<number> {
  const { hub } = await context.open();
  const views = await allSourceViews(hub);
  answer(
    context,
    { sources: views.map((view) => documentOf(context, view)) },
    views.length === 0 ? [say(context, NONE)] : linesOf(context, views),
  );
  return EXIT.OK;
}

const documentOf = (context: Context, view: SourceView): object => ({
  id: view.id,
  name: view.name,
  connector: view.connector.id,
  enabled: view.enabled,
  practice: view.practice,
  schedule: view.schedule,
  lastSuccessAt: view.lastSuccessAt,
  nextRunAt: view.nextRunAt,
  health: { state: view.health.state, message: say(context, view.health.message) },
});

function linesOf(context: Context, views: readonly SourceView[]): string[] {
  const head = say(
    context,
    text(
      'Số|Kết nối|Nguồn|Tình trạng|Lần lấy tốt cuối|Lần tới',
      'Id|Connector|Source|State|Last success|Next run',
    ),
  );
  const rows = views.map((view) => [
    view.id,
    view.connector.id,
    view.name,
    say(context, STATES[view.health.state]),
    moment(view.lastSuccessAt),
    moment(view.nextRunAt),
  ]);
  const troubles = views.filter(({ health }) => health.state === 'WARNING' || health.state === 'FAILING');
  return [
    ...table(head.split('|'), rows),
    ...troubles.map((view) => `! ${view.name}: ${say(context, view.health.message)}`),
  ];
}
