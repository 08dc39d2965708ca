/**
 * The one text of a JSON value (RFC 8785): no spaces, the fields of each object in the order of their UTF-16 code units,
 * numbers and texts as ECMAScript writes them. Whoever holds the value in any form computes the same hash of it.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return scalar(value);
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${fields.map(([name, part]) => `${JSON.stringify(name)}:${canonicalJson(part)}`).join(',')}}`;
}

/** What JSON cannot hold would be written as null, or not at all, and the hash would say nothing of it. */
function scalar(value: unknown): string {
  const isHeld =
    value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value as number);
  if (isHeld) return JSON.stringify(value);
  throw new Error(`JSON holds no ${typeof value === 'number' ? value : typeof value}`);
}
