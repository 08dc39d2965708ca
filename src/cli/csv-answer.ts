import type { Command } from 'commander';
import { type CsvCell, csvFile } from '../core/csv-file.ts';
import { configError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import { answer, type Context, say } from './context.ts';

export interface CsvChoice {
  readonly csv?: boolean;
}

/** What a command found, in the three forms in which it may be asked. */
export interface Answers {
  readonly document: object;
  readonly lines: readonly string[];
  /** Headed in Vietnamese whatever the language: the file goes on to Vietnamese offices. */
  readonly sheet: { readonly head: readonly string[]; readonly rows: readonly (readonly CsvCell[])[] };
}

export const addCsv = (command: Command, context: Context): Command =>
  command.option('--csv', say(context, text('in tệp CSV cho Excel', 'print a CSV file for Excel')));

/** To be asked before the work is done. */
export function checkCsv(context: Context, { csv }: CsvChoice): void {
  if (!csv || !context.json) return;
  throw configError(
    'BAD_USAGE',
    text('Chỉ chọn một trong hai: --csv hoặc --json.', 'Choose one of the two: --csv or --json.'),
  );
}

export function answerAs(context: Context, { csv }: CsvChoice, { document, lines, sheet }: Answers): void {
  if (csv) context.out.write(csvFile(sheet.head, sheet.rows));
  else answer(context, document, lines);
}
