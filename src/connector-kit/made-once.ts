/** The same answers as `make`, each made once: a simulator is asked for a month page by page. */
export function madeOnce<K extends readonly unknown[], T>(
  make: (...of: K) => T,
  nameOf: (...of: K) => string = (...of) => of.join(' '),
): (...of: K) => T {
  const made = new Map<string, T>();
  return (...of) => {
    const name = nameOf(...of);
    const known = made.get(name) ?? make(...of);
    made.set(name, known);
    return known;
  };
}
