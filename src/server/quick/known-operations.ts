import type { ApolloServerPlugin } from '@apollo/server';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Context } from '../../../schema/context.ts';
import { BoundedMap } from '../bounded-map.ts';
import { deprecatedIn } from '../deprecated-fields.ts';
import { type Asked, compileOperation } from './compile-operation.ts';
import { Unfit } from './unfit.ts';

/** A valid query that was answered before. */
export interface KnownOperation {
  readonly source: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** See `deprecatedFields`. */
  readonly deprecated: readonly string[];
  /** Made when the same text is asked for again; null: only the ordinary executor can answer it. */
  readonly answer: ((asked: Asked) => Promise<string>) | null;
}

/** How a request names its operation. */
export interface OperationName {
  readonly query: string | undefined;
  /** SHA-256 of the query, in its place. */
  readonly hash: string | undefined;
  readonly operationName: string | undefined;
}

export interface KnownOperations {
  find(name: OperationName): KnownOperation | undefined;
  /** Remembers each query that Apollo found to be valid. */
  readonly plugin: ApolloServerPlugin<Context>;
}

/** Our clients have some thirty. Characters. */
const BOUNDS = { entries: 100, size: 500_000 };

export function knownOperations(schema: GraphQLSchema): KnownOperations {
  const known = new BoundedMap<string, KnownOperation>({
    ...BOUNDS,
    sizeOf: ({ source }) => source.length,
  });

  function learn(name: OperationName, found: Omit<KnownOperation, 'deprecated' | 'answer'>): void {
    const key = keyOf(name);
    if (key === null || found.operation.operation !== 'query' || known.get(key)) return;
    known.set(key, knownOperation(schema, found));
  }

  return {
    find(name) {
      const key = keyOf(name);
      return key === null ? undefined : known.get(key);
    },
    plugin: {
      requestDidStart: async () => ({
        didResolveOperation: async ({ request, source, document, operation }) => {
          const { query, operationName, extensions } = request;
          const hash = query === undefined ? hashIn(extensions) : undefined;
          if (operation) learn({ query, hash, operationName }, { source, document, operation });
        },
      }),
    },
  };
}

export function hashIn(extensions: unknown): string | undefined {
  const named = (extensions as { persistedQuery?: { sha256Hash?: unknown } } | null | undefined)
    ?.persistedQuery;
  return typeof named?.sha256Hash === 'string' ? named.sha256Hash : undefined;
}

/** A name of GraphQL holds no line feed. */
function keyOf({ query, hash, operationName = '' }: OperationName): string | null {
  if (query !== undefined) return `${operationName}\n${query}`;
  return hash === undefined ? null : `${operationName}\n#${hash}`;
}

function knownOperation(
  schema: GraphQLSchema,
  found: Omit<KnownOperation, 'deprecated' | 'answer'>,
): KnownOperation {
  let answer: KnownOperation['answer'] | undefined;
  return {
    ...found,
    deprecated: deprecatedIn(schema, found.document),
    get answer() {
      if (answer === undefined)
        answer = compiled(schema, found, () => {
          answer = null;
        });
      return answer;
    },
  };
}

/** `isUnfit`: its answers turn out to be what is not written here. */
function compiled(
  schema: GraphQLSchema,
  { document, operation }: Pick<KnownOperation, 'document' | 'operation'>,
  isUnfit: () => void,
): KnownOperation['answer'] {
  try {
    const write = compileOperation(schema, document, operation);
    return async (asked) => {
      try {
        return await write(asked);
      } catch (error) {
        if (error instanceof Unfit) isUnfit();
        throw error;
      }
    };
  } catch {
    return null;
  }
}
