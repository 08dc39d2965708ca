import type { ApolloServerPlugin } from '@apollo/server';
import type { OperationDefinitionNode } from 'graphql';
import type { Context } from '../../schema/context.ts';
import type { Span, Tracer } from '../core/tracer.ts';

/** Names are the caller's own text. */
const LONGEST_NAME = 100;

/** A span for each GraphQL operation: its kind and its name, never its variables or its text. */
export function operationSpans(tracer: Tracer): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => {
      const span = beginOperation(tracer);
      return {
        didResolveOperation: async ({ operation }) => noteOperation(span, operation),
        // As it was presented: the code that the caller gets, too.
        willSendResponse: async ({ response: { body } }) => {
          const error = body.kind === 'single' ? body.singleResult.errors?.[0] : undefined;
          span.end(error && String(error.extensions?.['code'] ?? 'INTERNAL'));
        },
      };
    },
  };
}

export const beginOperation = (tracer: Tracer): Span => tracer.begin('graphql', {});

export function noteOperation(span: Span, asked: OperationDefinitionNode | undefined): void {
  span.note({
    kind: asked?.operation ?? 'unknown',
    operation: (asked?.name?.value ?? 'anonymous').slice(0, LONGEST_NAME),
  });
}
