import type { AssessmentView } from '../app/views/assessment.ts';
import { formatMoment } from '../core/format-moment.ts';
import { type Language, type Text, text } from '../core/text.ts';
import type { UnitLevel } from '../core/unit.ts';

export const LEVELS: Record<UnitLevel, Text> = {
  PROVINCE: text('tỉnh, thành phố', 'provinces'),
  DISTRICT: text('cấp huyện', 'districts'),
  COMMUNE: text('cấp xã', 'communes'),
  DEPARTMENT: text('sở, ban, ngành', 'departments'),
};

export const titleOf = ({ indexSet, year, level }: AssessmentView, language: Language): string =>
  `${indexSet.decree.number} · ${year} · ${LEVELS[level][language]}`;

/** Two decimals; "–" for nothing. */
export const decimal = (hundredths: number | null, language: Language): string =>
  hundredths === null
    ? '–'
    : new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
        minimumFractionDigits: 2,
        maximumFractionDigits: 2,
      }).format(hundredths / 100);

/** "15/11/2024 02:00 GMT+7"; "–" for nothing. */
export const moment = (instant: Date | null): string => (instant === null ? '–' : formatMoment(instant));

export const lookedBackTo = (asOf: Date): Text =>
  text(`Kết quả như đã biết lúc ${formatMoment(asOf)}`, `Results as known at ${formatMoment(asOf)}`);
