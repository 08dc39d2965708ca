import { closingDay } from '../../src/connector-kit/closing.ts';
import type { Batch, ReadContext, SourceRecord } from '../../src/connector-kit/connector.ts';
import { pagedSlice } from '../../src/connector-kit/paged-slice.ts';
import type { RawJson } from '../../src/connector-kit/raw-json.ts';
import {
  type Day,
  dayOf,
  earlierDay,
  isInside,
  monthOf,
  monthsOf,
  type Window,
} from '../../src/core/clock.ts';
import { type Client, createClient, openPage, type Query } from './client.ts';
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
    yield* slice(context, client, query, dossiers.name, month, (items, row) =>
      dossierRecords(items, month, row),
    );
  }
  for (const month of monthsOf(past)) {
    const query = dossierQuery('NGAY_BO_SUNG', month, unit, size);
    yield* slice(context, client, query, supplements.name, month, (items, row) =>
      supplementRecords(items, month, row),
    );
  }
  for (const month of monthsOf(past)) {
    const day = earlierDay(closingDay(monthOf(month.from)), context.window.to);
    if (!isInside(day, month)) continue;
    const query: Query = { service: 'LayDanhSachTTHC', unit, filter: { ngay: compact(day) }, size };
    yield* slice(context, client, query, procedures.name, month, (items, row) =>
      procedureRecords(items, day, row),
    );
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

function slice(
  context: ReadContext<Config>,
  client: Client,
  query: Query,
  stream: string,
  window: Window,
  project: (rows: RawJson, firstRow: number) => readonly SourceRecord[],
): AsyncGenerator<Batch> {
  return pagedSlice(context, {
    stream,
    window,
    size: query.size,
    firstNumber: context.config.firstPage,
    ask: (number, known) => client.page(query, number, known),
    open: (body) => openPage(body, query),
    project,
  });
}
