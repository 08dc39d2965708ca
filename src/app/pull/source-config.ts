import { z } from 'zod';
import { inBothLanguages, issuesOf } from '../../connector-kit/config-issues.ts';
import type { Connector, Json } from '../../connector-kit/connector.ts';
import { configError } from '../../core/errors.ts';
import { text } from '../../core/text.ts';
import type { StoredSource } from '../../store/sources.ts';
import { isSealedEarlier, type Keys } from '../keys.ts';
import { hostsIn } from '../secrets/hosts-in.ts';
import { badConfig, NO_SUCH_FIELD } from './bad-config.ts';
import type { UnitMap } from './units-of-source.ts';

/** Field of every source beside the connector's own: which unit a source's code stands for. */
export const UNIT_MAP_FIELD = 'unitMap';

const unitMapShape = z.record(z.string(), z.string());

/** The unit map of a source; it is no secret, so it is read without opening any. */
export const unitMapOf = ({ config }: Pick<StoredSource, 'config'>): UnitMap =>
  unitMapShape.safeParse(config[UNIT_MAP_FIELD]).data ?? {};

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

/** The connector's fields and the one that every source has. */
const knownFieldsOf = (connector: Connector): readonly string[] => [
  ...Object.keys(fieldsOf(connector)),
  UNIT_MAP_FIELD,
];

/** What somebody has entered. Throws BAD_CONFIG, also for a secret that would be stored open. */
export function checkConfig(connector: Connector, input: unknown): CheckedConfig {
  const checked = readConfig(connector, input);
  const open = connector.openSecrets?.(checked.config) ?? [];
  if (open.length > 0) throw badConfig(connector, open, []);
  return checked;
}

/** Throws BAD_CONFIG with every field that is wrong or unknown; the values themselves are never repeated (they may be secret). */
function readConfig(connector: Connector, input: unknown): CheckedConfig {
  const { [UNIT_MAP_FIELD]: map = {}, ...own } = asObject(input);
  const config = connector.config.safeParse(own, { error: inBothLanguages });
  const unitMap = unitMapShape.safeParse(map);
  const known = knownFieldsOf(connector);
  const unknown = Object.keys(own).filter((field) => !known.includes(field));
  if (config.success && unitMap.success && unknown.length === 0) {
    return { config: config.data, unitMap: unitMap.data };
  }
  const issues = [
    ...(config.success ? [] : issuesOf(config.error)),
    ...(unitMap.success ? [] : [{ field: UNIT_MAP_FIELD, message: MAP_EXPECTED }]),
    ...unknown.map((field) => ({ field, message: NO_SUCH_FIELD })),
  ];
  throw badConfig(connector, issues, known);
}

const MAP_EXPECTED = text(
  'cần bảng ghép mã của nguồn với mã đơn vị',
  "expected an object from the source's codes to unit codes",
);

const asObject = (input: unknown): Record<string, unknown> =>
  typeof input === 'object' && input !== null && !Array.isArray(input)
    ? (input as Record<string, unknown>)
    : {};

const knownPart = (connector: Connector, input: unknown): Record<string, unknown> => {
  const known = knownFieldsOf(connector);
  return Object.fromEntries(Object.entries(asObject(input)).filter(([field]) => known.includes(field)));
};

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
  const entries = Object.entries(knownPart(connector, input));
  const config = Object.fromEntries(entries.filter(([name]) => !secretNames.has(name)));
  const secret = entries.filter(([name, value]) => secretNames.has(name) && value !== undefined);
  return { config, secrets: sealedSecrets(Object.fromEntries(secret), config, keys, bound) };
}

/** Each field by itself: JSON of field -> sealed. */
export function sealedSecrets(
  secrets: Readonly<Record<string, unknown>>,
  config: Readonly<Record<string, unknown>>,
  keys: Keys,
  bound: string,
): string | null {
  const sealed = Object.entries(secrets).map(([field, value]) => [
    field,
    keys.seal(JSON.stringify(value), placeOf(bound, field, config)),
  ]);
  return sealed.length === 0 ? null : JSON.stringify(Object.fromEntries(sealed));
}

/**
 * S18: a sealed secret opens for its source, its field and the hosts that it was entered for, and for no others: who
 * changes the address in the database gets no secret sent there.
 */
const placeOf = (bound: string, field: string, config: Readonly<Record<string, unknown>>): string =>
  JSON.stringify([bound, field, hostsIn(config)]);

/** Secrets are bound to the name of their source: a sealed text moved to another row does not open. */
export const boundTo = (name: string): string => `source ${name}`;

type Sealed = Pick<StoredSource, 'name' | 'config' | 'secrets'>;

/** Sealed as a whole, before data keys were; sealed again at the next start of the hub. */
export const isEarlier = ({ secrets }: Pick<Sealed, 'secrets'>): boolean =>
  secrets !== null && !secrets.startsWith('{') && isSealedEarlier(secrets);

/** Names of the secret fields that a source has a value of. */
export const sealedFieldsOf = (source: Sealed, keys: Keys): readonly string[] =>
  Object.keys(isEarlier(source) ? secretsOf(source, keys) : JSON.parse(source.secrets ?? '{}'));

/** The secret fields of a source, opened: those named, or all. */
export function secretsOf(source: Sealed, keys: Keys, fields?: readonly string[]): Record<string, unknown> {
  if (source.secrets === null) return {};
  const bound = boundTo(source.name);
  if (isEarlier(source)) return JSON.parse(keys.open(source.secrets, bound));
  const sealed = Object.entries(JSON.parse(source.secrets) as Record<string, string>);
  return Object.fromEntries(
    sealed
      .filter(([field]) => fields === undefined || fields.includes(field))
      .map(([field, one]) => [field, JSON.parse(keys.open(one, placeOf(bound, field, source.config)))]),
  );
}

export function openConfig(connector: Connector, source: StoredSource, keys: Keys): CheckedConfig {
  // A field that the connector has given up since then is nobody's mistake.
  return readConfig(connector, knownPart(connector, { ...source.config, ...secretsOf(source, keys) }));
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
