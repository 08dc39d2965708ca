import type { Batch, ReadContext } from '../../src/connector-kit/connector.ts';
import { unlessRead } from '../../src/connector-kit/unless-read.ts';
import { wholeSlice } from '../../src/connector-kit/whole-slice.ts';
import { isInside, monthsOf, type Window } from '../../src/core/clock.ts';
import { broadcastClient, type Client } from './client.ts';
import type { BroadcastConfig } from './config.ts';
import { bulletins } from './measures.ts';
import { bulletinRecord } from './records.ts';

export async function* read(context: ReadContext<BroadcastConfig>): AsyncGenerator<Batch> {
  const client = broadcastClient(context);
  for (const month of monthsOf(context.window)) {
    yield* unlessRead(context, bulletins.name, month, () => monthSlice(context, client, month));
  }
}

/**
 * The list of a month also holds bulletins that were first heard in another month and are repeated in this one;
 * each counts once, in its own month, so they leave both the records and the total of this slice.
 */
async function* monthSlice(
  { config, clock }: ReadContext<BroadcastConfig>,
  client: Client,
  window: Window,
): AsyncGenerator<Batch> {
  const stream = bulletins.name;
  const now = clock.now();
  const { rows, declared } = await wholeSlice(
    ({ maBanTin }) => maBanTin,
    () => client.pages(window),
  );
  const records = rows
    .map((row) => bulletinRecord(row, config, now))
    .filter(({ at }) => isInside(at.slice(0, 10), window));
  if (records.length > 0) yield { type: 'records', stream, records };
  const declaredTotal = declared === null ? null : declared - (rows.length - records.length);
  yield { type: 'slice', stream, window, declaredTotal, state: null };
}
