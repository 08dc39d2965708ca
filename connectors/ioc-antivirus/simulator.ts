import { practicePerson } from '../../src/connector-kit/practice-people.ts';
import { seeded } from '../../src/connector-kit/seeded.ts';
import {
  type RunningSimulator,
  type SimulatorAnswer,
  type SimulatorOptions,
  type SimulatorRequest,
  startSimulator,
} from '../../src/connector-kit/simulator-server.ts';
import type { Unit } from '../../src/core/unit.ts';
import { practiceConsole } from './practice-console.ts';
import { PRACTICE_FORMS } from './practice-forms.ts';
import { practiceMonth } from './practice-month.ts';
import { reportingUnits } from './practice-units.ts';

export const PRACTICE_KEY = 'khoa-luyen-tap-ioc';

/** The IOC's API with its report in three forms, and an antivirus console at /api/v1.0. */
export const simulateIoc = (options: SimulatorOptions): Promise<RunningSimulator> => {
  const console = practiceConsole(options);
  return startSimulator(options.port, (request) =>
    request.path.startsWith('/api/v1.0/') ? console(request) : answer(options, request),
  );
};

async function answer(
  options: SimulatorOptions,
  { path, query, headers }: SimulatorRequest,
): Promise<SimulatorAnswer> {
  const form = PRACTICE_FORMS.find(
    ({ ending }) => path === (ending === 'csv' ? '/baocao' : `/baocao.${ending}`),
  );
  if (!form && path !== '/hetthong') return { status: 404, body: { message: 'Không tìm thấy' } };
  if (headers['x-api-key'] !== PRACTICE_KEY) return { status: 401, body: { message: 'Sai mã truy cập' } };
  const month = query.get('thang') ?? '';
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return { status: 400, body: { message: 'Cần thang=YYYY-MM' } };
  const units = reportingUnits(options, month);
  if (!form) return { body: systemsBody(options, units, month) };
  return {
    headers: { 'content-type': form.contentType },
    body: await form.make(options.seed, units, month, options.scale),
  };
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
