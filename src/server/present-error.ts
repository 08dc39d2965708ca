import { ApolloServerErrorCode } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { foreseen } from '../app/foreseen.ts';
import { asHubError, HubError } from '../core/errors.ts';
import type { Language } from '../core/text.ts';
import { tooDeepToRead, tooLong } from './operation-limits.ts';
import type { ServerLog } from './server-log.ts';

/** An error as its caller sees it. */
export type PresentError = (
  formatted: GraphQLFormattedError,
  thrown: unknown,
  language: Language,
) => GraphQLFormattedError;

const { GRAPHQL_PARSE_FAILED, GRAPHQL_VALIDATION_FAILED, BAD_USER_INPUT, BAD_REQUEST } =
  ApolloServerErrorCode;

/** Mistakes in the operation itself: their messages quote the caller's own text and are kept. */
const CALLERS_OWN: ReadonlySet<unknown> = new Set(
  Object.values(ApolloServerErrorCode).filter((code) => code !== ApolloServerErrorCode.INTERNAL_SERVER_ERROR),
);

/** Messages that clients of other makers read letter by letter. */
const PROTOCOL: ReadonlySet<unknown> = new Set([
  ApolloServerErrorCode.PERSISTED_QUERY_NOT_FOUND,
  ApolloServerErrorCode.PERSISTED_QUERY_NOT_SUPPORTED,
]);

/** What graphql-js says, English only, stands behind a colon. */
const FRAMES: ReadonlyMap<unknown, string> = new Map([
  [GRAPHQL_PARSE_FAILED, 'Truy vấn sai cú pháp, hãy sửa rồi gửi lại'],
  [GRAPHQL_VALIDATION_FAILED, 'Truy vấn không khớp lược đồ của API, hãy sửa rồi gửi lại'],
  [BAD_USER_INPUT, 'Giá trị gửi kèm truy vấn không đúng kiểu, hãy sửa rồi gửi lại'],
]);
const OTHER_FRAME = 'Yêu cầu không đúng quy cách, hãy sửa rồi gửi lại';

/** Enough to recognise what was wrong; a caller's text may be a megabyte. */
const LONGEST_MESSAGE = 500;

/** The code of a mistake in the operation; null when the failure is not the caller's. */
function callersCode(code: unknown, thrown: unknown): unknown {
  if (CALLERS_OWN.has(code)) return code;
  // Apollo gives codes to variables that do not fit; on the socket graphql-js answers them bare.
  const isBare = thrown instanceof GraphQLError && !thrown.originalError;
  if (code === undefined && isBare) return BAD_USER_INPUT;
  // Nor has Apollo a code for a hash that is not the text's, only a status.
  const { http } = (thrown as { extensions?: { http?: { status?: number } } }).extensions ?? {};
  return isBare && http?.status === 400 ? BAD_REQUEST : null;
}

const causeOf = (error: unknown): unknown =>
  error instanceof GraphQLError && error.originalError ? causeOf(error.originalError) : error;

/**
 * What was foreseen says what to do; a mistake of the caller is named; anything else stays in the log. In production
 * no name of the schema is suggested to somebody who guesses (S27).
 */
export function errorPresenter(log: ServerLog, { suggests }: { readonly suggests: boolean }): PresentError {
  return (formatted, thrown, language) => {
    const { locations, path } = formatted;
    const place = { ...(locations && { locations }), ...(path && { path }) };
    const cause = causeOf(thrown);
    const code = callersCode(formatted.extensions?.['code'], thrown);
    const isCallers = code !== null && !(cause instanceof HubError);
    const unread = isCallers ? unreadable(formatted, cause) : null;
    if (isCallers && unread === null) {
      const message = suggests ? formatted.message : withoutSuggestion(formatted.message);
      return { message: framed(message, code, language), ...place, extensions: { code } };
    }
    const error = unread ?? foreseen(cause) ?? asHubError(cause);
    if (error.family === 'stop') {
      log.error({ err: error.cause ?? error, code: error.code, path }, 'A GraphQL operation failed');
    }
    return {
      message: error.sentence(language),
      ...place,
      extensions: { code: error.code, family: error.family },
    };
  };
}

/** Why the parser gave up; null: it did not. */
function unreadable({ message, extensions }: GraphQLFormattedError, cause: unknown): HubError | null {
  // Its recursion ran out of stack, and the words are the engine's.
  if (extensions?.['code'] === GRAPHQL_PARSE_FAILED && cause instanceof RangeError) return tooDeepToRead();
  return isTooLong(message) ? tooLong() : null;
}

const isTooLong = (message: string): boolean =>
  /^Syntax Error: Document contains more tha[nt] \d+ tokens/.test(message);

const withoutSuggestion = (message: string): string => message.replace(/ Did you mean [\s\S]*\?$/, '');

function framed(message: string, code: unknown, language: Language): string {
  const cut = message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}…` : message;
  if (language === 'en' || PROTOCOL.has(code)) return cut;
  return `${FRAMES.get(code) ?? OTHER_FRAME}: ${cut}`;
}
