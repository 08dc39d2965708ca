import type { Language, Text } from './text.ts';

/**
 * Errors are grouped by what the caller must do, never by where they arose.
 * - retry:  the same call may succeed later (network, 5xx, 429)
 * - skip:   this item is unusable, the rest goes on (one bad record, one unknown unit)
 * - config: staff must change an address, a credential, a mapping or an input
 * - person: a human must look and decide (a suspicious result)
 * - stop:   the hub itself cannot go on (no database, malformed catalogue, a bug)
 */
export type ErrorFamily = 'retry' | 'skip' | 'config' | 'person' | 'stop';

/** Extra facts for machines; never a secret, never personal data. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>;

/**
 * The one error class that may reach a person. `code` is stable and SCREAMING_SNAKE;
 * `text` names the value, the place, what was expected and the next step.
 */
export class HubError extends Error {
  readonly family: ErrorFamily;
  readonly code: string;
  readonly text: Text;
  readonly details: ErrorDetails;

  constructor(
    family: ErrorFamily,
    code: string,
    text: Text,
    options: { cause?: unknown; details?: ErrorDetails } = {},
  ) {
    super(text.en, { cause: options.cause });
    this.name = 'HubError';
    this.family = family;
    this.code = code;
    this.text = text;
    this.details = options.details ?? {};
  }

  sentence(language: Language): string {
    return this.text[language];
  }
}

export const retryError = (code: string, text: Text, cause?: unknown) =>
  new HubError('retry', code, text, { cause });
export const skipError = (code: string, text: Text, cause?: unknown) =>
  new HubError('skip', code, text, { cause });
export const configError = (code: string, text: Text, cause?: unknown) =>
  new HubError('config', code, text, { cause });
export const personError = (code: string, text: Text, cause?: unknown) =>
  new HubError('person', code, text, { cause });
export const stopError = (code: string, text: Text, cause?: unknown) =>
  new HubError('stop', code, text, { cause });

/** Any thrown thing as a HubError; what we did not foresee becomes a `stop` that hides its message. */
export function asHubError(thrown: unknown): HubError {
  if (thrown instanceof HubError) return thrown;
  return new HubError(
    'stop',
    'INTERNAL',
    {
      vi: 'Lỗi nội bộ của hệ thống. Dữ liệu cũ được giữ nguyên; hãy báo quản trị viên kèm thời điểm xảy ra lỗi.',
      en: 'Internal error. Earlier data are kept; tell the administrator the time at which this happened.',
    },
    { cause: thrown },
  );
}
