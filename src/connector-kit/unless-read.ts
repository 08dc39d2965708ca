import type { Window } from '../core/clock.ts';
import type { Batch, ReadContext } from './connector.ts';

/** A slice that a stopped run had read to its end is not read again; any other is. */
export async function* unlessRead(
  { known }: Pick<ReadContext<unknown>, 'known'>,
  stream: string,
  window: Window,
  read: () => AsyncGenerator<Batch>,
): AsyncGenerator<Batch> {
  if ((await known(stream, window)).isRead) yield { type: 'kept', stream, window };
  else yield* read();
}
