import { numberedPages, type Page } from '../../src/connector-kit/paging.ts';

/** What `totalrow` counts. Public clients of Hue-S take it as rows and as pages. */
export type TotalCounts = 'auto' | 'rows' | 'pages';

/** Pages of one list as they arrived, and what the source's `totalrow` says of their rows. */
interface Arrived<T> {
  readonly pages: readonly Page<T>[];
  readonly size: number;
  readonly counts: TotalCounts;
}

const FIRST_PAGE = 1;
/** Ends are told by `isLast`: the total may count something else than rows. */
const ENDLESS = Number.MAX_SAFE_INTEGER;

/** Reads on as long as rows or pages may be missing; the total of each page is one of rows, or null. */
export async function* countedPages<T>(
  size: number,
  counts: TotalCounts,
  read: (page: number) => Promise<Page<T>>,
): AsyncGenerator<Page<T>> {
  const pages: Page<T>[] = [];
  const reading = numberedPages(size, FIRST_PAGE, async (number) => {
    const page = await read(number);
    if (page.items.length > 0 || number === FIRST_PAGE) pages.push(page);
    return { ...page, total: ENDLESS, isLast: isAtEnd({ pages, size, counts }, page) };
  });
  for await (const _ of reading);
  yield* countsPages({ pages, size, counts }) ? pages.map(({ items }) => ({ items, total: null })) : pages;
}

function isAtEnd<T>({ pages, size, counts }: Arrived<T>, { items, total }: Page<T>): boolean {
  const isShort = items.length < size;
  if (total === null) return isShort;
  const received = rowsOf(pages);
  // Exactly as many rows as declared: a full page may still be followed by others, if pages are counted.
  if (counts === 'rows' || (counts === 'auto' && received <= total))
    return received >= total && (isShort || counts === 'rows');
  return pages.length >= total;
}

/**
 * True when the total can only be one of pages: more rows came than it says, on as many pages as it says. One short
 * page proves nothing: a total of 1 may be wrong as well, so that is for a person to say in the configuration.
 */
function countsPages<T>({ pages, size, counts }: Arrived<T>): boolean {
  const totals = new Set(pages.map(({ total }) => total));
  const [total = null] = totals;
  if (totals.size !== 1 || total === null || counts === 'rows' || pages.length !== total) return false;
  const areFull = pages.slice(0, -1).every(({ items }) => items.length === size);
  const isProven = rowsOf(pages) > total && pages[0]?.items.length === size;
  return areFull && (counts === 'pages' || isProven);
}

const rowsOf = <T>(pages: readonly Page<T>[]): number =>
  pages.reduce((sum, { items }) => sum + items.length, 0);
