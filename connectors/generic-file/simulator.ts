import { closingDay } from '../../src/connector-kit/closing.ts';
import { practiceDay } from '../../src/connector-kit/practice-day.ts';
import { practicePerson } from '../../src/connector-kit/practice-people.ts';
import { seeded } from '../../src/connector-kit/seeded.ts';
import {
  type RunningSimulator,
  type SimulatorOptions,
  startSimulator,
} from '../../src/connector-kit/simulator-server.ts';
import { type Day, dayOf, monthOf, monthsOf } from '../../src/core/clock.ts';
import { formatDay, formatNumber } from '../../src/core/text.ts';
import { isValidOn, type Unit } from '../../src/core/unit.ts';
import { PRACTICE_TOKEN } from './practice.ts';

/** An office that puts two files onto its server: each holds this year's rows up to today. */
export function simulate(options: SimulatorOptions): Promise<RunningSimulator> {
  return startSimulator(options.port, ({ path, headers }) => {
    if (headers['x-ma-truy-cap'] !== PRACTICE_TOKEN) return { status: 401, body: 'Sai mã truy cập' };
    const today = dayOf(options.clock.now());
    if (path === '/lop-hoc.csv')
      return { headers: { 'content-type': 'text/csv; charset=utf-8' }, body: classes(options, today) };
    if (path === '/wifi.json') return { body: { duLieu: accessPoints(options, today) } };
    return { status: 404, body: 'Không có tệp' };
  });
}

const monthsSoFar = (today: Day): string[] =>
  monthsOf({ from: `${today.slice(0, 4)}-01-01`, to: today }).map(({ from }) => monthOf(from));

/** As such a file is kept: a title above the header, a semicolon, the marks of Excel, and who teaches. */
function classes({ seed, units, scale }: SimulatorOptions, today: Day): string {
  const rows = monthsSoFar(today).flatMap((month) =>
    units.flatMap((unit) => classesOf(seed, unit, month, scale)),
  );
  return [
    '\uFEFFDANH SÁCH LỚP BỒI DƯỠNG KỸ NĂNG SỐ',
    'STT;Mã lớp;Tên lớp;Mã đơn vị;Ngày khai giảng;Số học viên;Giảng viên;Điện thoại',
    ...rows.filter(({ day }) => day <= today).map(({ cells }, index) => [index + 1, ...cells].join(';')),
    '',
  ].join('\r\n');
}

function classesOf(seed: number, unit: Unit, month: string, scale: number) {
  const random = seeded(seed, 'generic-file', 'class', unit.key, month);
  const count = Math.round(random.int(0, 2) * scale);
  return Array.from({ length: count }, (_, index) => {
    const day = practiceDay(random, month);
    const { name, phone } = practicePerson(random);
    const learners = formatNumber(random.int(15, 1_200), 'vi');
    const code = `LH-${unit.code}-${month}-${index + 1}`;
    const cells = [code, `Kỹ năng số cơ bản ${index + 1}`, unit.code, formatDay(day), learners, name, phone];
    return { day, cells };
  }).filter(({ day }) => isValidOn(unit, day));
}

function accessPoints({ seed, units }: SimulatorOptions, today: Day): object[] {
  return monthsSoFar(today)
    .filter((month) => closingDay(month) <= today)
    .flatMap((month) =>
      units
        .filter((unit) => isValidOn(unit, closingDay(month)))
        .map((unit) => {
          const random = seeded(seed, 'generic-file', 'wifi', unit.key, month);
          const { name } = practicePerson(random);
          return { maDonVi: unit.code, thang: month, soDiem: random.int(0, 25), nguoiLap: name };
        }),
    );
}
