/**
 * A stream that ends at once when its reader leaves. A generator alone would not: it waits for its next
 * value before it notices, and a pull may be silent for a long time.
 */
export function abortable<V, T>(
  start: (signal: AbortSignal) => AsyncIterable<V>,
  toItem: (value: V) => T,
): AsyncIterableIterator<T> {
  const controller = new AbortController();
  const inner = start(controller.signal)[Symbol.asyncIterator]();
  const end = { done: true, value: undefined } as const;
  const left = new Promise<typeof end>((resolve) => {
    controller.signal.addEventListener('abort', () => resolve(end));
  });
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      const result = await Promise.race([inner.next(), left]);
      return result.done ? end : { done: false, value: toItem(result.value) };
    },
    async return() {
      controller.abort();
      return end;
    },
  };
}
