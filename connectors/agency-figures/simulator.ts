import { practicePerson } from '../../src/connector-kit/practice-people.ts';
import { seeded } from '../../src/connector-kit/seeded.ts';
import {
  type RunningSimulator,
  type SimulatorAnswer,
  type SimulatorOptions,
  type SimulatorRequest,
  startSimulator,
} from '../../src/connector-kit/simulator-server.ts';
import { dayOf, earlierDay, isDay } from '../../src/core/clock.ts';
import type { Unit } from '../../src/core/unit.ts';
import { practiceFigures } from './practice-figures.ts';

export const PRACTICE_KEY = 'khoa-luyen-tap-so-lieu-co-quan';

export const simulateAgency = (options: SimulatorOptions): Promise<RunningSimulator> =>
  startSimulator(options.port, (request) => answer(options, request));

function answer(options: SimulatorOptions, { path, query, headers }: SimulatorRequest): SimulatorAnswer {
  if (path !== '/solieu') return { status: 404, body: { message: 'Không tìm thấy' } };
  if (headers['x-api-key'] !== PRACTICE_KEY) return { status: 401, body: { message: 'Sai mã truy cập' } };
  const [from, to] = [query.get('tuNgay') ?? '', query.get('denNgay') ?? ''];
  const [page, size] = [Number(query.get('page')), Number(query.get('size'))];
  if (!isDay(from) || !isDay(to) || !(page >= 1) || !(size >= 1)) {
    return { status: 400, body: { message: 'Cần tuNgay, denNgay dạng YYYY-MM-DD, page và size từ 1' } };
  }
  const window = { from, to: earlierDay(to, dayOf(options.clock.now())) };
  const items = options.units.flatMap((unit) => itemsOf(options, unit, window));
  return { body: { data: items.slice((page - 1) * size, page * size), total: items.length } };
}

function itemsOf({ seed }: SimulatorOptions, unit: Unit, window: { from: string; to: string }): object[] {
  const person = practicePerson(seeded(seed, 'agency-contact', unit.key));
  return practiceFigures(seed, unit, window).map(({ day: _, ...item }) => ({
    ...item,
    tenDonVi: unit.name,
    nguoiLapBieu: person.name,
    soDienThoai: person.phone,
    email: person.email,
  }));
}
