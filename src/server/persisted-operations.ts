import { readFileSync } from 'node:fs';
import { stopError } from '../core/errors.ts';
import { text } from '../core/text.ts';

/** The operations that a hub answers, and no other. */
export interface TrustedOperations {
  /** Whether the text is one of them, letter by letter. */
  has(query: string): boolean;
  /** By the id in the list, which clients may send instead of the text. */
  byId(id: string): string | undefined;
}

/** As Apollo Client's tool writes it. */
interface Manifest {
  readonly operations: readonly { readonly id: string; readonly body: string }[];
}

/**
 * Reads a list of operations: a manifest of Apollo Client (generate-persisted-query-manifest), or an object from ids
 * to texts, as the compiler of Relay and graphql-codegen write it. Throws BAD_OPERATIONS.
 */
export function readOperations(file: string): TrustedOperations {
  let texts: ReadonlyMap<string, string>;
  try {
    texts = new Map(entriesOf(JSON.parse(readFileSync(file, 'utf8'))));
  } catch (cause) {
    throw badOperations(file, cause);
  }
  if (texts.size === 0) throw badOperations(file);
  const known = new Set(texts.values());
  return { has: (query) => known.has(query), byId: (id) => texts.get(id) };
}

function entriesOf(list: Manifest | Readonly<Record<string, string>>): [id: string, query: string][] {
  const entries = isManifest(list)
    ? list.operations.map(({ id, body }): [string, string] => [id, body])
    : Object.entries(list);
  if (entries.every((pair) => pair.every((one) => typeof one === 'string'))) return entries;
  throw new TypeError('An operation without id or text');
}

const isManifest = (list: object): list is Manifest => Array.isArray((list as Partial<Manifest>).operations);

/** What Apollo looks up hashes in: the list instead of whatever clients have sent. */
export const trustedStore = (trusted: TrustedOperations) => ({
  get: async (key: string) => trusted.byId(key.slice(key.indexOf(':') + 1)),
  set: async () => {},
  delete: async () => false,
});

const badOperations = (file: string, cause?: unknown) =>
  stopError(
    'BAD_OPERATIONS',
    text(
      `Không đọc được danh sách truy vấn ${file} (HUB_OPERATIONS). Cần tệp JSON: bản kê của Apollo Client, hoặc {"mã": "truy vấn"} như Relay sinh ra.`,
      `The list of operations ${file} (HUB_OPERATIONS) cannot be read. Expected JSON: a manifest of Apollo Client, or {"id": "query"} as Relay writes it.`,
    ),
    cause,
  );
