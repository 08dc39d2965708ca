import { createHash } from 'node:crypto';
import { madeOnce } from '../../src/connector-kit/made-once.ts';
import {
  type RunningSimulator,
  type SimulatorAnswer,
  type SimulatorOptions,
  type SimulatorRequest,
  startSimulator,
} from '../../src/connector-kit/simulator-server.ts';
import {
  addDays,
  type Clock,
  isDay,
  isInside,
  MINUTE,
  monthOf,
  monthsOf,
  type Window,
} from '../../src/core/clock.ts';
import { PRACTICE_PASSWORD, PRACTICE_USER } from './config.ts';
import { type PracticeBulletin, practiceBulletins } from './practice-bulletins.ts';

const MAX_SIZE = 500;
const DUPLICATE_EVERY = 97;
const TOKEN_LIFE = 30 * MINUTE;
/** Airings follow a bulletin by days, so those of a window may belong to one made up to a month before. */
const LONGEST_DELAY = 31;

export function simulate(options: SimulatorOptions): Promise<RunningSimulator> {
  const tokens = tokenDesk(options);
  const bulletinsOf = madeOnce((month: string) => monthRows(options, month));
  return startSimulator(options.port, (request) => {
    if (request.method === 'POST' && request.path === '/token') return tokens.issue(request.body);
    if (request.path !== '/bantin') return { status: 404, body: { message: 'Không tìm thấy địa chỉ' } };
    if (!tokens.opens(request)) return { status: 401, body: { message: 'Token hết hạn' } };
    const window = windowOf(request.query);
    if (window === null) return { status: 400, body: { message: 'tuNgay, denNgay không hợp lệ' } };
    const now = options.clock.now();
    const bulletins = monthsOf({ from: addDays(window.from, -LONGEST_DELAY), to: window.to })
      .flatMap(({ from }) => bulletinsOf(monthOf(from)))
      .filter(({ madeAt, days }) => madeAt <= now && days.some((day) => isInside(day, window)));
    return pageOf(bulletins, request.query, now);
  });
}

/** Gives out tokens and knows until when each is good. */
function tokenDesk({ seed, clock }: { readonly seed: number; readonly clock: Clock }) {
  const ends = new Map<string, number>();
  return {
    issue(body: string): SimulatorAnswer {
      const { tenDangNhap, matKhau } = parsed(body);
      if (tenDangNhap !== PRACTICE_USER || matKhau !== PRACTICE_PASSWORD) {
        return { status: 401, body: { message: 'Sai tên đăng nhập hoặc mật khẩu' } };
      }
      const token = createHash('sha256').update(`${seed} ${ends.size}`).digest('hex');
      ends.set(token, clock.now().getTime() + TOKEN_LIFE);
      return { body: { token } };
    },
    opens: ({ headers }: SimulatorRequest): boolean => {
      const end = ends.get(headers.authorization?.replace(/^Bearer /, '') ?? '');
      return end !== undefined && clock.now().getTime() < end;
    },
  };
}

function parsed(body: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(body));
  } catch {
    return {};
  }
}

/** Bulletins of all units, newest first; some come twice, far from their first place. */
function monthRows(options: SimulatorOptions, month: string): readonly PracticeBulletin[] {
  const rows = options.units
    .flatMap((unit) => practiceBulletins(options, unit, month))
    .sort((a, b) => b.madeAt.getTime() - a.madeAt.getTime());
  return [...rows, ...rows.filter((_, index) => index % DUPLICATE_EVERY === 1)];
}

function windowOf(query: URLSearchParams): Window | null {
  const [from, to] = [query.get('tuNgay') ?? '', query.get('denNgay') ?? ''];
  return isDay(from) && isDay(to) && from <= to ? { from, to } : null;
}

function pageOf(bulletins: readonly PracticeBulletin[], query: URLSearchParams, now: Date): SimulatorAnswer {
  const [page, size] = [Number(query.get('page')), Number(query.get('size'))];
  if (!(Number.isInteger(page) && page >= 1 && Number.isInteger(size) && size >= 1 && size <= MAX_SIZE)) {
    return { status: 400, body: { message: 'page, size không hợp lệ' } };
  }
  const data = bulletins.slice((page - 1) * size, page * size).map((bulletin) => rowOf(bulletin, now));
  return { body: { data, total: bulletins.length } };
}

/** Airings to come are listed as planned. */
const rowOf = ({ fields, airings }: PracticeBulletin, now: Date): object => ({
  ...fields,
  lichSuPhat: airings.map((airing) =>
    new Date(airing.batDau) <= now ? airing : { ...airing, ketQua: 'CHO_PHAT' },
  ),
});
