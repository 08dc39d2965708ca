import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { type Place, schemaChanged } from './schema-changed.ts';
import { parseSourceTime } from './source-time.ts';

/** Answers the value when it has the shape; otherwise throws SCHEMA_CHANGED with the field and the place. */
export type Shape<T> = (value: unknown, place: Place) => T;

const ajv = new Ajv({ strict: true, allowUnionTypes: true, verbose: true });
ajv.addFormat('source-time', (value: string) => parseSourceTime(value) !== null);

/** A JSON Schema as code, because it looks at every row of a pull. */
export const compiled = <T>(schema: object): ValidateFunction<T> => ajv.compile<T>(schema);

/** Keys that the schema does not name pass unseen: they are left behind by whoever picks the named ones. */
export function shape<T>(schema: object): Shape<T> {
  const fits = compiled<T>(schema);
  return (value, place) => {
    if (fits(value)) return value;
    throw schemaChanged(fits.errors?.[0] as ErrorObject, place);
  };
}

/** For values that a shape with the format "source-time" has passed. */
export const timeOf = (value: string): string => parseSourceTime(value) as string;
