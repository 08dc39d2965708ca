import { createHash } from 'node:crypto';
import { closingDay } from '../../src/connector-kit/closing.ts';
import { madeOnce } from '../../src/connector-kit/made-once.ts';
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
import {
  addDays,
  dayOf,
  isDay,
  isInside,
  lastDayOfMonth,
  monthOf,
  monthsOf,
  type Window,
} from '../../src/core/clock.ts';
import { isValidOn, type Unit } from '../../src/core/unit.ts';
import { PRACTICE_PASSWORD, PRACTICE_USER } from './practice.ts';

/** A system that never existed: complaints of the people of a province, and what they thought of the answer. */
export function simulate(options: SimulatorOptions): Promise<RunningSimulator> {
  const token = createHash('sha256').update(`generic-json ${options.seed}`).digest('hex');
  const complaintsOf = madeOnce((month: string) =>
    options.units.flatMap((unit) => complaints(options, unit, month)),
  );
  const today = () => dayOf(options.clock.now());
  return startSimulator(options.port, (request) => {
    if (request.path === '/dang-nhap') return login(request, token);
    if (request.headers.authorization !== `Bearer ${token}`)
      return { status: 401, body: { ketQua: 'CHUA_DANG_NHAP' } };
    if (request.path === '/phan-anh') return complaintPage(request, complaintsOf, today());
    if (request.path === '/thong-ke') return ratingPage(request, options, today());
    return { status: 404, body: { ketQua: 'KHONG_CO_DIA_CHI' } };
  });
}

function login({ body }: SimulatorRequest, token: string): SimulatorAnswer {
  const { tenDangNhap, matKhau } = parsed(body);
  const isRight = tenDangNhap === PRACTICE_USER && matKhau === PRACTICE_PASSWORD;
  if (!isRight) return { status: 401, body: { ketQua: 'SAI_TAI_KHOAN' } };
  return { body: { ketQua: 'OK', data: { ma: token } } };
}

interface Complaint {
  readonly day: string;
  readonly row: object;
}

function complaints({ seed, scale }: SimulatorOptions, unit: Unit, month: string): Complaint[] {
  const random = seeded(seed, 'generic-json', 'complaint', unit.key, month);
  const count = Math.round(random.int(1, 6) * scale);
  return Array.from({ length: count }, (_, index) => {
    const [day, hour] = [practiceDay(random, month), random.int(10, 20)];
    const due = addDays(day, 7);
    const done = random.chance(0.8) ? addDays(day, random.int(1, 9)) : null;
    const person = practicePerson(random);
    const row = {
      ma: `PA-${unit.code}-${month}-${index + 1}`,
      donVi: { ma: unit.code, ten: unit.name },
      nguoiGui: { hoTen: person.name, dienThoai: person.phone, cccd: person.id, diaChi: person.address },
      noiDung: `${person.name} phản ánh tại ${person.address}`,
      ngayGui: `${day}T${hour}:15:00+07:00`,
      hanXuLy: due,
      ngayXong: done,
      trangThai: done === null ? 'DANG_XU_LY' : 'DA_XU_LY',
    };
    return { day, row };
  }).filter(({ day }) => isValidOn(unit, day));
}

function complaintPage(
  { query }: SimulatorRequest,
  complaintsOf: (month: string) => readonly Complaint[],
  today: string,
): SimulatorAnswer {
  const [from, to] = ['tuNgay', 'denNgay'].map((name) => inIso(query.get(name) ?? ''));
  const [page, size] = [Number(query.get('trang')), Number(query.get('soDong'))];
  const isAsked = isDay(from ?? '') && isDay(to ?? '') && Number.isInteger(page) && page >= 0 && size >= 1;
  if (!isAsked) return { status: 400, body: { ketQua: 'SAI_THAM_SO' } };
  const window = { from, to } as Window;
  const rows = monthsOf(window)
    .flatMap((part) => complaintsOf(monthOf(part.from)))
    .filter(({ day }) => isInside(day, window) && day <= today)
    .map(({ row }) => row);
  const shown = rows.slice(page * size, (page + 1) * size);
  return { body: { ketQua: 'OK', data: { tong: rows.length, danhSach: shown } } };
}

/** "12/03/2024" */
const inIso = (day: string) => day.split('/').reverse().join('-');

/** The months whose closing lies in the window, unit by unit. */
function ratingPage({ body }: SimulatorRequest, options: SimulatorOptions, today: string): SimulatorAnswer {
  const { kyTu, kyDen, tiepTheo, soDong } = parsed(body);
  const size = Number(soDong);
  if (!isDay(String(kyTu)) || !isDay(String(kyDen)) || !(size >= 1))
    return { status: 400, body: { ketQua: 'SAI_THAM_SO' } };
  const window: Window = { from: String(kyTu), to: String(kyDen) };
  const rows = monthsOf(window)
    .map(({ from }) => monthOf(from))
    .filter((month) => isInside(closingDay(month), window) && closingDay(month) <= today)
    .flatMap((month) => options.units.flatMap((unit) => rating(options, unit, month)));
  const start = Number(tiepTheo ?? 0);
  const next = start + size < rows.length ? String(start + size) : null;
  return { body: { ketQua: 'OK', data: rows.slice(start, start + size), tiepTheo: next } };
}

function rating({ seed }: SimulatorOptions, unit: Unit, month: string): object[] {
  if (!isValidOn(unit, closingDay(month)) || !isValidOn(unit, lastDayOfMonth(month))) return [];
  const random = seeded(seed, 'generic-json', 'rating', unit.key, month);
  const { name, phone } = practicePerson(random);
  return [{ maDonVi: unit.code, thang: month, haiLong: random.int(0, 40), nguoiLap: `${name} ${phone}` }];
}

function parsed(body: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(body));
  } catch {
    return {};
  }
}
