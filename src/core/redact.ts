const HIDDEN = '***';
const SECRET_NAME = /authorization|cookie|passw|token|secret|api[-_]?key|master[-_]?key|credential/i;
/** Deeper things are no fields of a log line. */
const DEEPEST = 6;

/** S-list: no secret leaves through the log, whatever was handed to it. Errors keep name, code and place. */
export function redacted(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactedText(value);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth >= DEEPEST) return '…';
  if (value instanceof Error) return redactedError(value, depth);
  if (Array.isArray(value)) return value.map((one) => redacted(one, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      SECRET_NAME.test(name) && isSecret(part) ? HIDDEN : redacted(part, depth + 1),
    ]),
  );
}

/** The user part of addresses, and what looks like a key or a token in their query or in a header. */
export const redactedText = (words: string): string =>
  words
    .replace(/([a-z][a-z0-9+.-]*:\/\/)[^\s/@?#]+@/gi, `$1${HIDDEN}@`)
    .replace(/\b([\w-]*(?:token|key|password|passwd|secret)=)[^&\s"'#]+/gi, `$1${HIDDEN}`)
    .replace(/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, `$1 ${HIDDEN}`);

/** "tokens: 12" is a count. */
const isSecret = (part: unknown): boolean => part !== null && part !== undefined && typeof part !== 'number';

const redactedError = (error: Error, depth: number): object => ({
  type: error.name,
  message: redactedText(error.message),
  ...('code' in error ? { code: redacted(error.code, depth + 1) } : {}),
  ...(error.stack ? { stack: redactedText(error.stack) } : {}),
});
