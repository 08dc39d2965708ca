/** One link of a header and what is said of it: `<https://...>; rel="next"; title="a, b"`. */
const LINK = /<([^<>]*)>((?:"(?:[^"\\]|\\.)*"|[^<"])*)/g;
const PARAMETER = /;\s*([\w*-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]+))/g;

/** The address of the next page in a Link header (RFC 8288), as it stands there; null when none is told. */
export function nextLink(header: string | undefined): string | null {
  for (const [, address = '', parameters = ''] of (header ?? '').matchAll(LINK)) {
    if (isNext(parameters)) return address;
  }
  return null;
}

/** The first `rel` counts, and may hold several words. With an `anchor` it is a link of something else. */
function isNext(parameters: string): boolean {
  const all = [...parameters.matchAll(PARAMETER)].map(
    ([, name = '', quoted, plain = '']) => [name.toLowerCase(), quoted ?? plain] as const,
  );
  if (all.some(([name]) => name === 'anchor')) return false;
  const rel = all.find(([name]) => name === 'rel')?.[1] ?? '';
  return rel.toLowerCase().split(/\s+/).includes('next');
}
