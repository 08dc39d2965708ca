import { redactedText } from '../../core/redact.ts';
import type { AuditDocument } from '../../store/audit.ts';
import type { StoredSource } from '../../store/sources.ts';
import { isEarlier } from '../pull/source-config.ts';

const MASKED = '•••';

/** A source as the audit keeps it. `entered`: secret fields that this change brings anew. */
export function sourceDocument(source: StoredSource, entered: readonly string[] = []): AuditDocument {
  const { name, connector, config, secrets, schedule, enabled, settings, version } = source;
  return {
    name,
    connector,
    config: withoutUsers(config),
    secrets: maskedSecrets(isEarlier(source) ? null : secrets),
    ...(entered.length > 0 && { secretsEntered: entered }),
    schedule,
    enabled,
    settings,
    version,
  };
}

const maskedSecrets = (secrets: string | null): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.keys(JSON.parse(secrets ?? '{}')).map((field) => [field, MASKED]));

/** What somebody typed into an open field may still look like a secret. */
const withoutUsers = (config: unknown): unknown =>
  JSON.parse(JSON.stringify(config), (_, part) => (typeof part === 'string' ? redactedText(part) : part));
