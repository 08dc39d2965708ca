import { copyText } from './copy-text.ts';

/** One line of COPY for a staged record, after its slice and page. */
export function recordText(record: {
  readonly key: string;
  readonly unitId: number;
  /** The source's code where it names no unit. */
  readonly sourceUnit: string | null;
  readonly at: string;
  readonly title: string | null;
  /** See `record.verdict`. */
  readonly verdict: string;
}): string {
  return `${copyText(record.key)}\t${record.unitId}\t${copyText(record.sourceUnit)}\t${record.at.slice(0, 10)}\t${record.at}\t${copyText(record.title)}\t${record.verdict}`;
}
