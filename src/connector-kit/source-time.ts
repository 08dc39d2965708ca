import { isDay } from '../core/clock.ts';

const two = (value: string | undefined) => (value ?? '0').padStart(2, '0');

/**
 * A date as source systems write it, as "YYYY-MM-DDTHH:mm:ss+07:00"; null when it is none.
 * Known shapes: ISO with or without zone and milliseconds, "2026-06-08 14:07:53", "20241231" with or
 * without "HHmmss", "dd/MM/yyyy" with or without "HH:mm[:ss]". No zone means Viet Nam.
 */
export function parseSourceTime(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const raw = value.trim();
  const compact = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?$/.exec(raw);
  const iso =
    /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?$/.exec(raw);
  const local = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(raw);
  const parts =
    compact ?? iso ?? (local && [local[0], local[3], local[2], local[1], local[4], local[5], local[6]]);
  if (!parts) return null;
  const day = `${parts[1]}-${two(parts[2])}-${two(parts[3])}`;
  const [hour, minute, second] = [two(parts[4]), two(parts[5]), two(parts[6])];
  if (!isDay(day) || hour > '23' || minute > '59' || second > '59') return null;
  const zone = iso?.[7];
  if (!zone || zone === '+07:00') return `${day}T${hour}:${minute}:${second}+07:00`;
  const instant = Date.parse(`${day}T${hour}:${minute}:${second}${zone}`);
  return Number.isNaN(instant)
    ? null
    : `${new Date(instant + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`;
}
