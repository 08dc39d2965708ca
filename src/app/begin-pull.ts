import { dayOf, isDay, type Window } from '../core/clock.ts';
import { configError } from '../core/errors.ts';
import { formatDay, type Text, text } from '../core/text.ts';
import { type StoredSource } from '../store/sources.ts';
import { unitMatches } from '../store/unit-matches.ts';
import { badField } from './bad-field.ts';
import type { HubDeps } from './deps.ts';
import { collectedYears, pulledAssessments } from './pull/due.ts';
import type { PullOptions } from './pull/pull.ts';
import { type StartedPull, startPull } from './pull/pull-source.ts';
import { connectorById, openConfig } from './pull/source-config.ts';
import { unitsOfSource } from './pull/units-of-source.ts';
import { storedSource } from './sources.ts';
import type { StartPull } from './views/source.ts';

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
