import type { Connector } from '../../connector-kit/connector.ts';
import { HubError } from '../../core/errors.ts';
import { text } from '../../core/text.ts';
import type { StoredSource } from '../../store/sources.ts';
import type { Keys } from '../keys.ts';
import { sealedFieldsOf, secretFieldsOf, secretsOf } from '../pull/source-config.ts';
import { hostsIn } from './hosts-in.ts';

/**
 * The stored secrets that an edit leaves out and so keeps. Throws SECRET_BOUND_TO_HOST when the edited configuration
 * leads to a host that they were not entered for (S15). Those that are entered anew need not be readable (F53).
 */
export function keptSecrets(
  connector: Connector,
  source: StoredSource,
  given: Readonly<Record<string, unknown>>,
  keys: Keys,
): Record<string, unknown> {
  const secretFields = secretFieldsOf(connector);
  const isAllGiven = secretFields.every((field) => field in given);
  if (source.secrets === null || isAllGiven) return {};
  const kept = sealedFieldsOf(source, keys).filter((field) => !(field in given));
  if (kept.length === 0) return {};
  const open = Object.entries(given).filter(([field]) => !secretFields.includes(field));
  const known = hostsIn(source.config);
  const added = hostsIn(Object.fromEntries(open)).filter((host) => !known.includes(host));
  if (added.length > 0) throw boundToHost(kept, added[0] as string);
  return secretsOf(source, keys, kept);
}

const boundToHost = (fields: readonly string[], host: string) =>
  new HubError(
    'config',
    'SECRET_BOUND_TO_HOST',
    text(
      `Mật khẩu đã lưu (${fields.join(', ')}) không được gửi tới máy chủ mới ${host}. Hãy nhập lại mật khẩu cùng với địa chỉ mới.`,
      `The stored secret (${fields.join(', ')}) was not entered for the new host ${host}. Enter the secret again together with the new address.`,
    ),
    { details: { field: `config.${fields[0] ?? ''}` } },
  );
