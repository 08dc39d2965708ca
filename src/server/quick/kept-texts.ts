/** What one operation may take up in memory. */
export interface Room {
  /** Characters; the texts of a whole index set have some 200,000. */
  texts: number;
  /** As they are answered: what a fragment holds counts wherever it is spread. The longest of our clients has 150. */
  fields: number;
}

export const newRoom = (): Room => ({ texts: 200_000, fields: 500 });

/**
 * Remembers the text of each frozen object: whoever freezes one says that it and all that it holds stay as they are for
 * as long as the hub runs (the catalogue, units).
 */
export function keptTexts(room: Room, textOf: (value: unknown) => string): (value: unknown) => string {
  const texts = new WeakMap<object, string>();
  return (value) => {
    if (!Object.isFrozen(value)) return textOf(value);
    const known = texts.get(value as object);
    if (known !== undefined) return known;
    const text = textOf(value);
    if (text.length <= room.texts) {
      room.texts -= text.length;
      texts.set(value as object, text);
    }
    return text;
  };
}
