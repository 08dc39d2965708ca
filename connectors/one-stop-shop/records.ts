import type { SourceRecord } from '../../src/connector-kit/connector.ts';
import type { RawJson } from '../../src/connector-kit/raw-json.ts';
import { recordCheck } from '../../src/connector-kit/record-check.ts';
import { outsideRequest, unreadableDate } from '../../src/connector-kit/record-day.ts';
import { parseSourceTime } from '../../src/connector-kit/source-time.ts';
import { type Day, isInside, type Window } from '../../src/core/clock.ts';
import type { ProcedureLevel, SupplementVerdict } from './measures.ts';

/*
 * The allow-list: only the fields named here are ever read. Owner, identity and phone numbers, addresses,
 * abstracts, the officer's name and the text of a request are left where they are.
 */

interface RawSupplement {
  readonly HoSoBoSungId: string | number;
  readonly NgayBoSung: string;
  readonly NoiDungBoSung: string | null;
}

interface RawDossier {
  readonly MaHoSo: string;
  readonly MaDonVi: string;
  readonly NguonNop: string;
  readonly NgayTiepNhan: string;
  readonly DanhSachHoSoBoSung?: readonly RawSupplement[] | null;
}

interface RawProcedure {
  readonly MATTHC: string;
  readonly TENTTHC: string;
  readonly TRANGTHAI: number;
  readonly MucDo: string;
  readonly CoQuan: readonly { readonly MADONVI: string }[];
}

const word = { type: 'string', minLength: 1 } as const;

const checkedDossiers = recordCheck<RawDossier>({
  type: 'object',
  required: ['MaHoSo', 'MaDonVi', 'NguonNop', 'NgayTiepNhan'],
  properties: {
    MaHoSo: word,
    MaDonVi: word,
    NguonNop: word,
    NgayTiepNhan: { type: 'string' },
    DanhSachHoSoBoSung: {
      type: ['array', 'null'],
      items: {
        type: 'object',
        required: ['HoSoBoSungId', 'NgayBoSung', 'NoiDungBoSung'],
        properties: {
          HoSoBoSungId: { type: ['string', 'integer'] },
          NgayBoSung: { type: 'string' },
          NoiDungBoSung: { type: ['string', 'null'] },
        },
      },
    },
  },
});

const checkedProcedures = recordCheck<RawProcedure>({
  type: 'object',
  required: ['MATTHC', 'TENTTHC', 'TRANGTHAI', 'MucDo', 'CoQuan'],
  properties: {
    MATTHC: word,
    TENTTHC: word,
    TRANGTHAI: { type: 'integer' },
    MucDo: word,
    CoQuan: {
      type: 'array',
      items: { type: 'object', required: ['MADONVI'], properties: { MADONVI: word } },
    },
  },
});

const DOSSIERS = 'LayDanhSachHoSo.result';
const PROCEDURES = 'LayDanhSachTTHC.result';

/** `firstRow` is the row of the page's first item in the whole list, for messages. */
export function dossierRecords(
  items: readonly unknown[] | RawJson,
  window: Window,
  firstRow: number,
): SourceRecord<string>[] {
  return checkedDossiers(items, DOSSIERS, firstRow).map((dossier, index) => {
    const at = parseSourceTime(dossier.NgayTiepNhan);
    if (at === null) throw unreadableDate(DOSSIERS, firstRow + index, 'NgayTiepNhan', dossier.NgayTiepNhan);
    const day = at.slice(0, 10);
    if (!isInside(day, window)) throw outsideRequest(DOSSIERS, firstRow + index, 'NgayTiepNhan', day);
    return { key: dossier.MaHoSo, unit: dossier.MaDonVi, at, title: null, data: dossier.NguonNop };
  });
}

/** The requests of `window` in dossiers that have at least one there. */
export function supplementRecords(
  items: readonly unknown[] | RawJson,
  window: Window,
  firstRow: number,
): SourceRecord<SupplementVerdict>[] {
  return checkedDossiers(items, DOSSIERS, firstRow).flatMap((dossier, index) =>
    supplementsOf(dossier, firstRow + index).filter(({ at }) => isInside(at.slice(0, 10), window)),
  );
}

function supplementsOf(dossier: RawDossier, row: number): SourceRecord<SupplementVerdict>[] {
  const requests = (dossier.DanhSachHoSoBoSung ?? []).map((request) => {
    const at = parseSourceTime(request.NgayBoSung);
    if (at === null) throw unreadableDate(DOSSIERS, row, 'DanhSachHoSoBoSung.NgayBoSung', request.NgayBoSung);
    return { id: String(request.HoSoBoSungId), at, isEmpty: !request.NoiDungBoSung?.trim() };
  });
  requests.sort((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1));
  return requests.map(({ id, at, isEmpty }, order) => ({
    key: `${dossier.MaHoSo}/${id}`,
    unit: dossier.MaDonVi,
    at,
    title: null,
    data: isEmpty ? 'EMPTY' : order > 0 ? 'REPEATED' : 'PROPER',
  }));
}

/** One record per procedure and unit that offers it, as of `day`. */
export function procedureRecords(
  items: readonly unknown[] | RawJson,
  day: Day,
  firstRow: number,
): SourceRecord<ProcedureLevel>[] {
  const at = `${day}T00:00:00+07:00`;
  return checkedProcedures(items, PROCEDURES, firstRow).flatMap((procedure) => {
    const level = procedure.TRANGTHAI !== 1 ? 'INACTIVE' : procedure.MucDo === '4' ? 'FULL' : 'PARTIAL';
    return procedure.CoQuan.map(({ MADONVI: unit }) => ({
      key: `${day}/${procedure.MATTHC}/${unit}`,
      unit,
      at,
      title: procedure.TENTTHC,
      data: level,
    }));
  });
}
