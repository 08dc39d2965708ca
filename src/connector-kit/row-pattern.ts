/*
 * A row as JSON writes it without spaces, as a pattern. Each piece can be read in one way only, so what does not fit
 * is given up after one look at it.
 */
const PLAIN = '[^"\\\\\\x00-\\x1f]*';
const ESCAPED = `\\\\(?:["\\\\/bfnrt]|u[\\da-fA-F]{4})${PLAIN}`;
const STRING = `"${PLAIN}(?:${ESCAPED})*"`;
const NO_TEXT = `-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?|null|true|false`;
const SCALAR = `${STRING}|${NO_TEXT}`;
const listOf = (item: string) => `\\[(?:(?:${item})(?:,(?:${item}))*)?\\]`;
const FIELD = `${STRING}:(?:${SCALAR})`;
const OBJECT = `\\{(?:${FIELD}(?:,${FIELD})*)?\\}`;
/** As deep as rows of real sources go. */
const PARTS = `${listOf(`${SCALAR}|${OBJECT}`)}|${OBJECT}`;
const VALUE = `${SCALAR}|${PARTS}`;
/** The first group takes a text without escapes, so the second must not: else each field would double the tries. */
const ASKED = `(?:"(${PLAIN})"|("${PLAIN}(?:${ESCAPED})+"|${NO_TEXT}|${PARTS}))`;

/** Names that JSON and a pattern write as they are. */
const PLAIN_NAME = /^\w+$/;

/**
 * A pattern of rows with exactly these fields in this order. Each asked field has two groups: the characters of a
 * text without escapes, and any other value as it is written. null when a name would have to be escaped.
 */
export function rowPattern(names: readonly string[], asked: ReadonlySet<string>): RegExp | null {
  if (!names.every((name) => PLAIN_NAME.test(name))) return null;
  const fields = names.map((name) => `"${name}":${asked.has(name) ? ASKED : `(?:${VALUE})`}`);
  return new RegExp(`\\{${fields.join(',')}\\}`, 'y');
}
