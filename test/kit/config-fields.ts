import { z } from 'zod';
import type { Connector } from '../../src/connector-kit/connector.ts';

/** One field of a configuration form, as JSON Schema describes it. */
export interface ConfigField {
  readonly path: string;
  readonly title: unknown;
  readonly description: unknown;
  readonly secret: boolean;
}

type Schema = Record<string, unknown> & { properties?: Record<string, Schema> };

export const configFields = (connector: Connector<never>): ConfigField[] =>
  fieldsOf(z.toJSONSchema(connector.config, { io: 'input' }) as Schema, '');

function fieldsOf(schema: Schema, path: string): ConfigField[] {
  const inner = ['items', 'additionalProperties', 'anyOf', 'oneOf', 'allOf'].flatMap((key) =>
    [schema[key]].flat().filter((part): part is Schema => typeof part === 'object' && part !== null),
  );
  return [
    ...Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
      const here = path ? `${path}.${name}` : name;
      const { title, description, secret } = field;
      return [{ path: here, title, description, secret: secret === true }, ...fieldsOf(field, here)];
    }),
    ...inner.flatMap((part) => fieldsOf(part, path)),
  ];
}

/** The text values that a configuration holds in fields marked secret. */
export function secretValues(connector: Connector<never>, config: unknown): string[] {
  return configFields(connector)
    .filter(({ secret }) => secret)
    .flatMap(({ path }) => textsAt(config, path.split('.')));
}

function textsAt(value: unknown, path: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => textsAt(item, path));
  if (path.length === 0) return typeof value === 'string' ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return textsAt((value as Record<string, unknown>)[path[0] as string], path.slice(1));
}

/** The same configuration with every secret changed. */
export function withWrongSecrets<C>(config: C, secrets: readonly string[]): C {
  return JSON.parse(JSON.stringify(config), (_, value) =>
    secrets.includes(value) ? `sai-${value.length}` : value,
  );
}
