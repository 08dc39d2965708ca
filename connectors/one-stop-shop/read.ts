import { closingDay } from '../../src/connector-kit/closing.ts';
import type { Batch, ReadContext, SourceRecord } from '../../src/connector-kit/connector.ts';
import { numberedPages } from '../../src/connector-kit/paging.ts';
import {
  type Day,
  dayOf,
  earlierDay,
  isInside,
  monthOf,
  monthsOf,
  type Window,
} from '../../src/core/clock.ts';
import { type Client, createClient, type Query } from './client.ts';
import type { Config } from './config.ts';
import { dossiers, procedures, supplements } from './measures.ts';
import { dossierRecords, procedureRecords, supplementRecords } from './records.ts';

/** Every pull reads its whole window again, because dossiers change after they were received: no state is kept. */
export async function* read(context: ReadContext<Config>): AsyncGenerator<Batch> {
  const client = createClient(context.config, context.http);
  const size = context.config.pageSize;
  const unit = onlyUnit(context);
  const today = dayOf(context.clock.now());
  const past = { from: context.window.from, to: earlierDay(context.window.to, today) };
  for (const month of monthsOf(past)) {
    const query = dossierQuery('NGAY_TIEP_NHAN', month, unit, size);
    yield* slice(client, query, dossiers.name, month, (items, row) => dossierRecords(items, month, row));
  }
  for (const month of monthsOf(past)) {
    const query = dossierQuery('NGAY_BO_SUNG', month, unit, size);
    yield* slice(client, query, supplements.name, month, (items, row) =>
      supplementRecords(items, month, row),
    );
  }
  for (const month of monthsOf(past)) {
    const day = earlierDay(closingDay(monthOf(month.from)), context.window.to);
    if (!isInside(day, month)) continue;
    const query: Query = { service: 'LayDanhSachTTHC', unit, filter: { ngay: compact(day) }, size };
    yield* slice(client, query, procedures.name, month, (items, row) => procedureRecords(items, day, row));
  }
}

/** One request asks for all units, unless the pull is for a single one. */
function onlyUnit({ units }: ReadContext<Config>): string {
  const codes = new Set(units.map(({ code }) => code));
  return codes.size === 1 ? ([...codes][0] as string) : '';
}

type DateKind = 'NGAY_TIEP_NHAN' | 'NGAY_BO_SUNG';

export const dossierQuery = (
  loaiNgay: DateKind,
  { from, to }: Window,
  unit: string,
  size: number,
): Query => ({
  service: 'LayDanhSachHoSo',
  unit,
  filter: { loaiNgay, tuNgay: `${compact(from)}000000`, denNgay: `${compact(to)}235959` },
  size,
});

const compact = (day: Day): string => day.replaceAll('-', '');

/** All pages of one query as one slice. */
async function* slice(
  client: Client,
  query: Query,
  stream: string,
  window: Window,
  project: (items: readonly unknown[], firstRow: number) => readonly SourceRecord[],
): AsyncGenerator<Batch> {
  let [items, sent] = [0, 0];
  let declaredTotal: number | null = null;
  for await (const page of numberedPages(query.size, 1, (number) => client.page(query, number))) {
    const records = project(page.items, items + 1);
    items += page.items.length;
    sent += records.length;
    // An item may give none or several records; one that was announced and never came counts as one record.
    declaredTotal = page.total === null ? null : sent + (page.total - items);
    if (records.length > 0) yield { type: 'records', stream, records };
  }
  yield { type: 'slice', stream, window, declaredTotal, state: null };
}
