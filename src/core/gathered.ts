/** While one answer is on its way, the next one is already asked for. */
const AT_ONCE = 2;
/** Questions in one. */
const MOST = 200;

interface Waiting<K, V> {
  readonly key: K;
  resolve(value: V): void;
  reject(error: unknown): void;
}

/**
 * One question for all who wait for an answer: whoever asks while enough of them are under way goes with the next.
 * What is answered was always read after it was asked for. `load` answers in the order of the keys.
 */
export function gathered<K, V>(load: (keys: readonly K[]) => Promise<readonly V[]>): (key: K) => Promise<V> {
  let waiting: Waiting<K, V>[] = [];
  let underWay = 0;
  let isSet = false;

  /** Those who ask in the same turn go together, too. */
  function soon(): void {
    if (isSet || waiting.length === 0 || underWay === AT_ONCE) return;
    isSet = true;
    setImmediate(() => {
      isSet = false;
      void begin();
    });
  }

  async function begin(): Promise<void> {
    const asked = waiting.slice(0, MOST);
    waiting = waiting.slice(MOST);
    underWay += 1;
    soon();
    try {
      const values = await load(asked.map(({ key }) => key));
      for (const [index, one] of asked.entries()) one.resolve(values[index] as V);
    } catch (error) {
      for (const one of asked) one.reject(error);
    }
    underWay -= 1;
    soon();
  }

  return (key) =>
    new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject });
      soon();
    });
}
