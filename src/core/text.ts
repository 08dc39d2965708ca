/** Something a person reads, in both languages the hub speaks. Vietnamese is the default everywhere. */
export interface Text {
  readonly vi: string;
  readonly en: string;
}

export type Language = keyof Text;

export const text = (vi: string, en: string): Text => ({ vi, en });

/** The first language of an Accept-Language header that we speak; Vietnamese when none is. */
export function languageOf(header: string | undefined): Language {
  for (const part of (header ?? '').split(',')) {
    const tag = part.split(';')[0]?.trim().toLowerCase() ?? '';
    if (tag.startsWith('vi')) return 'vi';
    if (tag.startsWith('en')) return 'en';
  }
  return 'vi';
}

/** Vietnamese numbers: "." between thousands, "," before decimals; English the other way round. */
export function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: 4 }).format(
    value,
  );
}

/** "2024-11-15" as staff write it: "15/11/2024". The same in English, to avoid month-first misreadings. */
export function formatDay(day: string): string {
  const [year, month, date] = day.split('-');
  return `${date}/${month}/${year}`;
}

/** Lower case, no accents, đ as d: the form in which names are searched ("Đà Nẵng" -> "da nang"). */
export function withoutAccents(value: string): string {
  return value
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'd')
    .toLowerCase()
    .trim();
}
