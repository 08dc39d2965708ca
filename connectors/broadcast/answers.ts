import { shape } from '../../src/connector-kit/shape.ts';

/** One airing, done or planned. */
export interface AiringRow {
  readonly batDau: string;
  readonly ketQua: string;
}

/** A bulletin of a commune's station (maXa) or of a district's (maDonVi). */
export interface BulletinRow {
  readonly maBanTin: string;
  readonly tieuDe: string;
  readonly linhVuc: string;
  /** The priority; older systems do not tell it. */
  readonly loai?: string | null;
  readonly maXa?: string | null;
  readonly maDonVi?: string | null;
  readonly ngayTao: string;
  readonly lichSuPhat: readonly AiringRow[];
}

const TEXT = { type: 'string', minLength: 1 };
const TEXT_OR_NULL = { type: ['string', 'null'], minLength: 1 };
const TIME = { type: 'string', format: 'source-time' };

const AIRING = {
  type: 'object',
  required: ['batDau', 'ketQua'],
  properties: { batDau: TIME, ketQua: TEXT },
};

const BULLETIN = {
  type: 'object',
  required: ['maBanTin', 'tieuDe', 'linhVuc', 'ngayTao', 'lichSuPhat'],
  properties: {
    maBanTin: TEXT,
    tieuDe: { type: 'string' },
    linhVuc: { type: 'string' },
    loai: { type: ['string', 'null'] },
    maXa: TEXT_OR_NULL,
    maDonVi: TEXT_OR_NULL,
    ngayTao: TIME,
    lichSuPhat: { type: 'array', items: AIRING },
  },
  anyOf: ['maXa', 'maDonVi'].map((field) => ({
    required: [field],
    properties: { [field]: { type: 'string' } },
  })),
};

export const bulletinPage = shape<{ readonly data: readonly BulletinRow[]; readonly total?: number | null }>({
  type: 'object',
  required: ['data'],
  properties: {
    data: { type: 'array', items: BULLETIN },
    total: { type: ['integer', 'null'], minimum: 0 },
  },
});

export const loginAnswer = shape<{ readonly token: string }>({
  type: 'object',
  required: ['token'],
  properties: { token: TEXT },
});
