import type { SourceRecord } from '../../src/connector-kit/connector.ts';
import { timeOf } from '../../src/connector-kit/shape.ts';
import type { Day } from '../../src/core/clock.ts';
import { withoutAccents } from '../../src/core/text.ts';
import type { BulletinRow, InteractionRow } from './answers.ts';

/** How a report stands against its deadline. A report without a deadline is judged neither way. */
export type Standing =
  | 'ON_TIME'
  | 'ANSWERED_LATE'
  | 'ANSWER_DAY_MISSING'
  | 'OPEN_OVERDUE'
  | 'NOT_YET_DUE'
  | 'NO_DEADLINE';

export interface Interaction {
  readonly standing: Standing;
  readonly rating: number | null;
  readonly isFrustrated: boolean;
}

export interface Bulletin {
  readonly kind: string;
  readonly standing: 'PUBLISHED' | 'NOT_PUBLISHED' | 'FUTURE';
}

/** `asOf` is the day on which open reports are judged. */
export const interactionRecord = (row: InteractionRow, asOf: Day): SourceRecord<Interaction> => ({
  key: String(row.PhanAnhID),
  unit: row.MaDonVi,
  at: timeOf(row.NgayPhanAnh),
  title: null,
  data: { standing: standingOf(row, asOf), rating: row.DanhGia, isFrustrated: row.BucXuc },
});

export const bulletinRecord = (row: BulletinRow, now: Date): SourceRecord<Bulletin> => {
  const at = timeOf(row.ngayDang);
  const isPublished = row.trangThai === 'DA_DANG';
  const isFuture = new Date(at) > now;
  return {
    key: String(row.id),
    unit: row.maDonVi,
    at,
    title: row.tieuDe,
    data: { kind: row.loai, standing: !isPublished ? 'NOT_PUBLISHED' : isFuture ? 'FUTURE' : 'PUBLISHED' },
  };
};

function standingOf({ ThoiHan, NgayXuLy, TrangThai }: InteractionRow, asOf: Day): Standing {
  if (ThoiHan === null) return 'NO_DEADLINE';
  const deadline = dayIn(ThoiHan);
  if (NgayXuLy !== null) return dayIn(NgayXuLy) <= deadline ? 'ON_TIME' : 'ANSWERED_LATE';
  if (withoutAccents(TrangThai) === 'da xu ly') return 'ANSWER_DAY_MISSING';
  return deadline < asOf ? 'OPEN_OVERDUE' : 'NOT_YET_DUE';
}

export const dayIn = (value: string): Day => timeOf(value).slice(0, 10);
