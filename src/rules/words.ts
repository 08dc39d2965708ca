import { type Points, toNumber } from '../core/points.ts';
import { formatNumber, type Language, type Text } from '../core/text.ts';

/** How one language writes the numbers of a step or a sentence. */
export interface Words {
  say(text: Text): string;
  number(value: number): string;
  /** "2,41 điểm". */
  points(value: Points): string;
  /** Hundredths of a percent: 7654 -> "76,54 %". */
  percent(hundredths: number): string;
}

export function wordsIn(language: Language): Words {
  const number = (value: number) => formatNumber(value, language);
  const nounOfPoints = (value: Points) => (language === 'vi' ? 'điểm' : value === 100 ? 'point' : 'points');
  return {
    say: (text) => text[language],
    number,
    points: (value) => `${number(toNumber(value))} ${nounOfPoints(value)}`,
    percent: (hundredths) => `${number(toNumber(hundredths))} %`,
  };
}
