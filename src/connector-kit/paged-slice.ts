import { DAY, type Window } from '../core/clock.ts';
import type { Batch, KnownPage, PageRead, ReadContext, SourceRecord } from './connector.ts';
import type { PageAnswer, PageMark } from './http.ts';
import { MAX_PAGES, repeated, tooMany } from './paging.ts';
import { PagesAhead } from './pages-ahead.ts';
import type { RawJson } from './raw-json.ts';
import { sourceMoves } from './source-moves.ts';

/** The rows of one answer and what the source says of all of them. */
export interface OpenedPage {
  readonly rows: RawJson;
  readonly length: number;
  /** null when the source does not say. */
  readonly total: number | null;
}

/** How a slice is read: pages numbered from `firstNumber`, `size` rows on each but the last. */
export interface PagedReading {
  readonly stream: string;
  readonly window: Window;
  readonly size: number;
  readonly firstNumber: number;
  /** `received` is to be told when the answer has come, before it is read; without it pulls are slower. */
  ask(number: number, known: PageMark | null, received: () => void): Promise<PageAnswer>;
  open(body: RawJson): OpenedPage;
  /**
   * What a page's records are must follow from its bytes and the slice's window alone, whatever the day of
   * reading: a page that did not change is not read again. `firstRow` is the row of its first item in the whole list.
   */
  project(rows: RawJson, firstRow: number): readonly SourceRecord[];
}

/** Nights within which each page is asked for whatever its ETag says: one that lies is found out by then. */
const SPOT_CHECKS = 7;

/** When the source's count moves each time, something else than reading again is needed. */
const READINGS = 3;

/**
 * All pages of one query as one slice. The next page is asked for before one is read; pages whose bytes are known
 * are not parsed, and those that a stopped run had read are not even asked for. When the source's own count moves
 * meanwhile, rows have slipped from one page to another and some were not seen: then all of it is read again. So it
 * is when a page has changed under its old ETag: then no "unchanged" of the source is believed.
 */
export async function* pagedSlice(
  context: Pick<ReadContext<unknown>, 'known' | 'clock'>,
  reading: PagedReading,
): AsyncGenerator<Batch> {
  const { stream, window } = reading;
  const night = Math.floor(context.clock.now().getTime() / DAY);
  for (let round = 1; round <= READINGS; round++) {
    const known = await context.known(stream, window);
    if (round === 1 && known.isRead) return yield { type: 'kept', stream, window };
    // Of pages that were read before the count moved none may be taken.
    const pages = round === 1 ? known.pages : known.pages.filter(({ isRead }) => !isRead);
    const isAsked = (number: number) =>
      round > 1 || number === reading.firstNumber || (number + night) % SPOT_CHECKS === 0;
    const asked = pages.map((page) => (isAsked(page.number) ? withoutEtag(page) : page));
    const etags = new Map(pages.map(({ number, mark }) => [number, mark.etag]));
    const isLie = ({ number, mark }: PageRead) => mark.etag !== null && mark.etag === etags.get(number);
    if (!(yield* readPages(reading, asked, round > 1 ? null : isLie))) return;
    yield { type: 'again', stream };
  }
  throw sourceMoves(READINGS);
}

const withoutEtag = <P extends PageRead>(page: P): P => ({ ...page, mark: { ...page.mark, etag: null } });

/** Answers true when the source's count moved or an ETag lied, so that what was yielded does not hold. */
async function* readPages(
  reading: PagedReading,
  known: readonly KnownPage[],
  /** Of a page that changed; null: its ETag is not kept, either. */
  isLie: ((page: PageRead) => boolean) | null,
): AsyncGenerator<Batch, boolean> {
  const { stream, window, firstNumber } = reading;
  const knownPages = new Map(known.map((page) => [page.number, page]));
  const sum = { items: 0, records: 0 };
  const seen = new Set<string>();
  let previous: PageRead | null = null;
  const ahead = new PagesAhead((number, received) =>
    begin(reading, knownPages.get(number), number, received),
  );
  for (let number = firstNumber; ; number++) {
    const { batch, page } = taken(reading, await ahead.page(number), number, sum.items + 1, isLie === null);
    if (previous && page.total !== previous.total) return true;
    if (batch.type === 'records' && isLie?.(page)) return true;
    const isAgain = seen.has(page.mark.digest);
    if (isAgain && isShortLast(previous, page, reading.size)) {
      yield { type: 'slice', stream, window, declaredTotal: null, state: null };
      return false;
    }
    if (isAgain) throw repeated(number);
    if (page.mark.digest) seen.add(page.mark.digest);
    if (number - firstNumber >= MAX_PAGES) throw tooMany();
    sum.items += page.items;
    sum.records += page.records;
    const isLast = isAtEnd(page, sum.items);
    // A full page more, and the list is still not at its end; unless the source sends pages of a size of its own.
    const isAsAsked = page.items === reading.size;
    const isMoreAfter = isAsAsked && page.total !== null && page.total > sum.items + reading.size;
    if (!isLast) ahead.needed(number + 1, isMoreAfter ? number + 2 : number + 1);
    yield batch;
    previous = page;
    if (!isLast) continue;
    // An item may give none or several records; one that was announced and never came counts as one record.
    const declaredTotal = page.total === null ? null : sum.records + (page.total - sum.items);
    yield { type: 'slice', stream, window, declaredTotal, state: null };
    return false;
  }
}

type Answer = KnownPage | { readonly known: KnownPage | undefined; readonly answer: PageAnswer };

function begin(
  reading: PagedReading,
  known: KnownPage | undefined,
  number: number,
  received: () => void,
): Promise<Answer> {
  if (known?.isRead) return Promise.resolve(known);
  const answer = reading.ask(number, known?.mark ?? null, received).then((one) => ({ known, answer: one }));
  // Told where it is waited for; the reader may have stopped by then.
  answer.catch(() => {});
  return answer;
}

function taken(
  reading: PagedReading,
  answer: Answer,
  number: number,
  firstRow: number,
  isEtagLeft: boolean,
): { batch: Batch; page: PageRead } {
  const { stream } = reading;
  if ('isRead' in answer) return { page: answer, batch: { type: 'same', stream, page: answer } };
  if (answer.answer.unchanged) {
    const page = answer.known as KnownPage;
    return { page, batch: { type: 'same', stream, page } };
  }
  const { mark, body } = answer.answer;
  const { rows, length, total } = reading.open(body);
  const records = reading.project(rows, firstRow);
  const read = { number, mark, items: length, records: records.length, total };
  const page = isEtagLeft ? withoutEtag(read) : read;
  return { page, batch: { type: 'records', stream, records, page } };
}

/**
 * A short page before the declared total is told by the comparison of totals, not by reading for ever. Without a
 * total a short page need not be the last: a source may send less than it is asked for (F14).
 */
const isAtEnd = ({ items, total }: PageRead, received: number): boolean =>
  items === 0 || (total !== null && received >= total);

/** Sources that have no further page may send their last one again. */
const isShortLast = (previous: PageRead | null, { mark, total }: PageRead, size: number): boolean =>
  total === null && previous !== null && previous.items < size && previous.mark.digest === mark.digest;
