import type { RecordStream } from '../../src/connector-kit/connector.ts';
import type { Aggregation } from '../../src/core/measure.ts';
import { type Text, text } from '../../src/core/text.ts';

const measure = <D>(
  code: string,
  title: Text,
  unit: Text,
  aggregation: Aggregation,
  count: (data: D) => number | string,
) => ({ code, title, unit, aggregation, count });

const DOSSIER = text('hồ sơ', 'dossier');
const REQUEST = text('yêu cầu', 'request');
const PROCEDURE = text('thủ tục', 'procedure');

/** Row 6.2: the national portal, the province's portal and Hue-S. */
const ONLINE_ORIGINS = new Set(['DVCQG', 'DVCTINH', 'HUES']);
const COUNTER = 'MOTCUA';

/** The data of a dossier is its origin (NguonNop) and nothing else. */
export const dossiers: RecordStream<string> = {
  name: 'dossiers',
  title: text('Hồ sơ đã tiếp nhận', 'Dossiers received'),
  identifiesPerson: true,
  measures: [
    measure('TTHC.RECEIVED', text('Số hồ sơ đã tiếp nhận', 'Dossiers received'), DOSSIER, 'SUM', () => 1),
    measure(
      'TTHC.RECEIVED_ONLINE',
      text('Số hồ sơ nộp trực tuyến', 'Dossiers filed online'),
      DOSSIER,
      'SUM',
      (origin: string) =>
        ONLINE_ORIGINS.has(origin) ? 1 : origin === COUNTER ? 'AT_COUNTER' : 'UNKNOWN_ORIGIN',
    ),
  ],
  reasons: {
    AT_COUNTER: text('Nộp trực tiếp tại bộ phận một cửa', 'Filed at the counter'),
    UNKNOWN_ORIGIN: text(
      'Nguồn nộp không phải Cổng quốc gia, Cổng tỉnh hoặc Hue-S',
      'Filed by an origin other than the national portal, the provincial portal or Hue-S',
    ),
  },
};

/** Our reading of "vi phạm yêu cầu xử lý hồ sơ" (row 6.3); the decree does not define it. */
export type SupplementVerdict = 'PROPER' | 'EMPTY' | 'REPEATED';

export const supplements: RecordStream<SupplementVerdict> = {
  name: 'supplements',
  title: text('Yêu cầu bổ sung hồ sơ', 'Requests to complete a dossier'),
  identifiesPerson: true,
  measures: [
    measure('TTHC.SUPPLEMENT', text('Số yêu cầu bổ sung', 'Requests to complete'), REQUEST, 'SUM', () => 1),
    measure(
      'TTHC.SUPPLEMENT_BAD',
      text('Số yêu cầu bổ sung vi phạm', 'Requests to complete that break the rules'),
      REQUEST,
      'SUM',
      (verdict: SupplementVerdict) => (verdict === 'PROPER' ? 'PROPER' : 1),
    ),
  ],
  reasons: {
    PROPER: text(
      'Yêu cầu bổ sung đầu tiên của hồ sơ và có nêu nội dung',
      'The first request of its dossier, and it says what is missing',
    ),
  },
};

export type ProcedureLevel = 'FULL' | 'PARTIAL' | 'INACTIVE';

export const procedures: RecordStream<ProcedureLevel> = {
  name: 'procedures',
  title: text('Danh mục thủ tục hành chính', 'Catalogue of administrative procedures'),
  identifiesPerson: false,
  measures: [
    measure(
      'TTHC.PROC',
      text('Số thủ tục hành chính', 'Administrative procedures'),
      PROCEDURE,
      'LAST',
      (level: ProcedureLevel) => (level === 'INACTIVE' ? 'INACTIVE' : 1),
    ),
    measure(
      'TTHC.PROC_FULL',
      text('Số thủ tục trực tuyến toàn trình', 'Procedures that are fully online'),
      PROCEDURE,
      'LAST',
      (level: ProcedureLevel) =>
        level === 'INACTIVE' ? 'INACTIVE' : level === 'FULL' ? 1 : 'NOT_FULLY_ONLINE',
    ),
  ],
  reasons: {
    INACTIVE: text('Thủ tục không còn hiệu lực', 'The procedure is no longer in force'),
    NOT_FULLY_ONLINE: text(
      'Chưa trực tuyến toàn trình (mức độ khác 4)',
      'Not fully online (level other than 4)',
    ),
  },
};
