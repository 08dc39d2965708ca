import { Cron } from 'croner';
import {
  type CheckResult,
  type Connector,
  configured,
  type Json,
  measuresOf,
} from '../connector-kit/connector.ts';
import { dropFolder } from '../connector-kit/drop-folder.ts';
import { withLoopback } from '../connector-kit/outbound-rules.ts';
import { dayOf, HUB_ZONE, isDay, MINUTE, type Window } from '../core/clock.ts';
import { asHubError, configError, HubError } from '../core/errors.ts';
import { formatDay, type Text, text } from '../core/text.ts';
import { lockFacts } from '../store/publish.ts';
import type { PullRun } from '../store/pull-run.ts';
import { lastSuccesses, latestRuns } from '../store/run-history.ts';
import { allSources, insertSource, retirePractice, type StoredSource, sourceById } from '../store/sources.ts';
import { unitMatches } from '../store/unit-matches.ts';
import { record, recordAlone } from './audit/record.ts';
import { sourceDocument } from './audit/source-document.ts';
import { checkDeclared, knowMeasures, learnMeasures } from './declared-measures.ts';
import type { HubDeps } from './deps.ts';
import { scoreAll } from './nightly.ts';
import type { Page, PageRequest } from './page.ts';
import { pageOf } from './paging.ts';
import { shownConnector } from './pull/connector-of-source.ts';
import { collectedYears, nextRun, pulledAssessments } from './pull/due.ts';
import { type PullOptions, type StartedPull, startPull } from './pull/pull-source.ts';
import { boundTo, checkConfig, connectorById, openConfig, sealConfig } from './pull/source-config.ts';
import { unitsOfSource } from './pull/units-of-source.ts';
import { measuresHeld, toRunView } from './pull-run-view.ts';
import { hostsIn } from './secrets/hosts-in.ts';
import { refusePlainHttp } from './secrets/plain-http.ts';
import { healthState } from './source-health.ts';
import { settingsOf } from './source-settings.ts';
import type { PullRunView } from './views/pull-run.ts';
import type { CreateSource, SourceView, StartPull, TestSource } from './views/source.ts';

/** A check must answer while a person waits. */
const CHECK_DEADLINE = 1 * MINUTE;

export async function sourcesPage(deps: HubDeps, page: PageRequest): Promise<Page<SourceView>> {
  const sources = await allSources(deps.database);
  const { items, ...rest } = pageOf(sources, (source) => `source:${source.id}`, page);
  const views = await sourceViews(
    deps,
    items.map(({ node }) => node),
  );
  return { ...rest, items: items.map(({ cursor }, index) => ({ cursor, node: views[index] as SourceView })) };
}

export async function sourceView(deps: HubDeps, id: string): Promise<SourceView> {
  const [view] = await sourceViews(deps, [await storedSource(deps, id)]);
  return view as SourceView;
}

/** Several at once, in as many statements as one; an error in the place of one that is not there. */
export async function sourcesByIds(
  deps: HubDeps,
  ids: readonly string[],
): Promise<readonly (SourceView | Error)[]> {
  if (ids.length === 1) return [await sourceView(deps, ids[0] as string).catch((error: Error) => error)];
  const stored = (await allSources(deps.database)).filter(({ id }) => ids.includes(String(id)));
  const views = new Map((await sourceViews(deps, stored)).map((view) => [view.id, view]));
  return ids.map((id) => views.get(id) ?? unknownSource(id));
}

/** By id or by name. */
export async function storedSource(deps: HubDeps, idOrName: string): Promise<StoredSource> {
  const byId = /^\d{1,9}$/.test(idOrName) ? await sourceById(deps.database, Number(idOrName)) : null;
  const source =
    byId ??
    (await allSources(deps.database)).find((one) => one.name === idOrName || one.connector === idOrName) ??
    null;
  if (source) return source;
  throw unknownSource(idOrName);
}

const unknownSource = (idOrName: string) =>
  configError(
    'UNKNOWN_SOURCE',
    text(
      `Không có nguồn "${idOrName}". Hãy xem danh sách nguồn bằng lệnh "hub sources".`,
      `There is no source "${idOrName}". List the sources with "hub sources".`,
    ),
  );

