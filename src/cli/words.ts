import type { AssessmentView } from '../app/views/assessment.ts';
import { dayOf, HUB_ZONE } from '../core/clock.ts';
import { formatDay, type Language, type Text, text } from '../core/text.ts';
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

const CLOCK_TIME = new Intl.DateTimeFormat('en-GB', {
  timeZone: HUB_ZONE,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** "15/11/2024 02:00 GMT+7"; "–" for nothing. */
export const moment = (instant: Date | null): string =>
  instant === null ? '–' : `${formatDay(dayOf(instant))} ${CLOCK_TIME.format(instant)} GMT+7`;
