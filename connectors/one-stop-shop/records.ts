import type { AskedFields } from '../../src/connector-kit/asked-fields.ts';
import type { SourceRecord } from '../../src/connector-kit/connector.ts';
import type { RawJson } from '../../src/connector-kit/raw-json.ts';
import { recordCheck } from '../../src/connector-kit/record-check.ts';
import { isInside, type Window } from '../../src/core/clock.ts';
import type { Config } from './config.ts';
import { DOSSIERS, PROCEDURES } from './list-names.ts';
import type { DossierStanding, ProcedureLevel, SupplementVerdict } from './measures.ts';
import { askedTimeOfRow, timeOfRow } from './row-day.ts';
import { levelMeaning, originMeaning, type Status, statusMeaning } from './value-maps.ts';

/*
 * The allow-list: only the fields named here and in the source's field map are ever read. Owner, identity and
 * phone numbers, addresses, abstracts, the officer's name and the text of a request are left where they are.
 */

type Items = readonly unknown[] | RawJson;
type Fields = Readonly<Record<string, unknown>>;
type Scalar = string | number | boolean;

interface RawSupplement {
  readonly HoSoBoSungId: string | number;
  readonly NgayBoSung: string;
  readonly NoiDungBoSung: string | null;
}

interface RawProcedure {
  readonly MATTHC: string;
  readonly TENTTHC: string;
  readonly TRANGTHAI: string | number;
  readonly MucDo: Scalar;
  readonly CoQuan: readonly { readonly MADONVI: string }[];
}

export const word = { type: 'string', minLength: 1 } as const;
/** Beyond it JSON numbers run together, and two dossiers would be one. */
const EXACT = { maximum: Number.MAX_SAFE_INTEGER } as const;

/** Codes of a source come as text or as number. */
const code = { type: ['string', 'integer'], ...EXACT } as const;

/** The same of a dossier's number: other fields than MaHoSo may hold a number that has no shape of its own. */
export const keyShape = (field: string) =>
  field === 'MaHoSo' ? word : { type: ['string', 'integer'], minLength: 1, ...EXACT };

/** Our own field is a text; the fields of others may say yes or no, or hold a number. */
const originShape = (field: string) =>
  field === 'NguonNop' ? word : { type: ['string', 'integer', 'boolean'] };

/** A dossier may lack the level of its procedure. */
export const levelShape = { type: ['string', 'integer', 'null'] } as const;

const SUPPLEMENTS = 'DanhSachHoSoBoSung';

type ReadRows<D> = (items: Items, window: Window, firstRow: number) => SourceRecord<D>[];

/** A reader of the rows of one list; `firstRow` is the row of the page's first item in the whole list. */
export type RowReader<D> = ReadRows<D> & {
  /** All that it looks at. */
  readonly fields: AskedFields;
};

export const rowReader = <D>({ fields }: { fields: AskedFields }, read: ReadRows<D>): RowReader<D> =>
  Object.assign(read, { fields });

/** Every page of every pull comes by here: the schema is compiled once and looks at few fields. */
export function dossierReader(
  config: Pick<Config, 'fields' | 'origins' | 'statuses'>,
): RowReader<DossierStanding> {
  const { key, unit, received, origin, status } = config.fields;
  const rows = recordCheck<Fields>({
    type: 'object',
    required: [key, unit, origin, received],
    properties: {
      [key]: keyShape(key),
      [unit]: word,
      [origin]: originShape(origin),
      [received]: { type: 'string' },
      ...(status ? { [status]: { type: ['string', 'integer', 'null'] } } : {}),
    },
  });
  const [originOf, statusOf] = [
    originMeaning(origin, config.origins),
    statusMeaning(status, config.statuses),
  ];

  function standing(row: Fields): DossierStanding {
    const given = status ? row[status] : null;
    const notReceived = given == null ? null : NOT_RECEIVED[statusOf(given as Scalar) ?? 'UNKNOWN'];
    return notReceived ?? originOf(row[origin] as Scalar) ?? 'UNKNOWN_ORIGIN';
  }

  return rowReader(rows, (items, window, firstRow) =>
    rows(items, DOSSIERS, firstRow).map((row, index) => ({
      key: String(row[key]),
      unit: row[unit] as string,
      at: askedTimeOfRow({ list: DOSSIERS, row: firstRow + index, field: received }, row[received], window),
      title: null,
      data: standing(row),
    })),
  );
}

