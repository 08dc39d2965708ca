/** Picks the allowed parts of a value. `isCoded`: see RawJson. */
export type Projection = (value: unknown, isCoded: boolean) => unknown;

/** As much of a JSON Schema as a projection reads. */
export interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
}

/** What a JSON Schema names: objects keep their named properties only, all else is left behind. */
export function projectionOf(schema: JsonSchema): Projection {
  const properties = [...partsOf(schema)];
  const item = schema.items ? projectionOf(schema.items) : null;
  return (value, isCoded) => {
    if (typeof value === 'string') return isCoded ? decodedText(value) : value;
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return item ? value.map((one) => item(one, isCoded)) : [];
    const picked: Record<string, unknown> = {};
    for (const [name, part] of properties) {
      const own = (value as Readonly<Record<string, unknown>>)[name];
      if (own !== undefined) picked[name] = part(own, isCoded);
    }
    return picked;
  };
}

/** By the names of an object's properties. */
export const partsOf = ({ properties = {} }: JsonSchema): ReadonlyMap<string, Projection> =>
  new Map(Object.entries(properties).map(([name, part]) => [name, projectionOf(part)]));

const BEYOND_ASCII = /[\u0080-\u00ff]/;

/** The text of which each character stands for one byte of its UTF-8. */
export const decodedText = (value: string): string =>
  BEYOND_ASCII.test(value) ? Buffer.from(value, 'latin1').toString('utf8') : value;
