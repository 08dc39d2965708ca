import type { Batch, ReadContext, SourceRecord } from '../../src/connector-kit/connector.ts';
import { timeOf } from '../../src/connector-kit/shape.ts';
import { unlessRead } from '../../src/connector-kit/unless-read.ts';
import { wholeSlice } from '../../src/connector-kit/whole-slice.ts';
import { monthsOf, type Window } from '../../src/core/clock.ts';
import { type Access, allPages, type ItemRow } from './client.ts';
import type { Config } from './config.ts';
import { type Item, items } from './measures.ts';

/** A month is a slice: it is published whole and replaces what was known of its days. */
export async function* read(context: ReadContext<Config>): AsyncGenerator<Batch> {
  for (const month of monthsOf(context.window)) {
    yield* unlessRead(context, items.name, month, () => monthSlice(context, month));
  }
}

async function* monthSlice(access: Access, window: Window): AsyncGenerator<Batch> {
  const { rows, declared } = await wholeSlice(
    ({ id }) => id,
    () => allPages(access, window),
  );
  if (rows.length > 0) yield { type: 'records', stream: items.name, records: rows.map(itemRecord) };
  yield { type: 'slice', stream: items.name, window, declaredTotal: declared, state: null };
}

const itemRecord = ({ id, maDonVi, ngay, trangThai }: ItemRow): SourceRecord<Item> => ({
  key: id,
  unit: maDonVi,
  at: timeOf(ngay),
  title: null,
  data: { isDone: trangThai === 'HOAN_THANH' },
});
