import { parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Day } from '../core/clock.ts';
import type { indicatorEntry } from './indicator-entry.ts';

/** A row in the words of a file; what a document may leave out is left out. */
export type NewRow = z.input<typeof indicatorEntry>;

export interface NewVersion {
  readonly version: number;
  readonly holdsFrom: Day;
  readonly firstYear: number;
  readonly rows: readonly NewRow[];
}

/** The text of a set with rows put into it, as a version of its own; all else, comments too, stays as it stands. */
export function fillRows(source: string, { version, holdsFrom, firstYear, rows }: NewVersion): string {
  const document = parseDocument(source);
  document.set('version', version);
  document.set('holdsFrom', holdsFrom);
  document.set('firstYear', firstYear);
  document.set('indicators', rows);
  return document.toString({ lineWidth: 0 });
}
