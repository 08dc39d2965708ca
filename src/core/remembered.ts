/** The same answers as `make`; those of the first `most` keys are made once. For words that come again and again. */
export function remembered<K, V>(most: number, make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    if (made.size < most) made.set(key, value);
    return value;
  };
}
