import { z } from 'zod';
import type { Connector, Json } from '../../connector-kit/connector.ts';
import { configError, HubError } from '../../core/errors.ts';
import { text } from '../../core/text.ts';
import type { StoredSource } from '../../store/sources.ts';
import type { Keys } from '../keys.ts';
import type { UnitMap } from './unit-resolver.ts';

/** Field of every source beside the connector's own: which unit a source's code stands for. */
export const UNIT_MAP_FIELD = 'unitMap';

const unitMapShape = z.record(z.string(), z.string());

export interface CheckedConfig {
  readonly config: unknown;
  readonly unitMap: UnitMap;
}

/** The form of a connector's configuration as JSON Schema; secrets are marked, never filled in. */
export const configSchemaOf = (connector: Connector): Json =>
  z.toJSONSchema(connector.config, { io: 'input', unrepresentable: 'any' }) as Json;

const fieldsOf = (connector: Connector): Readonly<Record<string, { secret?: boolean }>> =>
  (configSchemaOf(connector) as { properties?: Record<string, { secret?: boolean }> }).properties ?? {};

/** Names of the fields that are write-only, read off the connector's own description. */
export function secretFieldsOf(connector: Connector): readonly string[] {
  return Object.entries(fieldsOf(connector))
    .filter(([, field]) => field.secret === true)
    .map(([name]) => name);
}

/** Throws BAD_CONFIG with every field that is wrong; the values themselves are never repeated (they may be secret). */
export function checkConfig(connector: Connector, input: unknown): CheckedConfig {
  const { [UNIT_MAP_FIELD]: map = {}, ...own } = asObject(input);
  const unitMap = unitMapShape.safeParse(map);
  const config = connector.config.safeParse(own);
  const issues = [
    ...(config.success
      ? []
      : config.error.issues.map((issue) => [issue.path.join('.'), issue.message] as const)),
    ...(unitMap.success ? [] : [[UNIT_MAP_FIELD, 'object: source code -> unit code'] as const]),
  ];
  if (config.success && unitMap.success) return { config: config.data, unitMap: unitMap.data };
  const list = issues.map(([field, message]) => `${field || '(config)'}: ${message}`).join('; ');
  throw new HubError(
    'config',
    'BAD_CONFIG',
    text(
      `Cấu hình của "${connector.title.vi}" chưa đúng: ${list}. Hãy sửa các trường này.`,
      `The configuration of "${connector.title.en}" is not right: ${list}. Correct these fields.`,
    ),
    { details: { field: `config.${issues[0]?.[0] ?? ''}` } },
  );
}

const asObject = (input: unknown): Record<string, unknown> =>
  typeof input === 'object' && input !== null && !Array.isArray(input)
    ? (input as Record<string, unknown>)
    : {};

/**
 * Parts a configuration into what may lie open and what is sealed. A field that the connector does not know is
 * not kept at all: it may be a password under a mistyped name.
 */
export function sealConfig(
  connector: Connector,
  input: unknown,
  keys: Keys,
  bound: string,
): { config: Record<string, unknown>; secrets: string | null } {
  const secretNames = new Set(secretFieldsOf(connector));
  const known = new Set([...Object.keys(fieldsOf(connector)), UNIT_MAP_FIELD]);
  const entries = Object.entries(asObject(input)).filter(([name]) => known.has(name));
  const secret = entries.filter(([name]) => secretNames.has(name));
  return {
    config: Object.fromEntries(entries.filter(([name]) => !secretNames.has(name))),
    secrets: secret.length === 0 ? null : keys.seal(JSON.stringify(Object.fromEntries(secret)), bound),
  };
}

/** Secrets are bound to the name of their source: a sealed text moved to another row does not open. */
export const boundTo = (name: string): string => `source ${name}`;

export function openConfig(connector: Connector, source: StoredSource, keys: Keys): CheckedConfig {
  const secrets = source.secrets === null ? {} : JSON.parse(keys.open(source.secrets, boundTo(source.name)));
  return checkConfig(connector, { ...source.config, ...secrets });
}

export function connectorById(connectors: readonly Connector[], id: string): Connector {
  const connector = connectors.find((one) => one.id === id);
  if (connector) return connector;
  const known = connectors.map((one) => one.id).join(', ');
  throw configError(
    'UNKNOWN_CONNECTOR',
    text(
      `Không có kết nối "${id}". Các kết nối có sẵn: ${known}.`,
      `There is no connector "${id}". Known: ${known}.`,
    ),
  );
}
