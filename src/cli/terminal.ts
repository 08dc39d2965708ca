import type { ErrorFamily, HubError } from '../core/errors.ts';
import { asHubError } from '../core/errors.ts';
import { type Language, type Text, text } from '../core/text.ts';

/** Exit codes, the same for every command; `--help` lists them. */
export const EXIT = {
  OK: 0,
  /** Bad input or configuration: correct it. */
  CONFIG: 2,
  /** Something outside failed and may work later. */
  RETRY: 3,
  /** A person must look: a pull was held back, or the check found something. */
  PERSON: 4,
  /** The hub cannot go on: database, catalogue, port, or a bug. */
  STOP: 5,
} as const;

export const EXIT_CODES: Text = text(
  'Mã thoát: 0 xong · 2 sai tham số hoặc cấu hình · 3 nguồn lỗi, có thể thử lại sau · 4 cần người kiểm tra · 5 hệ thống không chạy tiếp được',
  'Exit codes: 0 done · 2 bad input or configuration · 3 a source failed and may answer later · 4 a person must look · 5 the hub cannot go on',
);

export const EXIT_HELP = EXIT_CODES.en;

const BY_FAMILY: Record<ErrorFamily, number> = {
  retry: EXIT.RETRY,
  skip: EXIT.CONFIG,
  config: EXIT.CONFIG,
  person: EXIT.PERSON,
  stop: EXIT.STOP,
};

/** The hub cannot go on, and all it needs is another setting: whoever starts it again as it is meets the same. */
const SETTINGS = new Set([
  'BAD_CONFIGURATION',
  'BAD_DATABASE_URL',
  'BAD_OPERATIONS',
  'NO_EMBEDDED_IN_PRODUCTION',
]);

export const exitCodeOf = ({
  family,
  code,
}: Pick<HubError, 'family'> & { readonly code?: string }): number =>
  code !== undefined && SETTINGS.has(code) ? EXIT.CONFIG : BY_FAMILY[family];

/** Where text goes: a stream of this process, or of the process that a command runs for. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

export interface Reader {
  readonly out: Output;
  readonly err: Output;
  /** null: both, where nothing tells which one the reader prefers. */
  readonly language: Language | null;
}

const TERMINAL: Reader = { out: process.stdout, err: process.stderr, language: null };

/** Says what went wrong and answers the exit code. */
export function complain(thrown: unknown, json: boolean, reader: Reader = TERMINAL): number {
  const error = asHubError(thrown);
  const { out, err, language } = reader;
  const sentences = language === null ? [error.text.vi, error.text.en] : [error.text[language]];
  if (json) {
    const { code, family } = error;
    out.write(`${JSON.stringify({ error: { code, family, message: sentences.join('\n') } })}\n`);
  } else {
    err.write(`${sentences.join('\n')}\n[${error.code}]\n`);
  }
  if (error.code === 'INTERNAL' && error.cause instanceof Error) err.write(`${traceOf(error.cause, err)}\n`);
  return exitCodeOf(error);
}

/** Files and logs get class and place only: the message of an unforeseen error may hold data. */
const traceOf = (cause: Error, { isTTY }: Output): string =>
  isTTY ? `${cause.stack}` : `${cause.name} ${cause.stack?.match(/^ +at .*$/m)?.[0].trim() ?? ''}`;

export const print = (line = ''): void => {
  process.stdout.write(`${line}\n`);
};

/** Columns wide enough for their longest cell; numbers to the right. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const cells = [head, ...rows.map((row) => row.map(String))];
  const widths = head.map((_, column) => Math.max(...cells.map((row) => width(row[column] ?? ''))));
  const isNumber = head.map((_, column) =>
    rows.every((row) => /^[\d.,%–-]*$/.test(String(row[column] ?? ''))),
  );
  return cells.map((row) =>
    row
      .map((cell, column) => {
        const gap = ' '.repeat((widths[column] ?? 0) - width(cell));
        return isNumber[column] ? gap + cell : cell + gap;
      })
      .join('  ')
      .trimEnd(),
  );
}

/** Letters as a terminal counts them: composed Vietnamese letters are one column each. */
const width = (cell: string): number => [...cell.normalize('NFC')].length;
