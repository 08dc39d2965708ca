import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import type { FormattedExecutionResult } from 'graphql';
import type { Context } from '../../schema/context.ts';
import { SECOND } from '../core/clock.ts';
import { isSignedIn, type Principal } from '../core/principal.ts';
import { KEEPABLE } from './hot-answers.ts';

/** A large answer takes some hundred kilobytes as objects. */
const MOST_ANSWERS = 100;
/** How fresh a value is and which stage an assessment has reached change with the time alone. */
const LONGEST = 1 * SECOND;

interface Kept {
  readonly result: FormattedExecutionResult;
  readonly since: number;
}

/**
 * Answers a query again without executing it while the data are the same. The version is asked for by every request
 * and before the data are read, so the first request after a commit of any process is executed anew. Strangers' POSTs
 * were looked up before (see hot-answers.ts).
 */
export function answerCache(dataVersion: () => Promise<string>): ApolloServerPlugin<Context> {
  const answers = new Map<string, Kept>();

  function keep(key: string, kept: Kept): void {
    answers.delete(key);
    if (answers.size >= MOST_ANSWERS) answers.delete(answers.keys().next().value as string);
    answers.set(key, kept);
  }

  return {
    requestDidStart: async () => {
      let done = (_result: FormattedExecutionResult): void => {};
      return {
        async responseForOperation({ operation, operationName, request, queryHash, contextValue }) {
          if (operation.operation !== 'query') return null;
          if (!isSignedIn(contextValue.principal) && request.http?.method === 'POST') return null;
          const version = await dataVersion().catch(() => null);
          if (version === null) return null;
          const { language, principal } = contextValue;
          const key = JSON.stringify([
            version,
            queryHash,
            operationName,
            request.variables,
            language,
            callerKey(principal),
          ]);
          const since = performance.now();
          const known = answers.get(key);
          if (known && since - known.since < LONGEST) {
            return {
              http: { headers: new HeaderMap() },
              body: { kind: 'single', singleResult: known.result },
            };
          }
          done = (result) => keep(key, { result, since });
          return null;
        },
        async willSendResponse({ operation, response: { body, http } }) {
          if (operation?.operation !== 'query' || body.kind !== 'single' || body.singleResult.errors) return;
          done(body.singleResult);
          http.headers.set('cache-control', KEEPABLE);
        },
      };
    },
  };
}

/** Callers may see different things: who it is, and what that one may do now. All anonymous ones see the same. */
const callerKey = ({ kind, id, grants }: Principal): readonly unknown[] => [kind, id, grants];
