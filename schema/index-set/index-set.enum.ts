import { enumOf } from '../enum-of.ts';
import type { IndexSet } from '../words.ts';

export const ScoringModelEnum = enumOf<IndexSet['scoringModel']>(
  'ScoringModel',
  'Cách hình thành điểm · How points arise',
  {
    POINTS_PER_ROW: 'Điểm cho từng dòng · Points for each row',
    POINTS_PER_INDEX: 'Điểm cho từng chỉ số chính · Points for each main index',
    TARGETS: 'Đạt hay không đạt mục tiêu · Targets met or not',
  },
);

export const RankByEnum = enumOf<IndexSet['rankBy']>('RankBy', 'Căn cứ xếp hạng · What orders the ranking', {
  PERCENT: 'Tỷ lệ trên điểm tối đa áp dụng · Percent of the maximum that applies',
  POINTS: 'Tổng điểm · Points',
});

export const MissingPolicyEnum = enumOf<IndexSet['missing']>(
  'MissingPolicy',
  'Dòng không có số liệu được tính thế nào · What a row without any value means',
  {
    STAYS_IN_MAX: 'Chưa có điểm, vẫn tính vào điểm tối đa · No points yet, and it stays in the maximum',
    ZERO: '0 điểm · 0 points',
    UNMET: 'Không đạt mục tiêu · The target is not met',
  },
);
