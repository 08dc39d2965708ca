import { Cron } from 'croner';
import { type Connector, configured, measuresOf } from '../connector-kit/connector.ts';
import { HUB_ZONE } from '../core/clock.ts';
import { type Text, text } from '../core/text.ts';
import { lockFacts } from '../store/publish.ts';
import { allSources, insertSource, retirePractice } from '../store/sources.ts';
import { record } from './audit/record.ts';
import { sourceDocument } from './audit/source-document.ts';
import { badField } from './bad-field.ts';
import { checkDeclared, learnMeasures } from './declared-measures.ts';
import type { HubDeps } from './deps.ts';
import { scoreAll } from './nightly.ts';
import { boundTo, checkConfig, connectorById, sealConfig } from './pull/source-config.ts';
import { refusePlainHttp } from './secrets/plain-http.ts';
import { sourceView } from './sources.ts';
import type { CreateSource, SourceView } from './views/source.ts';

/** Refuses a bad name, schedule or configuration with every reason and stores nothing then. */
export async function createSource(deps: HubDeps, input: CreateSource): Promise<SourceView> {
  const connector = connectorById(deps.connectors, input.connector);
  const name = input.name.trim();
  checkName(name);
  if (input.schedule !== null) checkSchedule(input.schedule);
  const { config } = checkConfig(connector, input.config);
  refusePlainHttp(deps.outbound, connector, input.config);
  const own = configured(connector, config, deps.measures.release);
  checkDeclared(deps, own, await allSources(deps.database));
  const sealed = sealConfig(connector, input.config, deps.keys, boundTo(name));
  const source = { name, connector: connector.id, ...sealed, schedule: input.schedule, practice: false };
  let retiredFacts = 0;
  const stored = await deps.database.transaction(async (queries) => {
    await lockFacts(queries);
    const inserted = await insertSource(queries, source);
    if (!inserted) return null;
    retiredFacts = await retirePractice(queries, replacedBy(deps, own));
    await record(deps, queries, {
      action: 'SOURCE_CREATED',
      subject: 'Source',
      subjectKey: String(inserted.id),
      after: { ...sourceDocument(inserted), practiceFactsClosed: retiredFacts },
    });
    return inserted;
  });
  if (stored === null) {
    throw nameTaken(name);
  }
  await learnMeasures(deps, own);
  if (retiredFacts > 0) await scoreAll(deps);
  return sourceView(deps, String(stored.id));
}

/** Connectors whose practice sources a real source of `connector` replaces: its own, and any that feed its measures. */
export function replacedBy({ connectors }: HubDeps, connector: Connector): readonly string[] {
  const codes = new Set(measuresOf(connector).map(({ code }) => code));
  const isFed = (other: Connector) => measuresOf(other).some(({ code }) => codes.has(code));
  return connectors.filter((other) => other.id === connector.id || isFed(other)).map(({ id }) => id);
}

export function checkName(name: string): void {
  if (name.length === 0 || name.length > 200) throw badField('name', nameExpected(name.length));
}

export const nameTaken = (name: string) =>
  badField(
    'name',
    text(
      `Đã có nguồn tên "${name}". Hãy đặt tên khác.`,
      `There is a source "${name}" already. Choose another name.`,
    ),
  );

const nameExpected = (length: number): Text =>
  text(
    `Tên nguồn dài ${length} ký tự; cần từ 1 đến 200.`,
    `The source's name has ${length} characters; expected 1 to 200.`,
  );

export function checkSchedule(schedule: string): void {
  if (!isCron(schedule)) {
    throw badField(
      'schedule',
      text(
        `Lịch "${schedule}" không hợp lệ. Cần dạng cron năm trường, ví dụ "0 2 * * *" là 02:00 hằng ngày.`,
        `The schedule "${schedule}" is not valid. Expected five cron fields, such as "0 2 * * *" for 02:00 each day.`,
      ),
    );
  }
}

/** croner takes seconds, too; the hub looks once a minute. */
function isCron(schedule: string): boolean {
  try {
    return (
      schedule.trim().split(/\s+/).length === 5 &&
      new Cron(schedule, { timezone: HUB_ZONE, paused: true }) !== null
    );
  } catch {
    return false;
  }
}
