import { HubError } from '../core/errors.ts';
import { type Text, text } from '../core/text.ts';
import { whenNeeded } from './when-needed.ts';

/** A node of the tree that the library `jmespath` parses an expression into. */
export interface ExpressionNode {
  readonly type: string;
  readonly name?: string;
  /** A literal, an index, or the value of a key. */
  readonly value?: unknown;
  /** Of a slice: three numbers or null. */
  readonly children?: readonly (ExpressionNode | undefined)[];
}

/** With what its type declaration leaves out. */
const library = whenNeeded<{
  compile(expression: string): ExpressionNode;
  tokenize(expression: string): readonly ({ readonly start: number } | undefined)[];
}>('jmespath');

/** Longer ones belong into the source system, or into a connector. */
export const MOST_CHARACTERS = 1_000;

/** An expression that cannot be read; `text` is a clause and says at which character. */
export class BadExpression extends HubError {
  constructor(clause: Text) {
    super('config', 'BAD_EXPRESSION', clause);
  }
}

/** The tree of an expression. Throws BadExpression. */
export function expressionTree(expression: string): ExpressionNode {
  if (expression.length > MOST_CHARACTERS) throw new BadExpression(tooLong(expression.length));
  const open = openQuote(expression);
  if (open !== null) throw new BadExpression(notClosed(open));
  try {
    return library().compile(expression);
  } catch {
    throw new BadExpression(notReadable(expression, faultAt(expression)));
  }
}

/** The library reads a text without an end as far as it goes, less a letter. From 1; null when each is closed. */
function openQuote(expression: string): number | null {
  let open: { readonly quote: string; readonly at: number } | null = null;
  for (let at = 0; at < expression.length; at++) {
    const sign = expression[at] as string;
    if (open !== null && sign === '\\') at += 1;
    else if (open !== null) open = sign === open.quote ? null : open;
    else if ('\'"`'.includes(sign)) open = { quote: sign, at };
  }
  return open && open.at + 1;
}

/**
 * Where an expression stops being readable, from 1. The parser does not say: it is where the shortest beginning
 * ends that fails for another reason than that it ends too early.
 */
function faultAt(expression: string): number {
  const ends: number[] = [];
  try {
    for (const token of library().tokenize(expression)) {
      // "=" alone is the one sign that the library takes for nothing.
      if (!token) return expression.search(/(?<![=!<>])=(?!=)/) + 1;
      ends.push(token.start);
    }
  } catch {
    return lexicalFaultAt(expression);
  }
  for (const [index, start] of ends.entries()) {
    if (failsEarly(expression.slice(0, ends[index + 1]))) return start + 1;
  }
  return expression.length + 1;
}

function lexicalFaultAt(expression: string): number {
  for (let length = 1; length <= expression.length; length++) {
    try {
      library().tokenize(expression.slice(0, length));
    } catch (thrown) {
      if (thrown instanceof Error && thrown.name === 'LexerError') return length;
    }
  }
  return expression.length + 1;
}

/** A beginning that only ends too early may still become an expression. */
function failsEarly(beginning: string): boolean {
  try {
    library().compile(beginning);
    return false;
  } catch (thrown) {
    return thrown instanceof Error && !(thrown instanceof TypeError) && !thrown.message.includes('EOF');
  }
}

const notClosed = (at: number): Text =>
  text(
    `dấu nháy ở ký tự thứ ${at} của biểu thức chưa được đóng`,
    `the quote at character ${at} of the expression is not closed`,
  );

const tooLong = (length: number): Text =>
  text(
    `biểu thức dài ${length} ký tự, tối đa ${MOST_CHARACTERS}`,
    `the expression has ${length} characters, at most ${MOST_CHARACTERS}`,
  );

function notReadable(expression: string, at: number): Text {
  if (at > expression.length)
    return text('biểu thức JMESPath chưa viết hết', 'the JMESPath expression ends too early');
  if (expression[at - 1] === '=')
    return text(
      `biểu thức JMESPath sai ở ký tự thứ ${at}: so sánh bằng viết là ==`,
      `the JMESPath expression is wrong at character ${at}: equality is written ==`,
    );
  // What stands there is not repeated: somebody may have entered a password in this field.
  return text(
    `biểu thức JMESPath sai ở ký tự thứ ${at}`,
    `the JMESPath expression is wrong at character ${at}`,
  );
}
