import { createHash } from 'node:crypto';
import { madeOnce } from '../../src/connector-kit/made-once.ts';
import {
  type Answer,
  type RunningSimulator,
  type SimulatorAnswer,
  type SimulatorOptions,
  type SimulatorRequest,
  startSimulator,
} from '../../src/connector-kit/simulator-server.ts';
import { vietnamTime } from '../../src/connector-kit/source-time.ts';
import { addDays, dayOf, monthOf, monthsOf } from '../../src/core/clock.ts';
import { dayOfMoment, type Moment, type PracticeDossier, practiceDossiers } from './practice-dossiers.ts';
import { practiceProcedures, procedureCode } from './practice-procedures.ts';

/** What the simulator asks for; practice values that open nothing else. */
export const PRACTICE_LOGIN = {
  username: 'dti-hub',
  password: 'mat-khau-mo-phong-mot-cua',
  dstcode: 'VN:GOV:000.00.00.H57:vpcpdvcprovider',
} as const;

/** The longest time between the receipt of a dossier and a request to complete it, in days. */
const LATEST_SUPPLEMENT = 20;

interface Question {
  readonly session?: string;
  readonly madonvi?: string;
  readonly service?: string;
  readonly data?: readonly Readonly<Record<string, unknown>>[];
}

/** Answers as the adapter of the national public-service portal does; see the README for the shapes. */
export function simulate(options: SimulatorOptions): Promise<RunningSimulator> {
  const session = createHash('sha256').update(`session ${options.seed}`).digest('hex');
  const list = listing(options);
  return startSimulator(options.port, (request) => {
    if (request.method === 'POST' && request.path === '/auth') return login(request, session);
    if (request.method === 'POST' && request.path === '/service') {
      return service(JSON.parse(request.body) as Question, session, list);
    }
    if (request.method === 'GET' && request.path === '/service') return restService(request, session, list);
    return { status: 404, body: { message: 'Not Found' } };
  });
}

function login(request: SimulatorRequest, session: string): ReturnType<Answer> {
  const { username, password } = JSON.parse(request.body) as Record<string, unknown>;
  const isKnown =
    username === PRACTICE_LOGIN.username &&
    password === PRACTICE_LOGIN.password &&
    request.headers['dstcode'] === PRACTICE_LOGIN.dstcode;
  return { body: isKnown ? { session, error_code: 0 } : { session: null, error_code: 1 } };
}

type List = (question: Question, filter: Readonly<Record<string, unknown>>) => readonly (() => object)[];

/** The same lists over GET, with an ETag by which an unchanged page is told without being sent. */
function restService({ query, headers }: SimulatorRequest, session: string, list: List): ReturnType<Answer> {
  const { service: name = '', madonvi = '', ...filter } = Object.fromEntries(query);
  const bearer = headers.authorization?.replace(/^Bearer /, '') ?? '';
  const { body } = service({ session: bearer, service: name, madonvi, data: [filter] }, session, list);
  const text = JSON.stringify(body);
  const etag = `"${createHash('sha256').update(text).digest('base64url')}"`;
  if (headers['if-none-match'] === etag) return { status: 304, headers: { etag }, body: '' };
  return { headers: { etag, 'content-type': 'application/json; charset=utf-8' }, body: text };
}

function service(question: Question, session: string, list: List): SimulatorAnswer {
  if (question.session !== session) return { body: { error_code: '01', message: 'Session expired' } };
  const filter = question.data?.[0] ?? {};
  const items = list(question, filter);
  const [page, size] = [Number(filter['page'] ?? 1), Number(filter['size'] ?? 500)];
  const shown = items.slice((page - 1) * size, page * size);
  return { body: { error_code: '00', result: shown.map((item) => item()), total: items.length } };
}

