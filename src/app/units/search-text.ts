import { withoutAccents } from '../../core/text.ts';

/** Words without accents and signs, each after one blank: "Huyện Cư M'gar" -> " huyen cu m gar". */
export const searchTextOf = (name: string): string => {
  const words = withoutAccents(name).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.map((word) => ` ${word}`).join('');
};

/** True when a word of the name begins with what was typed; signs alone find nothing. */
export const startsAWord = (nameText: string, typedText: string): boolean =>
  typedText !== '' && nameText.includes(typedText);
