import { type ZodError, type ZodType, z } from 'zod';
import type { Text } from '../core/text.ts';

export interface Problem {
  readonly path: readonly PropertyKey[];
  readonly message: Text;
}

/** What keeps a value from its schema, in both languages; none when it fits. */
export function problemsOf(schema: ZodType, value: unknown): readonly Problem[] {
  const en = schema.safeParse(value, { error: z.locales.en().localeError });
  if (en.success) return [];
  const vi = schema.safeParse(value, { error: z.locales.vi().localeError }).error as ZodError;
  return en.error.issues.map((issue, index) => ({
    path: issue.path,
    message:
      issue.code === 'custom' && issue.params
        ? { vi: issue.params['vi'], en: issue.params['en'] }
        : { vi: vi.issues[index]?.message ?? issue.message, en: issue.message },
  }));
}
