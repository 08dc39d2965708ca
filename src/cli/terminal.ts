import type { HubError } from '../core/errors.ts';
import { asHubError } from '../core/errors.ts';

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

export const EXIT_HELP = `Exit codes: 0 done · 2 bad input or configuration · 3 a source failed and may answer later · 4 a person must look · 5 the hub cannot go on`;

const BY_FAMILY = {
  retry: EXIT.RETRY,
  skip: EXIT.CONFIG,
  config: EXIT.CONFIG,
  person: EXIT.PERSON,
  stop: EXIT.STOP,
} as const;

export const exitCodeOf = (error: HubError): number => BY_FAMILY[error.family];

/** Both languages, because a terminal does not say which one its reader prefers. */
export function complain(thrown: unknown, json: boolean): number {
  const error = asHubError(thrown);
  if (json) {
    const { code, family, text } = error;
    process.stdout.write(`${JSON.stringify({ error: { code, family, message: text } })}\n`);
  } else {
    process.stderr.write(`${error.text.vi}\n${error.text.en}\n[${error.code}]\n`);
  }
  if (error.code === 'INTERNAL' && error.cause instanceof Error && process.stderr.isTTY) {
    process.stderr.write(`${error.cause.stack}\n`);
  }
  return exitCodeOf(error);
}

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
