import { dayOf, HUB_ZONE } from './clock.ts';
import { formatDay } from './text.ts';

const CLOCK_TIME = new Intl.DateTimeFormat('en-GB', {
  timeZone: HUB_ZONE,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** "15/11/2024 02:00 GMT+7". */
export const formatMoment = (instant: Date): string =>
  `${formatDay(dayOf(instant))} ${CLOCK_TIME.format(instant)} GMT+7`;
