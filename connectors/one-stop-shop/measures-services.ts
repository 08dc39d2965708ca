import type { RecordStream } from '../../src/connector-kit/connector.ts';
import { text } from '../../src/core/text.ts';
import { measure, PROCEDURE } from './stream-measure.ts';

/**
 * What a received dossier says of its procedure; the best that the dossiers of a procedure say holds for it, in this
 * order.
 */
export const SERVICE_VERDICTS = ['USED', 'UNKNOWN_LEVEL', 'NOT_ONLINE', 'UNKNOWN_STATUS'] as const;
export type ServiceVerdict = (typeof SERVICE_VERDICTS)[number];

/** Procedures of a unit, each once in a calendar year, on the day of its first dossier. */
export const services: RecordStream<ServiceVerdict> = {
  name: 'services',
  title: text('Dịch vụ công trực tuyến có phát sinh hồ sơ', 'Online procedures with dossiers'),
  identifiesPerson: false,
  measures: [
    measure(
      'TTHC.PROC_USED',
      text('Số dịch vụ công trực tuyến có phát sinh hồ sơ', 'Online procedures with at least one dossier'),
      PROCEDURE,
      'SUM',
      (verdict: ServiceVerdict) => (verdict === 'USED' ? 1 : verdict),
    ),
  ],
  reasons: {
    NOT_ONLINE: text('Thủ tục chỉ cung cấp thông tin, chưa trực tuyến', 'The procedure is not online'),
    UNKNOWN_LEVEL: text('Mức độ không có trong bảng ý nghĩa', 'A level that nobody explained'),
    UNKNOWN_STATUS: text(
      'Chỉ có hồ sơ mang trạng thái không có trong bảng ý nghĩa',
      'Has only dossiers with a status that nobody explained',
    ),
  },
};