async function sourceViews(deps: HubDeps, sources: readonly StoredSource[]): Promise<SourceView[]> {
  const ids = sources.map((source) => source.id);
  const [runs, delivered] = await Promise.all([
    latestRuns(deps.database, ids, 1),
    lastSuccesses(deps.database),
  ]);
  const lastSuccess = (id: number) =>
    [...delivered].reduce<Date | null>(
      (latest, [key, at]) => (key.startsWith(`${id}:`) && (latest === null || at > latest) ? at : latest),
      null,
    );
  return sources.map((source) => ({
    id: String(source.id),
    name: source.name,
    enabled: source.enabled,
    connector: connectorById(deps.connectors, source.connector),
    measures: measuresOf(shownConnector(deps, source)),
    schedule: source.schedule,
    nextRunAt: source.enabled && source.schedule ? nextRun(source.schedule, deps.clock.now()) : null,
    lastSuccessAt: lastSuccess(source.id),
    practice: source.practice,
    settings: settingsOf(source),
    version: source.version,
    health: healthOf(
      source,
      runs.find((run) => run.sourceId === source.id),
    ),
  }));
}

function healthOf(source: StoredSource, last: PullRun | undefined): SourceView['health'] {
  const state = healthState(source.enabled, last?.state ?? null);
  if (state === 'DISABLED') return { state, message: text('Nguồn đang tắt.', 'The source is switched off.') };
  if (!last) return { state, message: text('Chưa lấy dữ liệu lần nào.', 'Never pulled yet.') };
  return { state, message: last.message };
}

export async function runsOf(
  deps: HubDeps,
  sourceIds: readonly string[],
  first: number,
): Promise<readonly (readonly PullRunView[])[]> {
  const runs = await latestRuns(deps.database, sourceIds.map(Number), first);
  await knowMeasures(deps, runs.flatMap(measuresHeld));
  return sourceIds.map((id) =>
    runs.filter((run) => run.sourceId === Number(id)).map((run) => toRunView(deps, run)),
  );
}

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

const badField = (field: string, message: Text) =>
  new HubError('config', 'BAD_INPUT', message, { details: { field } });

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

/** As `testSource`; that somebody saw a record of a source is kept, not what it was (S41). */
export async function testedSource(deps: HubDeps, input: TestSource): Promise<CheckResult> {
  const result = await testSource(deps, input);
  await recordAlone(deps, {
    action: 'SOURCE_TESTED',
    subject: 'Source',
    subjectKey: input.source ?? '',
    after: { connector: input.connector, hosts: hostsIn(input.config), ok: result.ok },
  });
  return result;
}

/** Really reads one record; a failure is an answer with its sentence, not an exception. */
export async function testSource(deps: HubDeps, input: TestSource): Promise<CheckResult> {
  if ((input.source === null) === (input.connector === null)) throw badField('source', oneOfTwo);
  const stored = input.source === null ? null : await storedSource(deps, input.source);
  const connector = connectorById(deps.connectors, stored?.connector ?? input.connector ?? '');
  const { config } = stored
    ? openConfig(connector, stored, deps.keys)
    : checkConfig(connector, input.config as Json);
  checkDeclared(deps, configured(connector, config, deps.measures.release));
  if (!stored) refusePlainHttp(deps.outbound, connector, input.config);
  const signal = AbortSignal.timeout(CHECK_DEADLINE);
  try {
    const rules = stored?.practice ? withLoopback(deps.outbound) : deps.outbound;
    const { createHttp } = await import('../connector-kit/http.ts');
    const http = createHttp({ clock: deps.clock, log: deps.log, signal, rules, attempts: 1 });
    const files = dropFolder(deps.dropDir, deps.clock);
    return await connector.check({ config, http, files, clock: deps.clock, log: deps.log, signal });
  } catch (thrown) {
    const error = asHubError(thrown);
    if (error.family === 'stop') throw error;
    return { ok: false, message: error.text, sample: null };
  }
}

/** Pulls by hand: the given days, or what the newest assessment collects. */
export async function beginPull(
  deps: HubDeps,
  input: StartPull,
  options: PullOptions = {},
): Promise<StartedPull> {
  const source = await storedSource(deps, input.source);
  if (!source.enabled) throw switchedOff(source);
  const window = await windowOf(deps, input);
  const onlyUnits = input.unit == null ? null : await sourceCodesOf(deps, source, window, input.unit);
  const more = onlyUnits === null ? options : { ...options, onlyUnits };
  const started = await startPull(deps, source, window, more);
  const { run } = started;
  const isSame = run.window.from === window.from && run.window.to === window.to;
  if (isSame && JSON.stringify(run.onlyUnits) === JSON.stringify(onlyUnits)) return started;
  throw busy(source, run.window);
}

