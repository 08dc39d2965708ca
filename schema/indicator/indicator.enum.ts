import { enumOf } from '../enum-of.ts';
import type { Indicator } from '../words.ts';

export const FillingEnum = enumOf<Indicator['filling']>(
  'Filling',
  'Ai cung cấp số liệu · Who delivers the value',
  {
    AUTOMATIC: 'Hệ thống nguồn, tự động · A source system, automatically',
    AGENCY_FIGURE: 'Cơ quan chủ quản báo cáo · Figure of an agency',
    SIGNED_FILE: 'Văn bản đã ký · A signed file',
    NONE: 'Quyết định để trống ô minh chứng · The evidence cell of the decree is empty',
  },
);

export const EvidenceClassEnum = enumOf<Indicator['evidenceClass']>(
  'EvidenceClass',
  'Loại minh chứng · Class of evidence',
  {
    A1: 'Tự động · Automatic',
    A2: 'Tổng hợp từ hệ thống nguồn · Compiled from a source system',
    B: 'Số liệu của cơ quan · Figure of an agency',
    C: 'Ô minh chứng trống · Empty evidence cell',
    M: 'Văn bản đã ký · Signed file',
  },
);
