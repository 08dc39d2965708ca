import { whenNeeded } from './when-needed.ts';

const csvParse = whenNeeded<typeof import('csv-parse/sync')>('csv-parse/sync');

/** In the order of preference where a file leaves it open, such as one of a single column. */
const SEPARATORS = [';', '\t', '|', ','] as const;

/** Enough to see the header and some rows below the titles. */
const HEAD_LETTERS = 64 * 1024;
const HEAD_RECORDS = 60;

/** The first line by which Excel is told the sign: "sep=;". */
export const separatorLine = (content: string): string | null =>
  /^sep=([;,|\t])\r?\n/i.exec(content)?.[1] ?? null;

/** The sign that cuts the most lines into the same number of cells. */
export function separatorOf(content: string): string {
  const head =
    content.length > HEAD_LETTERS ? content.slice(0, content.lastIndexOf('\n', HEAD_LETTERS) + 1) : content;
  const ranked = SEPARATORS.map((separator) => ({ separator, agreeing: agreeingCells(head, separator) }));
  return ranked.reduce((best, one) => (one.agreeing > best.agreeing ? one : best)).separator;
}

/** How many cells stand in lines that agree on their number; lines of one cell say nothing. */
function agreeingCells(head: string, separator: string): number {
  const counts = new Map<number, number>();
  for (const { length } of recordsOf(head, separator)) {
    if (length > 1) counts.set(length, (counts.get(length) ?? 0) + 1);
  }
  return Math.max(0, ...[...counts].map(([width, lines]) => width * lines));
}

function recordsOf(head: string, separator: string): readonly string[][] {
  const records: string[][] = [];
  const on_record = (record: string[]) => {
    records.push(record);
    return null;
  };
  try {
    csvParse().parse(head, {
      delimiter: separator,
      relax_column_count: true,
      skip_empty_lines: true,
      to: HEAD_RECORDS,
      on_record,
    });
  } catch (cause) {
    // With the wrong sign quotes stand in wrong places: what was read before tells enough.
    if (!(cause instanceof csvParse().CsvError)) throw cause;
  }
  return records;
}