/** Why a dossier with a day of receipt was not received all the same. */
const NOT_RECEIVED: Readonly<Partial<Record<Status | 'UNKNOWN', DossierStanding>>> = {
  REGISTERED: 'NOT_YET_RECEIVED',
  REFUSED: 'NOT_ACCEPTED',
  UNKNOWN: 'UNKNOWN_STATUS',
};

/** The requests of the window in dossiers that have at least one there. */
export function supplementReader(config: Pick<Config, 'fields'>): RowReader<SupplementVerdict> {
  const { key, unit } = config.fields;
  const rows = recordCheck<Fields>({
    type: 'object',
    required: [key, unit],
    properties: {
      [key]: keyShape(key),
      [unit]: word,
      [SUPPLEMENTS]: {
        type: ['array', 'null'],
        items: {
          type: 'object',
          required: ['HoSoBoSungId', 'NgayBoSung', 'NoiDungBoSung'],
          properties: {
            HoSoBoSungId: code,
            NgayBoSung: { type: 'string' },
            NoiDungBoSung: { type: ['string', 'null'] },
          },
        },
      },
    },
  });
  return rowReader(rows, (items, window, firstRow) =>
    rows(items, DOSSIERS, firstRow).flatMap((row, index) => {
      const requests = (row[SUPPLEMENTS] ?? []) as readonly RawSupplement[];
      return verdictsOf(requests, firstRow + index)
        .filter(({ at }) => isInside(at.slice(0, 10), window))
        .map(({ id, at, verdict }) => ({
          key: `${row[key]}/${id}`,
          unit: row[unit] as string,
          at,
          title: null,
          data: verdict,
        }));
    }),
  );
}

/** In the order in which they were made, whatever the order of the list. */
function verdictsOf(requests: readonly RawSupplement[], row: number) {
  const place = { list: DOSSIERS, row, field: `${SUPPLEMENTS}.NgayBoSung` };
  return requests
    .map(({ HoSoBoSungId, NgayBoSung, NoiDungBoSung }) => ({
      id: String(HoSoBoSungId),
      at: timeOfRow(place, NgayBoSung),
      isEmpty: !NoiDungBoSung?.trim(),
    }))
    .sort((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1))
    .map(({ id, at, isEmpty }, order) => ({
      id,
      at,
      verdict: (isEmpty ? 'EMPTY' : order > 0 ? 'REPEATED' : 'PROPER') as SupplementVerdict,
    }));
}

const PROCEDURE = {
  type: 'object',
  required: ['MATTHC', 'TENTTHC', 'TRANGTHAI', 'MucDo', 'CoQuan'],
  properties: {
    MATTHC: word,
    TENTTHC: word,
    TRANGTHAI: code,
    MucDo: code,
    CoQuan: {
      type: 'array',
      items: { type: 'object', required: ['MADONVI'], properties: { MADONVI: word } },
    },
  },
};

/** One record per procedure and unit that offers it, as of the last day that was asked for. */
export function procedureReader(config: Pick<Config, 'levels'>): RowReader<ProcedureLevel> {
  const levelOf = levelMeaning('MucDo', config.levels);
  const rows = recordCheck<RawProcedure>(PROCEDURE);
  return rowReader(rows, (items, { to: day }, firstRow) =>
    rows(items, PROCEDURES, firstRow).flatMap((procedure) => {
      const level =
        String(procedure.TRANGTHAI) !== '1' ? 'INACTIVE' : (levelOf(procedure.MucDo) ?? 'UNKNOWN_LEVEL');
      // Some catalogues name a body twice: it offers the procedure once.
      const units = new Set(procedure.CoQuan.map(({ MADONVI }) => MADONVI));
      return [...units].map((unit) => ({
        key: `${day}/${procedure.MATTHC}/${unit}`,
        unit,
        at: `${day}T00:00:00+07:00`,
        title: procedure.TENTTHC,
        data: level,
      }));
    }),
  );
}
