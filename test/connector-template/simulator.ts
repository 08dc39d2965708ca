import { practiceDay } from '../../src/connector-kit/practice-day.ts';
import { practicePerson } from '../../src/connector-kit/practice-people.ts';
import { seeded } from '../../src/connector-kit/seeded.ts';
import {
  type RunningSimulator,
  type SimulatorAnswer,
  type SimulatorOptions,
  type SimulatorRequest,
  startSimulator,
} from '../../src/connector-kit/simulator-server.ts';
import { dayOf, isDay, isInside, monthOf, monthsOf, type Window } from '../../src/core/clock.ts';
import { isValidOn, type Unit } from '../../src/core/unit.ts';
import { PRACTICE_KEY } from './config.ts';

export const simulate = (options: SimulatorOptions): Promise<RunningSimulator> =>
  startSimulator(options.port, (request) => answer(options, request));

function answer(options: SimulatorOptions, { path, query, headers }: SimulatorRequest): SimulatorAnswer {
  if (path !== '/muc') return { status: 404, body: { message: 'Không tìm thấy' } };
  if (headers['x-api-key'] !== PRACTICE_KEY) return { status: 401, body: { message: 'Sai mã truy cập' } };
  const [from, to] = [query.get('tuNgay') ?? '', query.get('denNgay') ?? ''];
  const [page, size] = [Number(query.get('page')), Number(query.get('size'))];
  if (!isDay(from) || !isDay(to) || !(page >= 1) || !(size >= 1)) {
    return { status: 400, body: { message: 'Cần tuNgay, denNgay, page và size' } };
  }
  const rows = options.units.flatMap((unit) => rowsOf(options, unit, { from, to }));
  return { body: { data: rows.slice((page - 1) * size, page * size), total: rows.length } };
}

/** Three items a month while the unit stands, each with a person whom the connector must leave behind. */
function rowsOf({ seed, scale, clock }: SimulatorOptions, unit: Unit, window: Window): object[] {
  const today = dayOf(clock.now());
  return monthsOf(window)
    .map(({ from }) => monthOf(from))
    .flatMap((month) => {
      const random = seeded(seed, 'connector-template', unit.key, month);
      return Array.from({ length: Math.ceil(3 * scale) }, (_, index) => {
        const [ngay, person] = [practiceDay(random, month), practicePerson(random)];
        return {
          id: `${unit.key}-${month}-${index}`,
          maDonVi: unit.code,
          ngay,
          trangThai: random.chance(0.8) ? 'HOAN_THANH' : 'DANG_XU_LY',
          nguoiGui: person.name,
          soDienThoai: person.phone,
        };
      });
    })
    .filter(({ ngay }) => isInside(ngay, window) && ngay <= today && isValidOn(unit, ngay));
}
