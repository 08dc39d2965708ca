import { madeOnce } from '../../src/connector-kit/made-once.ts';
import {
  type RunningSimulator,
  type SimulatorAnswer,
  type SimulatorOptions,
  startSimulator,
} from '../../src/connector-kit/simulator-server.ts';
import { parseSourceTime } from '../../src/connector-kit/source-time.ts';
import { type Day, dayOf, isInside, monthOf, monthsOf, type Window } from '../../src/core/clock.ts';
import { isValidOn, type Unit } from '../../src/core/unit.ts';
import { BULLETINS, CLOSINGS, INTERACTIONS } from './answers.ts';
import { PRACTICE_TOKEN } from './config.ts';
import type { Practice, PracticeRow } from './practice.ts';
import { practiceBulletins } from './practice-bulletins.ts';
import { practiceClosing } from './practice-figures.ts';
import { practiceInteractions } from './practice-interactions.ts';

const MAX_SIZE = 500;
const DUPLICATE_EVERY = 97;

type MonthOf = (practice: Practice, unit: Unit, month: string) => PracticeRow[];

const LISTS: Readonly<Record<string, MonthOf>> = {
  [INTERACTIONS.path]: practiceInteractions,
  [BULLETINS.path]: practiceBulletins,
  [CLOSINGS.path]: practiceClosing,
};

export function simulate(options: SimulatorOptions): Promise<RunningSimulator> {
  const rowsOf = madeOnce((path: string, month: string) => monthRows(LISTS[path] as MonthOf, options, month));
  return startSimulator(options.port, ({ path, query, headers }) => {
    if (!(path in LISTS)) return { status: 404, body: { message: 'Không tìm thấy địa chỉ' } };
    if (headers['token'] !== PRACTICE_TOKEN) return { status: 401, body: { message: 'Token không hợp lệ' } };
    const window = windowOf(query);
    if (window === null) return { status: 400, body: { message: 'tuNgay, denNgay không hợp lệ' } };
    const now = options.clock.now();
    const rows = monthsOf(window)
      .flatMap(({ from }) => rowsOf(path, monthOf(from)))
      .filter(({ day, bornAt }) => isInside(day, window) && bornAt <= now);
    return pageOf(rows, query, dayOf(now));
  });
}

/** Rows of all units, newest first, as the real list; some rows come twice, far from their first place. */
function monthRows(monthOfUnit: MonthOf, options: SimulatorOptions, month: string): readonly PracticeRow[] {
  const lists = options.units.map((unit) =>
    monthOfUnit(options, unit, month).filter(({ day }) => isValidOn(unit, day)),
  );
  const rows = lists.flat().sort((a, b) => b.bornAt.getTime() - a.bornAt.getTime());
  return [...rows, ...rows.filter((_, index) => index % DUPLICATE_EVERY === 1)];
}

function windowOf(query: URLSearchParams): Window | null {
  const from = parseSourceTime(query.get('tuNgay'))?.slice(0, 10);
  const to = parseSourceTime(query.get('denNgay'))?.slice(0, 10);
  return from && to && from <= to ? { from, to } : null;
}

function pageOf(rows: readonly PracticeRow[], query: URLSearchParams, today: Day): SimulatorAnswer {
  const [page, size] = [Number(query.get('page')), Number(query.get('perpage'))];
  if (!(Number.isInteger(page) && page >= 1 && Number.isInteger(size) && size >= 1 && size <= MAX_SIZE)) {
    return { status: 400, body: { message: 'page, perpage không hợp lệ' } };
  }
  const data = rows.slice((page - 1) * size, page * size).map((row) => row.asOf(today));
  return { body: { data, page, perpage: size, totalrow: rows.length } };
}
