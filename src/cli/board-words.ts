import type { ScoreboardView } from '../app/views/scoreboard.ts';
import { toNumber } from '../core/points.ts';
import { type Language, type Text, text } from '../core/text.ts';
import { titleOf } from './words.ts';

/** "Xã Đắk Tờ Re (23494) · 12/TB-UBND · 2023 · cấp xã" */
export const boardTitle = ({ unit, assessment }: ScoreboardView, language: Language): string =>
  `${unit.name} (${unit.code}) · ${titleOf(assessment, language)}`;

/** What every document about one scoreboard begins with. */
export const boardDocument = ({ unit, assessment, points, maxApplicable }: ScoreboardView): object => ({
  indexSet: assessment.indexSet.code,
  year: assessment.year,
  level: assessment.level,
  unit: { code: unit.code, name: unit.name },
  points: points === null ? null : toNumber(points),
  maxApplicable: toNumber(maxApplicable),
});

export const BASES: Record<NonNullable<ScoreboardView['indicators'][number]['basis']>, Text> = {
  AUTOMATIC: text('máy chấm', 'automatic'),
  SELF: text('đơn vị tự đánh giá', 'self-assessed'),
  DEPARTMENT: text('sở, cơ quan chủ trì đánh giá', "the department's"),
  VERIFIED: text('sau thẩm định', 'verified'),
  FINAL: text('kết quả cuối', 'final'),
};
