import type { Config } from '../../config.ts';
import { text } from '../../core/text.ts';
import { allSourceViews } from '../all-source-views.ts';
import { databaseState } from '../database-state.ts';
import type { OpenHub } from '../open-hub.ts';
import { isInUse } from '../run-command.ts';
import { moment } from '../words.ts';
import { type Checked, failed, good, poor, type Title } from './check.ts';
import { isSetUp } from './machine.ts';

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
    return [good(DATABASE, found), ...(await checkSources(opened))];
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
  return views.map(({ id, name, health, lastSuccessAt, connector }) => {
    const title = { name: `source ${id}`, title: text(`Nguồn ${id} ${name}`, `Source ${id} ${name}`) };
    const last = moment(lastSuccessAt);
    if (health.state === 'OK' || health.state === 'DISABLED')
      return good(title, text(`lần lấy tốt cuối ${last}`, `last success ${last}`));
    return poor(title, health.message, text(`hub pull ${connector.id}`, `hub pull ${connector.id}`));
  });
}
