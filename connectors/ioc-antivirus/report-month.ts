import { withoutAccents } from '../../src/core/text.ts';

const MONTH = '(0?[1-9]|1[0-2])';
const YEAR = '(20\\d\\d)';

/** "2024-03", a day of it, "03/2024", "Tháng 3/2024", "Tháng 03 năm 2024", "202403". */
const CELL_FORMS: readonly [form: RegExp, year: 1 | 2][] = [
  [new RegExp(`^${YEAR}[-/.]${MONTH}(?:[-/.]\\d{1,2}(?:[T ].*)?)?$`), 1],
  [/^(20\d\d)(0[1-9]|1[0-2])$/, 1],
  [new RegExp(`^(?:thang )?${MONTH} ?(?:[-/.]| nam) ?${YEAR}$`), 2],
];

/** The month that a cell of the column "tháng" names, as "2024-03"; null when it names none. */
export function monthInCell(cell: string | number | null): string | null {
  const written = withoutAccents(String(cell ?? '')).replace(/\s+/g, ' ');
  for (const [form, year] of CELL_FORMS) {
    const found = form.exec(written);
    if (found) return monthOf(found[year], found[year === 1 ? 2 : 1]);
  }
  return null;
}

/** "Huế, ngày 05 tháng 4 năm 2024" tells when a report was signed, not what it is about. */
const TITLE_FORMS: readonly [form: RegExp, year: 1 | 2][] = [
  [new RegExp(`(?<!ngay \\d{1,2} )thang\\W{0,3}${MONTH} ?(?:[-/.]| nam) ?${YEAR}(?!\\d)`, 'g'), 2],
  [new RegExp(`(?:thang|ky bao cao|month|period)\\W{0,3}${YEAR}-${MONTH}(?!\\d)`, 'g'), 1],
  [new RegExp(`(?:ky bao cao|thoi gian|month|period)\\W{0,3}${MONTH}[-/.]${YEAR}(?!\\d)`, 'g'), 2],
  [new RegExp(`(?:tu|den)(?: ngay)?\\W{1,3}\\d{1,2}[-/.]${MONTH}[-/.]${YEAR}`, 'g'), 2],
];

/** All months that the titles of a report name. */
export function monthsInTitles(titles: readonly string[]): string[] {
  const months = new Set<string>();
  for (const title of titles) {
    const written = withoutAccents(title).replace(/\s+/g, ' ');
    for (const [form, year] of TITLE_FORMS) {
      for (const found of written.matchAll(form)) months.add(monthOf(found[year], found[year === 1 ? 2 : 1]));
    }
  }
  return [...months];
}

/** What a file's name says: only compared with its content, never believed (F50). */
export function monthInName(name: string): string | null {
  const found =
    /(?<!\d)(20\d\d)[-_. ]?(0[1-9]|1[0-2])(?!\d)/.exec(name)?.slice(1) ??
    /(?<!\d)(0?[1-9]|1[0-2])[-_. ](20\d\d)(?!\d)/.exec(name)?.slice(1).reverse();
  return found ? monthOf(found[0], found[1]) : null;
}

const monthOf = (year: string | undefined, month: string | undefined): string =>
  `${year}-${(month ?? '').padStart(2, '0')}`;
