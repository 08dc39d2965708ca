import type { Command } from 'commander';
import { endOfDay, isDay } from '../core/clock.ts';
import { configError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import { type Context, say } from './context.ts';

export interface AsOfChoice {
  readonly asOf?: string;
}

export const addAsOf = (command: Command, context: Context): Command =>
  command.option(
    '--as-of <moment>',
    say(
      context,
      text(
        'xem lại lúc đó: 2024-11-15 (hết ngày) hoặc 2024-11-15T17:00 (giờ Việt Nam)',
        'look back to a moment: 2024-11-15 (its end) or 2024-11-15T17:00 (in Viet Nam)',
      ),
    ),
  );

/** Day, time of day and zone. */
const TYPED = /^([12]\d{3}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?)?$/;

/** The moment that somebody typed, in Viet Nam unless it names a zone; null when none was. */
export function chosenMoment({ asOf }: AsOfChoice): Date | null {
  if (asOf === undefined) return null;
  const [, day = '', clockTime, zone = '+07:00'] = TYPED.exec(asOf.trim()) ?? [];
  const end = clockTime === undefined ? endOfDay(day) : new Date(`${day}T${clockTime}${zone}`);
  const moment = isDay(day) ? end : new Date(Number.NaN);
  if (!Number.isNaN(moment.getTime())) return moment;
  throw configError(
    'BAD_INPUT',
    text(
      `--as-of là "${asOf}"; cần ngày 2024-11-15 hoặc thời điểm 2024-11-15T17:00 (giờ Việt Nam).`,
      `--as-of is "${asOf}"; expected a day 2024-11-15 or a moment 2024-11-15T17:00 (in Viet Nam).`,
    ),
  );
}
