/**
 * Where a configuration leads: the origins of all addresses in it, sorted, each once. An address is a whole text; the
 * open part of a configuration has its addresses in fields of their own (see base-url.ts).
 */
export function hostsIn(config: unknown): readonly string[] {
  const found = new Set<string>();
  collect(config, found);
  return [...found].sort();
}

function collect(value: unknown, found: Set<string>): void {
  if (typeof value === 'string') {
    const url = URL.canParse(value) ? new URL(value) : null;
    // As it is asked, whatever blanks and capitals it is typed with.
    if (url && /^https?:$/.test(url.protocol)) found.add(url.origin);
  } else if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) collect(part, found);
  }
}
