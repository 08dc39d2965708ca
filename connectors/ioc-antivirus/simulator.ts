import { closingDay } from '../../src/connector-kit/closing.ts';
import { practicePerson } from '../../src/connector-kit/practice-people.ts';
import { seeded } from '../../src/connector-kit/seeded.ts';
import {
  type RunningSimulator,
  type SimulatorAnswer,
  type SimulatorOptions,
  type SimulatorRequest,
  startSimulator,
} from '../../src/connector-kit/simulator-server.ts';
import { dayOf } from '../../src/core/clock.ts';
import { isValidOn, type Unit } from '../../src/core/unit.ts';
import { practiceCsv } from './practice-csv.ts';
import { practiceMonth } from './practice-month.ts';

export const PRACTICE_KEY = 'khoa-luyen-tap-ioc';

export const simulateIoc = (options: SimulatorOptions): Promise<RunningSimulator> =>
  startSimulator(options.port, (request) => answer(options, request));

function answer(options: SimulatorOptions, { path, query, headers }: SimulatorRequest): SimulatorAnswer {
  if (path !== '/baocao' && path !== '/hetthong') return { status: 404, body: { message: 'Không tìm thấy' } };
  if (headers['x-api-key'] !== PRACTICE_KEY) return { status: 401, body: { message: 'Sai mã truy cập' } };
  const month = query.get('thang') ?? '';
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return { status: 400, body: { message: 'Cần thang=YYYY-MM' } };
  const units = reportingUnits(options, month);
  if (path === '/hetthong') return { body: systemsBody(options, units, month) };
  return {
    headers: { 'content-type': 'text/csv; charset=utf-8' },
    body: practiceCsv(options.seed, units, month, options.scale),
  };
}

/** The units that stood on the closing day; none for a month that is not closed yet. */
function reportingUnits({ units, clock }: SimulatorOptions, month: string): readonly Unit[] {
  const day = closingDay(month);
  return day > dayOf(clock.now()) ? [] : units.filter((unit) => isValidOn(unit, day));
}

function systemsBody({ seed, scale }: SimulatorOptions, units: readonly Unit[], month: string) {
  const data = units.map((unit) => {
    const { soHeThong, soHeThongDungChung } = practiceMonth(seed, unit, month, scale);
    const person = practicePerson(seeded(seed, 'ioc-contact', unit.key));
    return {
      maDonVi: unit.code,
      tenDonVi: unit.name,
      soHeThong,
      soHeThongDungChung,
      nguoiBaoCao: person.name,
      soDienThoai: person.phone,
      email: person.email,
    };
  });
  return { data, total: data.length };
}
