import { practicePerson } from '../../src/connector-kit/practice-people.ts';
import { seeded } from '../../src/connector-kit/seeded.ts';
import {
  type RunningSimulator,
  type SimulatorAnswer,
  type SimulatorOptions,
  type SimulatorRequest,
  startSimulator,
} from '../../src/connector-kit/simulator-server.ts';
import { type Day, dayOf, earlierDay, isDay, yearOf } from '../../src/core/clock.ts';
import type { Unit } from '../../src/core/unit.ts';
import { practiceVersions } from './practice-versions.ts';
import type { ProfileVersion } from './version.ts';

export const PRACTICE_KEY = 'khoa-luyen-tap-thong-tin-chung';

export const simulateProfiles = (options: SimulatorOptions): Promise<RunningSimulator> =>
  startSimulator(options.port, (request) => answer(options, request));

function answer(options: SimulatorOptions, { path, query, headers }: SimulatorRequest): SimulatorAnswer {
  if (path !== '/thongtinchung') return { status: 404, body: { message: 'Không tìm thấy' } };
  if (headers['x-api-key'] !== PRACTICE_KEY) return { status: 401, body: { message: 'Sai mã truy cập' } };
  const [day, page, size] = [
    query.get('hieuLucDen') ?? '',
    Number(query.get('page')),
    Number(query.get('size')),
  ];
  if (!isDay(day) || !(page >= 1) || !(size >= 1)) {
    return { status: 400, body: { message: 'Cần hieuLucDen=YYYY-MM-DD, page từ 1 và size từ 1' } };
  }
  const until = earlierDay(day, dayOf(options.clock.now()));
  const items = options.units
    .filter((unit) => stoodInYearOf(unit, until))
    .flatMap((unit) =>
      practiceVersions(options.seed, unit, until).map((version) => itemOf(options, unit, version)),
    );
  return { body: { data: items.slice((page - 1) * size, page * size), total: items.length } };
}

/** Units abolished in earlier years have left the register, those of this year are still in it. */
const stoodInYearOf = ({ validTo }: Unit, day: Day): boolean =>
  validTo === null || validTo >= `${yearOf(day)}-01-01`;

function itemOf({ seed }: SimulatorOptions, unit: Unit, { from, number, figures }: ProfileVersion) {
  const person = practicePerson(seeded(seed, 'profile-contact', unit.key));
  return {
    maDonVi: unit.code,
    tenDonVi: unit.name,
    hieuLucTu: from,
    phienBan: number,
    ...figures,
    nguoiBaoCao: person.name,
    soDienThoai: person.phone,
    email: person.email,
  };
}
