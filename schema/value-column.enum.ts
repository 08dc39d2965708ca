import { enumOf } from './enum-of.ts';
import type { ValueBasis, ValueColumn } from './words.ts';

const COLUMNS: Readonly<Record<ValueColumn, string>> = {
  SELF: "Đơn vị tự đánh giá · The unit's own value",
  DEPARTMENT: "Sở, cơ quan chủ trì đánh giá · The department's value",
  VERIFIED: "Sau thẩm định, kết luận của tổ đánh giá · After verification, a team's conclusion",
  FINAL: 'Kết quả cuối, đã công bố · Final, as published',
};

export const ValueColumnEnum = enumOf<ValueColumn>(
  'ValueColumn',
  'Cột do người quyết định · A column that people fill',
  COLUMNS,
);

export const ValueBasisEnum = enumOf<ValueBasis>(
  'ValueBasis',
  'Giá trị của ai được tính · Whose value counts',
  {
    AUTOMATIC: 'Máy chấm · The machine',
    ...COLUMNS,
  },
);
