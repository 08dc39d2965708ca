import type { RecordStream } from '../../src/connector-kit/connector.ts';
import { text } from '../../src/core/text.ts';
import { digitisation, feedback } from './measures-766.ts';
import type { FieldMap } from './field-map.ts';
import { results, resultsWithoutLevels } from './measures-results.ts';
import { services } from './measures-services.ts';
import { DOSSIER, measure, PROCEDURE } from './stream-measure.ts';
import { isOnline, type Level, type Origin } from './value-maps.ts';

const REQUEST = text('yêu cầu', 'request');

/** Why a dossier does not count as received although the list of received ones has it. */
type NotReceived = 'NOT_YET_RECEIVED' | 'NOT_ACCEPTED' | 'UNKNOWN_STATUS';

/** How a dossier came in and whether it was received: nothing else of it is kept. */
export type DossierStanding = Origin | 'UNKNOWN_ORIGIN' | NotReceived;

const RECEIVED: ReadonlySet<DossierStanding> = new Set(['ONLINE', 'COUNTER', 'POST', 'UNKNOWN_ORIGIN']);

/** Row 6.2: the national portal, the province's portal and Hue-S are online. */
const ONLINE_OR_WHY: Readonly<Partial<Record<DossierStanding, number | string>>> = {
  ONLINE: 1,
  COUNTER: 'AT_COUNTER',
  POST: 'BY_POST',
};

export const dossiers: RecordStream<DossierStanding> = {
  name: 'dossiers',
  title: text('Hồ sơ đã tiếp nhận', 'Dossiers received'),
  identifiesPerson: true,
  measures: [
    measure(
      'TTHC.RECEIVED',
      text('Số hồ sơ đã tiếp nhận', 'Dossiers received'),
      DOSSIER,
      'SUM',
      (standing: DossierStanding) => (RECEIVED.has(standing) ? 1 : standing),
    ),
    measure(
      'TTHC.RECEIVED_ONLINE',
      text('Số hồ sơ nộp trực tuyến', 'Dossiers filed online'),
      DOSSIER,
      'SUM',
      (standing: DossierStanding) => ONLINE_OR_WHY[standing] ?? standing,
    ),
  ],
  reasons: {
    AT_COUNTER: text('Nộp trực tiếp tại bộ phận một cửa', 'Filed at the counter'),
    BY_POST: text('Nộp qua bưu chính công ích', 'Filed by post'),
    UNKNOWN_ORIGIN: text(
      'Nguồn nộp không có trong bảng ý nghĩa (Cổng quốc gia, Cổng tỉnh, Hue-S, một cửa)',
      'Filed by an origin that nobody explained (national portal, provincial portal, Hue-S, counter)',
    ),
    NOT_YET_RECEIVED: text('Mới đăng ký, chưa được tiếp nhận', 'Registered, not yet received'),
    NOT_ACCEPTED: text('Không được tiếp nhận', 'Not accepted'),
    UNKNOWN_STATUS: text('Trạng thái không có trong bảng ý nghĩa', 'A status that nobody explained'),
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

export type ProcedureLevel = Level | 'INACTIVE' | 'UNKNOWN_LEVEL';

const LEFT_OUT: ReadonlySet<ProcedureLevel> = new Set(['INACTIVE', 'UNKNOWN_LEVEL']);

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
      (level: ProcedureLevel) => (level === 'FULL' ? 1 : LEFT_OUT.has(level) ? level : 'NOT_FULLY_ONLINE'),
    ),
    measure(
      'TTHC.PROC_ONLINE',
      text('Số dịch vụ công trực tuyến', 'Procedures that are fully or partly online'),
      PROCEDURE,
      'LAST',
      (level: ProcedureLevel) => (isOnline(level) ? 1 : level === 'INFORMATION' ? 'INFORMATION_ONLY' : level),
    ),
  ],
  reasons: {
    INACTIVE: text('Thủ tục không còn hiệu lực', 'The procedure is no longer in force'),
    NOT_FULLY_ONLINE: text('Chưa trực tuyến toàn trình', 'Not fully online'),
    INFORMATION_ONLY: text('Chỉ cung cấp thông tin, chưa trực tuyến', 'Information only, not online'),
    UNKNOWN_LEVEL: text('Mức độ không có trong bảng ý nghĩa', 'A level that nobody explained'),
  },
};

/** All lists, in the order in which they are read. */
export const streams = { dossiers, supplements, procedures, results, digitisation, feedback, services };

/** The lists of a source whose dossiers are as `fields` says. */
export const streamsOf = ({ level }: FieldMap): typeof streams =>
  level === '' ? { ...streams, results: resultsWithoutLevels } : streams;
