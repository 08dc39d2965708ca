import { isSecretName } from '../core/redact.ts';
import { type Text, text } from '../core/text.ts';
import type { FieldIssue } from './config-issues.ts';

/**
 * The name under which a secret seems to stand where it would be stored open and shown in the audit (S19): a key typed
 * among the parameters of a request. "{cursor}" and the like are filled in later and are none.
 */
export function openSecretIn(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, part] of Object.entries(value)) {
    if (typeof part === 'string' && part !== '' && !part.includes('{') && isSecretName(name)) return name;
    const below = openSecretIn(part);
    if (below !== null) return below;
  }
  return null;
}

/** One issue for each list and part of its request that holds one. */
export const openSecretIssues = (lists: readonly Readonly<Record<string, unknown>>[]): FieldIssue[] =>
  lists.flatMap((list, index) =>
    ['query', 'body'].flatMap((part) => {
      const name = openSecretIn(list[part]);
      return name === null ? [] : [{ field: `lists.${index}.${part}`, message: message(name) }];
    }),
  );

const message = (name: string): Text =>
  text(
    `"${name.slice(0, 40)}" trông như mật khẩu hoặc khóa mà chỗ này được lưu và hiện công khai; hãy khai ở auth (ví dụ query) cùng token, password hoặc secretHeaders`,
    `"${name.slice(0, 40)}" looks like a secret, which would lie open here; give it by auth (such as query) with token, password or secretHeaders`,
  );
