import type { PullRunView } from '../../app/views/pull-run.ts';
import type { SourceView } from '../../app/views/source.ts';
import type { Config } from '../../config.ts';
import { type Text, text } from '../../core/text.ts';
import { allSourceViews } from '../all-source-views.ts';
import { databaseState } from '../database-state.ts';
import type { OpenHub } from '../open-hub.ts';
import { isInUse } from '../run-command.ts';
import { isSetUp } from '../set-up.ts';
import { moment } from '../words.ts';
import { checkClock } from './clock.ts';
import { type Checked, failed, good, poor, type Title } from './check.ts';

const DATABASE: Title = { name: 'database', title: text('Cơ sở dữ liệu', 'Database') };
const START = text('npm start', 'npm start');

/** The database, and what it knows of the sources; DATABASE_IN_USE is thrown, the hub that uses it can tell. */
export async function checkDatabase(config: Config, open: () => Promise<OpenHub>): Promise<Checked[]> {
  if (!isSetUp(config)) return [poor(DATABASE, text('chưa có dữ liệu', 'no data yet'), START)];
  try {
    const opened = await open();
    const { version, migrations } = await databaseState(opened.deps.database);
    const kind = opened.deps.database.kind === 'embedded' ? 'PGlite' : 'PostgreSQL';
    const found = text(
      `${kind} ${version}, đã nâng cấp đủ ${migrations} bước`,
      `${kind} ${version}, all ${migrations} migrations applied`,
    );
    return [good(DATABASE, found), await checkClock(opened.clock), ...(await checkSources(opened))];
  } catch (error) {
    if (isInUse(error)) throw error;
    return [failed(DATABASE, error)];
  }
}

async function checkSources({ hub }: OpenHub): Promise<Checked[]> {
  const views = await allSourceViews(hub);
  if (views.length === 0) {
    const title = { name: 'sources', title: text('Nguồn', 'Sources') };
    return [poor(title, text('chưa có nguồn nào', 'no source yet'), START)];
  }
  const newest = await hub.runs(
    views.map(({ id }) => id),
    1,
  );
  return views.map(({ id, name, health, lastSuccessAt }, index) => {
    const title = { name: `source ${id}`, title: text(`Nguồn ${id} ${name}`, `Source ${id} ${name}`) };
    const last = moment(lastSuccessAt);
    if (health.state === 'OK' || health.state === 'DISABLED')
      return good(title, text(`lần lấy tốt cuối ${last}`, `last success ${last}`));
    return poor(title, health.message, nextStep(id, newest[index]?.[0]));
  });
}

/** Another pull of days that wait for a person would be held as well. */
function nextStep(source: SourceView['id'], newest: PullRunView | undefined): Text {
  const waits = newest?.state === 'NEEDS_REVIEW' && newest.decision === null;
  const command = waits ? `hub review ${newest.id}` : `hub pull ${source}`;
  return text(command, command);
}
