import { type Shape, shape } from '../../src/connector-kit/shape.ts';
import { text } from '../../src/core/text.ts';

/** A citizen's report, of which these fields only are looked at: the others are personal. */
export interface InteractionRow {
  readonly PhanAnhID: number | string;
  readonly MaDonVi: string;
  readonly NgayPhanAnh: string;
  readonly TrangThai: string;
  /** Left out by systems that show no deadline. */
  readonly ThoiHan?: string | null;
  readonly NgayXuLy: string | null;
  readonly DanhGia: number | null;
  readonly BucXuc: boolean;
}

export interface BulletinRow {
  readonly id: number | string;
  readonly loai: string;
  readonly maDonVi: string;
  readonly ngayDang: string;
  readonly trangThai: string;
  readonly tieuDe: string;
}

/** All figures of one unit on the day the system closed them. */
export interface ClosingRow {
  readonly maDonVi: string;
  readonly ngayChot: string;
  readonly chiTieu: readonly { readonly ma: string; readonly giaTri: number }[];
}

interface ListAnswer<T> {
  readonly data: readonly T[];
  readonly totalrow?: number | null;
}

/** One of the system's lists: where it is and what its rows look like. */
export interface List<T> {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly title: { readonly vi: string; readonly en: string };
  readonly check: Shape<ListAnswer<T>>;
}

const TEXT = { type: 'string', minLength: 1 };
const IDENTIFIER = { type: ['integer', 'string'], minLength: 1 };
const TIME = { type: 'string', format: 'source-time' };
const TIME_OR_NULL = { type: ['string', 'null'], format: 'source-time' };

const objectOf = (properties: Readonly<Record<string, object>>, optional: readonly string[] = []) => ({
  type: 'object',
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
});

const listOf = <T>(row: Readonly<Record<string, object>>, optional: readonly string[] = []) =>
  shape<ListAnswer<T>>({
    type: 'object',
    required: ['data'],
    properties: {
      data: { type: 'array', items: objectOf(row, optional) },
      totalrow: { type: ['integer', 'null'], minimum: 0 },
    },
  });

const INTERACTION = {
  PhanAnhID: IDENTIFIER,
  MaDonVi: TEXT,
  NgayPhanAnh: TIME,
  TrangThai: { type: 'string' },
  ThoiHan: TIME_OR_NULL,
  NgayXuLy: TIME_OR_NULL,
  DanhGia: { type: ['integer', 'null'], minimum: 1, maximum: 5 },
  BucXuc: { type: 'boolean' },
};

export const INTERACTIONS: List<InteractionRow> = {
  path: '/dttm/phananh/theochuyenmuc',
  query: { chuyenmucid: '0' },
  title: text('danh sách phản ánh', 'the list of reports'),
  check: listOf(INTERACTION),
};

/** For a system that shows no deadlines: they are computed, so that the field may be absent (F09 holds otherwise). */
export const INTERACTIONS_WITHOUT_DEADLINES: List<InteractionRow> = {
  ...INTERACTIONS,
  check: listOf(INTERACTION, ['ThoiHan']),
};

export const BULLETINS: List<BulletinRow> = {
  path: '/truyenthong/bantin',
  query: {},
  title: text('danh sách bản tin', 'the list of bulletins'),
  check: listOf({
    id: IDENTIFIER,
    loai: TEXT,
    maDonVi: TEXT,
    ngayDang: TIME,
    trangThai: TEXT,
    tieuDe: { type: 'string' },
  }),
};

export const CLOSINGS: List<ClosingRow> = {
  path: '/thongke/chitieu',
  query: {},
  title: text('danh sách chỉ tiêu chốt', 'the list of closed figures'),
  check: listOf({
    maDonVi: TEXT,
    ngayChot: TIME,
    chiTieu: { type: 'array', items: objectOf({ ma: TEXT, giaTri: { type: 'integer', minimum: 0 } }) },
  }),
};