/** Lists of items that are written out only for the page that is asked for. */
function listing({ seed, units, clock, scale }: SimulatorOptions): List {
  const dossiersOf = madeOnce((month: string) =>
    units.flatMap((unit) => practiceDossiers(seed, unit, month, scale)),
  );

  function dossiers(question: Question, filter: Readonly<Record<string, unknown>>) {
    const now = momentOf(clock.now());
    const [from, to] = [String(filter['tuNgay']), String(filter['denNgay'])];
    const isAsked = (moment: Moment) => moment >= from && moment <= to && moment <= now;
    const bySupplement = filter['loaiNgay'] === 'NGAY_BO_SUNG';
    const first = addDays(dayOfMoment(from), bySupplement ? -LATEST_SUPPLEMENT : 0);
    return monthsOf({ from: first, to: dayOfMoment(to) })
      .flatMap((month) => dossiersOf(monthOf(month.from)))
      .filter(({ unit }) => !question.madonvi || unit.code === question.madonvi)
      .filter((dossier) =>
        bySupplement ? dossier.supplements.some(({ at }) => isAsked(at)) : isAsked(dossier.received),
      )
      .map((dossier) => () => rawDossier(dossier, now));
  }

  function procedures(question: Question, filter: Readonly<Record<string, unknown>>) {
    const day = filter['ngay'] ? dayOfMoment(String(filter['ngay'])) : dayOf(clock.now());
    const asked = units.filter((unit) => !question.madonvi || unit.code === question.madonvi);
    return practiceProcedures(seed, asked, day).map((procedure) => () => procedure);
  }

  const lists: Readonly<Record<string, List>> = { LayDanhSachHoSo: dossiers, LayDanhSachTTHC: procedures };
  // The pages of one list are asked for one after the other: filtering all dossiers for each would take for ever.
  let kept = { of: '', items: [] as readonly (() => object)[] };
  return (question, { page: _page, size: _size, ...filter }) => {
    const of = JSON.stringify([question.service, question.madonvi, filter, momentOf(clock.now())]);
    if (kept.of !== of) {
      kept = { of, items: lists[question.service ?? '']?.(question, filter) ?? [] };
    }
    return kept.items;
  };
}

const momentOf = (instant: Date): Moment => vietnamTime(instant).slice(0, 19).replace(/\D/g, '');

/** All the fields that public material names, the personal ones among them: the connector must leave those. */
function rawDossier(dossier: PracticeDossier, now: Moment): object {
  const { person, officer, unit } = dossier;
  const isReturned = dossier.returned <= now;
  const asked = dossier.supplements.filter(({ at }) => at <= now);
  return {
    MaHoSo: dossier.id,
    MaTTHC: procedureCode(dossier.procedure),
    TenTTHC: `Thủ tục mô phỏng số ${dossier.procedure + 1}`,
    DonViXuLy: unit.name,
    MaDonVi: unit.code,
    KenhThucHien: dossier.origin === 'MOTCUA' ? '1' : '2',
    NguonNop: dossier.origin,
    NgayTiepNhan: dossier.received,
    NgayHenTra: dossier.due,
    NgayTra: isReturned ? dossier.returned : null,
    TrangThaiHoSo: isReturned ? '10' : '4',
    MucDo: dossier.procedure % 2 === 0 ? '4' : '3',
    LoaiDoiTuong: '1',
    MaDoiTuong: person.id,
    ChuHoSo: person.name,
    SoDinhDanh: person.id,
    NgaySinh: person.birthDate,
    SoDienThoai: person.phone,
    Email: person.email,
    Fax: person.phone,
    DiaChi: person.address,
    TrichYeuHoSo: `Hồ sơ của ông/bà ${person.name}, trú tại ${person.address}`,
    NguoiXuLy: officer.name,
    DanhSachHoSoBoSung: asked.map(({ at, isEmpty }, index) => ({
      HoSoBoSungId: String(index + 1),
      NgayBoSung: at,
      NoiDungBoSung: isEmpty ? '' : `Đề nghị ông/bà ${person.name} bổ sung bản sao giấy tờ ${person.id}`,
      NgayTiepNhanBoSung: null,
      TrangThaiBoSung: '1',
    })),
  };
}
