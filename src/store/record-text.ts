import { copyText } from './copy-text.ts';

/*
 * One line of COPY for a staged record, after its slice and page. In three pieces, because all but the key and the
 * moment are the same for many records.
 */

export const recordText = (key: string, unit: string, at: string, end: string): string =>
  `${copyText(key)}${unit}${at.slice(0, 10)}\t${at}${end}`;

/** `sourceUnit`: the source's code where it names no unit. */
export const unitText = (unitId: number, sourceUnit: string | null): string =>
  `\t${unitId}\t${copyText(sourceUnit)}\t`;

/** `verdict`: see `record.verdict`. */
export const endText = (title: string | null, verdict: string): string => `\t${copyText(title)}\t${verdict}`;
