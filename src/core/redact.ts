const HIDDEN = '***';
const SECRET_WORDS =
  'authorization|cookie|passw|pwd|mat_?khau|token|secret|api[-_]?key|access[-_]?key|master[-_]?key|credential';
const SECRET_NAME = new RegExp(SECRET_WORDS, 'i');
export const isSecretName = (name: string): boolean => SECRET_NAME.test(name);
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

const USER_OF_ADDRESS = /([a-z][a-z0-9+.-]*:\/\/)[^\s/@?#]+@/gi;
const PARAMETER =
  /\b((?:[\w-]*(?:token|key|password|passwd|pwd|secret|mat_?khau)|sig|signature)=)[^&\s"'#]+/gi;
/** To the end of its line: a header may hold several secrets. */
const HEADER =
  /\b((?:proxy-)?authorization|(?:set-)?cookie|x-[\w-]*(?:key|token|secret)[\w-]*)(\s*:\s*)[^\r\n]+/gi;
const SCHEME = /\b(Bearer|Basic)\s+[\w.~+/=-]+/gi;
const JSON_FIELD = new RegExp(`("[\\w-]*(?:${SECRET_WORDS})[\\w-]*"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"?`, 'gi');
/** JSON within a text of JSON. */
const QUOTED_JSON_FIELD = new RegExp(
  `(\\\\+"[\\w-]*(?:${SECRET_WORDS})[\\w-]*\\\\+"\\s*:\\s*\\\\+")[^"\\\\]*`,
  'gi',
);

/** S24: the user part of addresses, and what looks like a key or a token in a query, a header or a JSON field. */
export const redactedText = (words: string): string =>
  words
    .replace(USER_OF_ADDRESS, `$1${HIDDEN}@`)
    .replace(JSON_FIELD, `$1"${HIDDEN}"`)
    .replace(QUOTED_JSON_FIELD, `$1${HIDDEN}`)
    .replace(PARAMETER, `$1${HIDDEN}`)
    .replace(HEADER, `$1$2${HIDDEN}`)
    .replace(SCHEME, `$1 ${HIDDEN}`);

/** "tokens: 12" is a count. */
const isSecret = (part: unknown): boolean => part !== null && part !== undefined && typeof part !== 'number';

const redactedError = (error: Error, depth: number): object => ({
  type: error.name,
  message: redactedText(error.message),
  ...('code' in error ? { code: redacted(error.code, depth + 1) } : {}),
  ...(error.stack ? { stack: redactedText(error.stack) } : {}),
});