/** The codes under which a source knows a unit of the window. */
async function sourceCodesOf(
  deps: HubDeps,
  source: StoredSource,
  window: Window,
  unit: string,
): Promise<readonly string[]> {
  const { unitMap } = openConfig(connectorById(deps.connectors, source.connector), source, deps.keys);
  const codes = unitsOfSource(deps, window, unitMap, await unitMatches(deps.database, source.id))
    .filter((one) => one.unit.code === unit)
    .map(({ code }) => code);
  if (codes.length > 0) return [...new Set(codes)];
  throw badField(
    'unit',
    text(
      `Không có đơn vị "${unit}" trong kỳ ${formatDay(window.from)} - ${formatDay(window.to)}. Hãy dùng mã đơn vị như ở lệnh "hub ranking".`,
      `There is no unit "${unit}" in ${window.from} to ${window.to}. Use a unit code as "hub ranking" shows it.`,
    ),
  );
}

async function windowOf(deps: HubDeps, { from, to }: Pick<StartPull, 'from' | 'to'>): Promise<Window> {
  const today = dayOf(deps.clock.now());
  if (from === null && to === null) {
    const years = collectedYears(await pulledAssessments(deps), today);
    const newest = years.sort((a, b) => b.year - a.year)[0];
    if (newest) return newest.window;
    throw noOpenYear();
  }
  const window = { from: from ?? `${(to as string).slice(0, 4)}-01-01`, to: to ?? today };
  for (const [field, day] of Object.entries(window)) if (!isDay(day)) throw badField(field, dayExpected(day));
  if (window.from > window.to || window.to > today) throw badField('to', orderExpected(window, today));
  if (window.from.slice(0, 4) !== window.to.slice(0, 4)) throw badField('to', sameYearExpected(window));
  return window;
}

const switchedOff = (source: StoredSource) =>
  configError(
    'SOURCE_SWITCHED_OFF',
    text(
      `Nguồn "${source.name}" đang tắt, vì nguồn thật đã thay nó. Hãy lấy dữ liệu từ nguồn thật.`,
      `Source "${source.name}" is switched off, because a real one took its place. Pull the real one.`,
    ),
  );

const busy = (source: StoredSource, { from, to }: Window) =>
  configError(
    'SOURCE_BUSY',
    text(
      `Nguồn "${source.name}" đang lấy dữ liệu kỳ ${formatDay(from)} - ${formatDay(to)}. Hãy đợi xong rồi lấy kỳ khác.`,
      `Source "${source.name}" is being pulled for ${formatDay(from)} to ${formatDay(to)}. Wait for its end, then pull other days.`,
    ),
  );

const oneOfTwo = text(
  'Cần đúng một trong hai: nguồn đã lưu ("source"), hoặc kết nối ("connector") kèm cấu hình.',
  'Exactly one is needed: a stored "source", or a "connector" with its configuration.',
);

const noOpenYear = () =>
  configError(
    'NO_OPEN_YEAR',
    text(
      'Chưa có kỳ đánh giá nào; hãy nêu rõ ngày bắt đầu và ngày kết thúc.',
      'No assessment yet; name the days from and to.',
    ),
  );

const dayExpected = (day: string): Text =>
  text(
    `"${day}" không phải là ngày; cần dạng 2024-11-15.`,
    `"${day}" is no day; expected the form 2024-11-15.`,
  );

const orderExpected = ({ from, to }: Window, today: string): Text =>
  text(
    `Kỳ ${formatDay(from)} - ${formatDay(to)} không hợp lệ: ngày đầu phải trước ngày cuối và không sau hôm nay (${formatDay(today)}).`,
    `The window ${from} to ${to} is not valid: it must begin before it ends and not end after today (${today}).`,
  );

const sameYearExpected = ({ from, to }: Window): Text =>
  text(
    `Kỳ ${formatDay(from)} - ${formatDay(to)} kéo dài qua hai năm; hãy lấy riêng từng năm.`,
    `The window ${from} to ${to} spans two years; pull each year by itself.`,
  );
