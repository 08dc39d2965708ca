import { ApolloServerErrorCode } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { asHubError, HubError } from '../core/errors.ts';
import type { Language } from '../core/text.ts';
import type { ServerLog } from './server-log.ts';

/** Mistakes in the operation itself: their messages quote the caller's own text and are kept. */
const CALLERS_OWN: ReadonlySet<unknown> = new Set(
  Object.values(ApolloServerErrorCode).filter((code) => code !== ApolloServerErrorCode.INTERNAL_SERVER_ERROR),
);

/** The code of a mistake in the operation; null when the failure is not the caller's. */
function callersCode(code: unknown, thrown: unknown): unknown {
  if (CALLERS_OWN.has(code)) return code;
  // Apollo gives codes to variables that do not fit; on the socket graphql-js answers them bare.
  const isBare = code === undefined && thrown instanceof GraphQLError && !thrown.originalError;
  return isBare ? ApolloServerErrorCode.BAD_USER_INPUT : null;
}

const causeOf = (error: unknown): unknown =>
  error instanceof GraphQLError && error.originalError ? causeOf(error.originalError) : error;

/** What was foreseen says what to do; a mistake of the caller is named; anything else stays in the log. */
export function presentError(
  formatted: GraphQLFormattedError,
  thrown: unknown,
  language: Language,
  log: ServerLog,
): GraphQLFormattedError {
  const { locations, path } = formatted;
  const place = { ...(locations && { locations }), ...(path && { path }) };
  const cause = causeOf(thrown);
  const code = callersCode(formatted.extensions?.['code'], thrown);
  if (code !== null && !(cause instanceof HubError)) {
    return { message: formatted.message, ...place, extensions: { code } };
  }
  const error = asHubError(cause);
  if (error.family === 'stop') {
    log.error({ err: error.cause ?? error, code: error.code, path }, 'A GraphQL operation failed');
  }
  return {
    message: error.sentence(language),
    ...place,
    extensions: { code: error.code, family: error.family },
  };
}
