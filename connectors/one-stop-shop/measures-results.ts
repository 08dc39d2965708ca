import type { Count, RecordStream } from '../../src/connector-kit/connector.ts';
import { text } from '../../src/core/text.ts';
import { DOSSIER, measure } from './stream-measure.ts';

/** When a dossier was resolved, or why it was not. */
export type Resolution = 'IN_TIME' | 'LATE' | 'NO_DUE_DAY' | 'STILL_OPEN' | 'NOT_ACCEPTED' | 'UNKNOWN_STATUS';

/** How much of the dossier's procedure is online, as the dossier says. */
export type Handling = 'FULL' | 'NOT_FULLY_ONLINE' | 'UNKNOWN_LEVEL';

/** One word, because the store keeps each once: "IN_TIME FULL". */
export type ResultVerdict = `${Resolution} ${Handling}`;

const NOT_RESOLVED: ReadonlySet<string> = new Set<Resolution>([
  'STILL_OPEN',
  'NOT_ACCEPTED',
  'UNKNOWN_STATUS',
]);

const ofResolved =
  (count: (resolution: Resolution, handling: Handling) => Count) =>
  (verdict: ResultVerdict): Count => {
    const [resolution, handling] = verdict.split(' ') as [Resolution, Handling];
    return NOT_RESOLVED.has(resolution) ? resolution : count(resolution, handling);
  };

/** By the day on which handling ended. */
export const results: RecordStream<ResultVerdict> = {
  name: 'results',
  title: text('Hồ sơ đã giải quyết', 'Dossiers resolved'),
  identifiesPerson: true,
  measures: [
    measure(
      'TTHC.RESOLVED',
      text('Số hồ sơ đã giải quyết', 'Dossiers resolved'),
      DOSSIER,
      'SUM',
      ofResolved(() => 1),
    ),
    measure(
      'TTHC.RESOLVED_ONTIME',
      text('Số hồ sơ giải quyết trước hoặc đúng hạn', 'Dossiers resolved early or on time'),
      DOSSIER,
      'SUM',
      ofResolved((resolution) => (resolution === 'IN_TIME' ? 1 : resolution)),
    ),
    measure(
      'TTHC.RESOLVED_FULL',
      text('Số hồ sơ toàn trình đã giải quyết', 'Dossiers resolved of procedures that are fully online'),
      DOSSIER,
      'SUM',
      ofResolved((_, handling) => (handling === 'FULL' ? 1 : handling)),
    ),
  ],
  reasons: {
    LATE: text('Giải quyết sau ngày hẹn trả', 'Resolved after the day it was due'),
    NO_DUE_DAY: text('Không ghi ngày hẹn trả', 'No day is given on which it was due'),
    STILL_OPEN: text(
      'Có ngày kết thúc nhưng chưa giải quyết xong',
      'Has a day of its end, but is not resolved',
    ),
    NOT_ACCEPTED: text('Không được tiếp nhận', 'Not accepted'),
    UNKNOWN_STATUS: text('Trạng thái không có trong bảng ý nghĩa', 'A status that nobody explained'),
    NOT_FULLY_ONLINE: text('Thủ tục chưa trực tuyến toàn trình', 'Its procedure is not fully online'),
    UNKNOWN_LEVEL: text('Mức độ không có trong bảng ý nghĩa', 'A level that nobody explained'),
  },
};

/** A source that says no levels says nothing of full handling: no number, rather than zero. */
export const resultsWithoutLevels: RecordStream<ResultVerdict> = {
  ...results,
  measures: results.measures.filter(({ code }) => code !== 'TTHC.RESOLVED_FULL'),
};
