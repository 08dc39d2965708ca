import { type Text, text } from '../core/text.ts';

const BETWEEN = ' · ';

/**
 * A message for zod, which keeps one: both languages in one text, parted again by `parted`. A clause in lower
 * case and without a full stop, for it is put into a sentence.
 */
export const bilingual = (vi: string, en: string): string => `${vi}${BETWEEN}${en}`;

export function parted(message: string): Text {
  const [vi = message, en = vi] = message.split(BETWEEN);
  return text(vi, en);
}
