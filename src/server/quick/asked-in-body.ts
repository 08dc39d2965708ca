import { hashIn, type OperationName } from './known-operations.ts';

/** What a body asks for. */
export interface AskedInBody extends OperationName {
  readonly variables: Readonly<Record<string, unknown>> | undefined;
}

/** null: whatever is the matter with it, the ordinary way tells. */
export function askedIn(body: string): AskedInBody | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return null;
  }
  if (!isRecord(parsed)) return null;
  const { query, operationName, variables, extensions } = parsed;
  const hash = hashIn(extensions);
  // A query with its hash is to be remembered by it, which is Apollo's own matter.
  if (query === undefined ? hash === undefined : typeof query !== 'string' || hash !== undefined) return null;
  if (operationName != null && typeof operationName !== 'string') return null;
  if (variables != null && !isRecord(variables)) return null;
  if (extensions != null && !isRecord(extensions)) return null;
  return {
    query: query as string | undefined,
    hash,
    operationName: (operationName as string | null | undefined) ?? undefined,
    variables: (variables as Record<string, unknown> | null | undefined) ?? undefined,
  };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
