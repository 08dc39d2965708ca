/** While one answer is on its way, the next one is already asked for. */
const AT_ONCE = 2;

/**
 * One question for all who wait for it: whoever asks while enough of them are under way shares the next. What is
 * answered was always read after it was asked for.
 */
export function askedTogether<T>(ask: () => Promise<T>): () => Promise<T> {
  let underWay = 0;
  let next: { readonly answer: Promise<T>; begin(): void } | null = null;

  function beginNext(): void {
    if (next === null || underWay === AT_ONCE) return;
    const { begin } = next;
    next = null;
    underWay += 1;
    begin();
  }

  function waiting(): { readonly answer: Promise<T>; begin(): void } {
    let begin = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const answer = begun.then(ask).finally(() => {
      underWay -= 1;
      beginNext();
    });
    return { answer, begin };
  }

  return () => {
    if (next === null) {
      next = waiting();
      // Those who ask in the same turn share it, too.
      setImmediate(beginNext);
    }
    return next.answer;
  };
}
