import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import type { FormattedExecutionResult } from 'graphql';
import type { Context, ContextOf } from '../../schema/context.ts';
import { SECOND } from '../core/clock.ts';
import type { Principal } from '../core/principal.ts';
import { KEEPABLE } from './quick/ready-answers.ts';

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
 * and before the data are read, so the first request after a commit of any process is executed anew. What came by the
 * quick road was looked up there.
 */
export function answerCache(
  dataVersion: () => Promise<string>,
  contextOf: ContextOf,
): ApolloServerPlugin<Context> {
  const answers = new Map<string, Kept>();

  function keep(key: string, kept: Kept): void {
    answers.delete(key);
    answers.set(key, kept);
    // From the oldest one on.
    for (const [one, { since }] of answers) {
      if (answers.size <= MOST_ANSWERS && kept.since - since < LONGEST) return;
      answers.delete(one);
    }
  }

  return {
    requestDidStart: async () => {
      let done = (_result: FormattedExecutionResult): void => {};
      return {
        async responseForOperation({ operation, operationName, request, queryHash, contextValue }) {
          if (operation.operation !== 'query') return null;
          const { language, principal, dataVersion: askedBefore } = contextValue;
          const version = askedBefore ?? (await dataVersion().catch(() => null));
          if (version === null) return null;
          const caller = { language, principal, dataVersion: version, onlyReads: true };
          Object.assign(contextValue, contextOf(caller));
          // It was looked up on the quick road.
          if (askedBefore !== undefined) return null;
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
export const callerKey = ({ kind, id, grants }: Principal): readonly unknown[] => [kind, id, grants];
