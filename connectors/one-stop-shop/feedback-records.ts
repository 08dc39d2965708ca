import type { SourceRecord } from '../../src/connector-kit/connector.ts';
import { recordCheck } from '../../src/connector-kit/record-check.ts';
import { FEEDBACK } from './list-names.ts';
import type { FeedbackVerdict } from './measures-766.ts';
import { type RowReader, rowReader, word } from './records.ts';
import { askedTimeOfRow, isInTime, timeOfRow } from './row-day.ts';

interface RawFeedback {
  readonly MaPAKN: string;
  readonly MaDonVi: string;
  readonly HanXuLy: string;
  readonly NgayXuLy: string | null;
}

const FEEDBACK_ROW = {
  type: 'object',
  required: ['MaPAKN', 'MaDonVi', 'HanXuLy', 'NgayXuLy'],
  properties: {
    MaPAKN: word,
    MaDonVi: word,
    HanXuLy: { type: 'string' },
    NgayXuLy: { type: ['string', 'null'] },
  },
};

/** Feedback on the day it was due. That day is over, so whatever is still open is late for good. */
export function feedbackReader(): RowReader<FeedbackVerdict> {
  const rows = recordCheck<RawFeedback>(FEEDBACK_ROW);
  return rowReader(rows, (items, window, firstRow) =>
    rows(items, FEEDBACK, firstRow).map((row, index): SourceRecord<FeedbackVerdict> => {
      const place = { list: FEEDBACK, row: firstRow + index };
      const at = askedTimeOfRow({ ...place, field: 'HanXuLy' }, row.HanXuLy, window);
      const done = row.NgayXuLy ? timeOfRow({ ...place, field: 'NgayXuLy' }, row.NgayXuLy) : null;
      const data = done === null ? 'OPEN_OVERDUE' : isInTime(done, at) ? 'IN_TIME' : 'LATE';
      return { key: row.MaPAKN, unit: row.MaDonVi, at, title: null, data };
    }),
  );
}
