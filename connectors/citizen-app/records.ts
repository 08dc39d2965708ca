import type { SourceRecord } from '../../src/connector-kit/connector.ts';
import { timeOf } from '../../src/connector-kit/shape.ts';
import type { Day } from '../../src/core/clock.ts';
import { withoutAccents } from '../../src/core/text.ts';
import type { BulletinRow, InteractionRow } from './answers.ts';
import type { CitizenAppConfig } from './config.ts';
import { afterWorkingDays } from './working-days.ts';

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

/** How the system tells that a report is answered, and by when it has to be. */
export type Judging = Pick<CitizenAppConfig, 'doneStatuses' | 'answerDays'>;

/** `asOf` is the day on which open reports are judged. */
export const interactionRecord = (
  row: InteractionRow,
  asOf: Day,
  judging: Judging,
): SourceRecord<Interaction> => ({
  key: String(row.PhanAnhID),
  unit: row.MaDonVi,
  at: timeOf(row.NgayPhanAnh),
  title: null,
  data: { standing: standingOf(row, asOf, judging), rating: row.DanhGia, isFrustrated: row.BucXuc },
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

function standingOf(row: InteractionRow, asOf: Day, judging: Judging): Standing {
  const deadline = deadlineOf(row, judging);
  if (deadline === null) return 'NO_DEADLINE';
  if (row.NgayXuLy !== null) return dayIn(row.NgayXuLy) <= deadline ? 'ON_TIME' : 'ANSWERED_LATE';
  if (isDone(row, judging)) return 'ANSWER_DAY_MISSING';
  return deadline < asOf ? 'OPEN_OVERDUE' : 'NOT_YET_DUE';
}

/** The source's own deadline always holds before a computed one. */
function deadlineOf({ ThoiHan, NgayPhanAnh }: InteractionRow, { answerDays }: Judging): Day | null {
  if (ThoiHan) return dayIn(ThoiHan);
  return answerDays === undefined ? null : afterWorkingDays(dayIn(NgayPhanAnh), answerDays);
}

/** Statuses are words for people: compared without accents and capitals. */
const isDone = ({ TrangThai }: InteractionRow, { doneStatuses }: Judging): boolean =>
  doneStatuses.some((status) => withoutAccents(status) === withoutAccents(TrangThai));

export const dayIn = (value: string): Day => timeOf(value).slice(0, 10);
