import type { Batch, ReadContext, SourceRecord } from '../../src/connector-kit/connector.ts';
import type { HttpHeaders, PageAnswer } from '../../src/connector-kit/http.ts';
import { MAX_PAGES, repeated, tooMany } from '../../src/connector-kit/paging.ts';
import type { RawJson } from '../../src/connector-kit/raw-json.ts';
import { sourceMoves } from '../../src/connector-kit/source-moves.ts';
import { unlessRead } from '../../src/connector-kit/unless-read.ts';
import type { Window } from '../../src/core/clock.ts';
import type { OpenedList } from './answers.ts';
import type { Position } from './query.ts';

/** A list whose next page is only known from the one before it. */
export interface WalkedReading {
  readonly stream: string;
  readonly window: Window;
  readonly first: Position;
  ask(at: Position): Promise<PageAnswer>;
  open(body: RawJson, headers: HttpHeaders): OpenedList;
  /**
   * Page numbers without a total: rows asked for a page. Sources that have no further page may send their last one
   * again; when it is shorter than that, nothing says that there is more.
   */
  readonly repeatsLast?: number;
  /** Where the next page begins after `received` rows; null at the end. */
  after(page: OpenedList, received: number, at: Position): Position | null;
  project(rows: RawJson, firstRow: number): readonly SourceRecord[];
}

const READINGS = 3;

/**
 * All pages as one slice. Pages are no checkpoints here: one that is left out would take the way to the next with
 * it, so a slice that was not read to its end is read again from its first page.
 */
export const walkedSlice = (
  context: Pick<ReadContext<unknown>, 'known'>,
  reading: WalkedReading,
): AsyncGenerator<Batch> => unlessRead(context, reading.stream, reading.window, () => readings(reading));

/** Read again when the source's own count moved: then rows have slipped from one page to another (F13). */
async function* readings(reading: WalkedReading): AsyncGenerator<Batch> {
  for (let round = 1; round <= READINGS; round++) {
    if (!(yield* pages(reading))) return;
    yield { type: 'again', stream: reading.stream };
  }
  throw sourceMoves(READINGS);
}

/** Answers true when the source's count moved, so that what was yielded does not hold. */
async function* pages({ stream, window, first, ...reading }: WalkedReading): AsyncGenerator<Batch, boolean> {
  const sum = { items: 0, records: 0 };
  const seen = new Set<string>();
  let digest = '';
  let total: number | null | undefined;
  for (let at: Position | null = first, page = 1; at !== null; page++) {
    // F10: a way that leads back, or bytes that came before.
    if (seen.has(JSON.stringify(at))) throw repeated(page);
    if (page > MAX_PAGES) throw tooMany();
    seen.add(JSON.stringify(at));
    const answer = await reading.ask(at);
    if (answer.unchanged) throw repeated(page);
    const opened = reading.open(answer.body, answer.headers);
    if (total !== undefined && opened.total !== total) return true;
    if (opened.length > 0 && answer.mark.digest === digest) {
      if (opened.length < (reading.repeatsLast ?? 0)) break;
      throw repeated(page);
    }
    digest = answer.mark.digest;
    total = opened.total;
    const records = reading.project(opened.rows, sum.items + 1);
    sum.items += opened.length;
    sum.records += records.length;
    yield { type: 'records', stream, records };
    at = reading.after(opened, sum.items, at);
  }
  // An item may give none or several records; one that was announced and never came counts as one record.
  const declaredTotal = total == null ? null : sum.records + (total - sum.items);
  yield { type: 'slice', stream, window, declaredTotal, state: null };
  return false;
}
