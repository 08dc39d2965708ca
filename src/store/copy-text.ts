/** Values as PostgreSQL's COPY text format wants them: tab between columns, \N for null. */

/** Whether a text needs escaping at all: nearly none does, and this is on the road of every record. */
const SPECIAL = /[\\\t\n\r]/;

export function copyText(value: string | null): string {
  if (value === null) return '\\N';
  // NUL cannot be stored in a PostgreSQL text; a source that sends one sends it by mistake.
  const clean = value.includes('\u0000') ? value.replaceAll('\u0000', '') : value;
  if (!SPECIAL.test(clean)) return clean;
  return clean.replace(/\\/g, '\\\\').replace(/\t/g, '\\t').replace(/\n/g, '\\n').replace(/\r/g, '\\r');
}

export const copyNumber = (value: number | null): string => (value === null ? '\\N' : String(value));
