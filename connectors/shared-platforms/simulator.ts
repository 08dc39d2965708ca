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
import { practiceMapRecords, practiceUsage } from './practice-usage.ts';

export const PRACTICE_KEY = 'luyen-tap';
export const PRACTICE_SECRET = 'mat-khau-luyen-tap-nen-tang';

const BASIC = `Basic ${Buffer.from(`${PRACTICE_KEY}:${PRACTICE_SECRET}`).toString('base64')}`;
const TOKEN = 'the-truy-cap-luyen-tap';
const LAYER = /^\/server\/rest\/services\/([^/]+)\/HienTrang\/FeatureServer\/0\/query$/;

export const simulatePlatforms = (options: SimulatorOptions): Promise<RunningSimulator> =>
  startSimulator(options.port, (request) => answer(options, request));

function answer(options: SimulatorOptions, request: SimulatorRequest): SimulatorAnswer {
  const layer = LAYER.exec(request.path)?.[1];
  if (layer) return mapAnswer(options, decodeURIComponent(layer));
  if (request.path === '/token' && request.method === 'POST') return tokenAnswer(request);
  if (request.path === '/thongke') return usageAnswer(options, request);
  return { status: 404, body: { message: 'Không tìm thấy' } };
}

function tokenAnswer({ headers, body }: SimulatorRequest): SimulatorAnswer {
  if (headers.authorization !== BASIC) return { status: 401, body: { error: 'invalid_client' } };
  if (new URLSearchParams(body).get('grant_type') !== 'client_credentials') {
    return { status: 400, body: { error: 'unsupported_grant_type' } };
  }
  return { body: { access_token: TOKEN, token_type: 'Bearer', expires_in: 3600, scope: 'default' } };
}

function usageAnswer(options: SimulatorOptions, { headers, query }: SimulatorRequest): SimulatorAnswer {
  if (headers.authorization !== `Bearer ${TOKEN}`) return { status: 401, body: { error: 'invalid_token' } };
  const [month, page, size] = [
    query.get('thang') ?? '',
    Number(query.get('page')),
    Number(query.get('size')),
  ];
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month) || !(page >= 1) || !(size >= 1)) {
    return { status: 400, body: { message: 'Cần thang=YYYY-MM, page từ 1 và size từ 1' } };
  }
  const day = closingDay(month);
  const isClosed = day <= dayOf(options.clock.now());
  const units = isClosed ? options.units.filter((unit) => isValidOn(unit, day)) : [];
  const data = units.slice((page - 1) * size, page * size).map((unit) => usageItem(options, unit, month));
  return { body: { data, total: units.length } };
}

function usageItem({ seed, scale }: SimulatorOptions, unit: Unit, month: string) {
  const person = practicePerson(seeded(seed, 'platform-contact', unit.key));
  return {
    maDonVi: unit.code,
    tenDonVi: unit.name,
    thang: month,
    ...practiceUsage(seed, unit, month, scale),
    nguoiBaoCao: person.name,
    soDienThoai: person.phone,
    email: person.email,
  };
}

/** Like ArcGIS: errors come with status 200, and a layer that exists outlives its unit. */
function mapAnswer({ units, clock, seed, scale }: SimulatorOptions, code: string): SimulatorAnswer {
  const today = dayOf(clock.now());
  const namesakes = units.filter((unit) => unit.code === code);
  const unit = namesakes.find((candidate) => isValidOn(candidate, today)) ?? namesakes[0];
  const count = unit ? practiceMapRecords(seed, unit, scale) : null;
  if (count === null) {
    return { body: { error: { code: 404, message: `Service ${code}/HienTrang not found`, details: [] } } };
  }
  return { body: { count } };
}
