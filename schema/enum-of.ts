import { registerEnumType } from 'type-graphql';

/** An enum of the API over a string union of the hub; the compiler demands a description of every value. */
export function enumOf<V extends string>(
  name: string,
  description: string,
  descriptions: Readonly<Record<V, string>>,
): { readonly [K in V]: K } {
  const values = Object.keys(descriptions) as V[];
  const object = Object.fromEntries(values.map((value) => [value, value])) as { readonly [K in V]: K };
  registerEnumType(object, {
    name,
    description,
    valuesConfig: Object.fromEntries(
      values.map((value) => [value, { description: descriptions[value] }]),
    ) as { [K in V]: { description: string } },
  });
  return object;
}
