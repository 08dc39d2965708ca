import type { GraphQLLeafType } from 'graphql';
import { Unfit } from './unfit.ts';

/** JSON of a value that is not null. */
export type LeafText = (value: unknown) => string;

/** Nobody may give these names to other types. null: what their type makes of it is to be asked. */
const SPECIFIED: Readonly<Record<string, (value: unknown) => string | null>> = {
  String: (value) => (typeof value === 'string' ? JSON.stringify(value) : null),
  ID: (value) => (typeof value === 'string' ? JSON.stringify(value) : null),
  Boolean: (value) => (typeof value === 'boolean' ? String(value) : null),
  Float: (value) => (Number.isFinite(value) ? String(value) : null),
  // The bitwise or leaves only what is an integer of 32 bits as it is.
  Int: (value) => (typeof value === 'number' && (value | 0) === value ? String(value) : null),
};

export function leafText(type: GraphQLLeafType): LeafText {
  const specified = SPECIFIED[type.name];
  if (specified) return (value) => specified(value) ?? serialized(type, value);
  return 'getValues' in type ? ofFew(type) : (value) => serialized(type, value);
}

/** An enum has few values, and each always has the same name. */
function ofFew(type: GraphQLLeafType): LeafText {
  const texts = new Map<unknown, string>();
  return (value) => {
    const known = texts.get(value);
    if (known !== undefined) return known;
    const text = serialized(type, value);
    texts.set(value, text);
    return text;
  };
}

function serialized(type: GraphQLLeafType, value: unknown): string {
  const written: unknown = type.serialize(value);
  const text: string | undefined = written == null ? undefined : JSON.stringify(written);
  if (text === undefined) throw new Unfit();
  return text;
}
