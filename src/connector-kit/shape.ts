import type { Ajv, ErrorObject, ValidateFunction } from 'ajv';
import { type Place, schemaChanged } from './schema-changed.ts';
import { parseSourceTime } from './source-time.ts';
import { whenNeeded } from './when-needed.ts';

/** Answers the value when it has the shape; otherwise throws SCHEMA_CHANGED with the field and the place. */
export type Shape<T> = (value: unknown, place: Place) => T;

const ajvPackage = whenNeeded<typeof import('ajv')>('ajv');
let compiler: Ajv | undefined;

function ajv(): Ajv {
  compiler ??= new (ajvPackage().Ajv)({ strict: true, allowUnionTypes: true, verbose: true }).addFormat(
    'source-time',
    (value: string) => parseSourceTime(value) !== null,
  );
  return compiler;
}

/**
 * A JSON Schema as code, because it looks at every row of a pull. Made when it is first asked for: those of all
 * connectors would take a tenth of a second of each command.
 */
export function compiled<T>(schema: object): () => ValidateFunction<T> {
  let made: ValidateFunction<T> | undefined;
  return () => {
    made ??= ajv().compile<T>(schema);
    return made;
  };
}

/** Keys that the schema does not name pass unseen: they are left behind by whoever picks the named ones. */
export function shape<T>(schema: object): Shape<T> {
  const check = compiled<T>(schema);
  return (value, place) => {
    const fits = check();
    if (fits(value)) return value;
    throw schemaChanged(fits.errors?.[0] as ErrorObject, place);
  };
}

/** For values that a shape with the format "source-time" has passed. */
export const timeOf = (value: string): string => parseSourceTime(value) as string;
