import type { ApolloServerPlugin } from '@apollo/server';
import type { Context } from '../../schema/context.ts';
import type { Tracer } from '../core/tracer.ts';

/** Names are the caller's own text. */
const LONGEST_NAME = 100;

/** A span for each GraphQL operation: its kind and its name, never its variables or its text. */
export function operationSpans(tracer: Tracer): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => {
      const span = tracer.begin('graphql', {});
      return {
        didResolveOperation: async ({ operation, operationName }) => {
          span.note({
            kind: operation?.operation ?? 'unknown',
            operation: (operationName ?? 'anonymous').slice(0, LONGEST_NAME),
          });
        },
        // As it was presented: the code that the caller gets, too.
        willSendResponse: async ({ response: { body } }) => {
          const error = body.kind === 'single' ? body.singleResult.errors?.[0] : undefined;
          span.end(error && String(error.extensions?.['code'] ?? 'INTERNAL'));
        },
      };
    },
  };
}
