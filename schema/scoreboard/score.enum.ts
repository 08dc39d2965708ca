import type { FreshnessState, ScoreState } from '../../src/app/views/scoreboard.ts';
import { enumOf } from '../enum-of.ts';

export const ScoreStateEnum = enumOf<ScoreState>('ScoreState', 'Trạng thái của điểm · State of a score', {
  SCORED: 'Đã chấm · Scored',
  NO_DATA: 'Thiếu số liệu, không phải là 0 · No data, which is not zero',
  NOT_APPLICABLE: 'Không áp dụng, không tính vào điểm tối đa · Does not apply, leaves the maximum',
  SUSPECT: 'Số liệu bất thường, chờ xem xét · Suspicious data, waiting for a person',
  ERROR: 'Không chấm được do lỗi · Could not be scored',
});

export const FreshnessStateEnum = enumOf<FreshnessState>(
  'FreshnessState',
  'Độ mới của số liệu · How fresh the data are',
  {
    FRESH: 'Mới · Fresh',
    STALE: 'Đã cũ · Stale',
    NEVER: 'Chưa từng có số liệu · Never had data',
  },
);
