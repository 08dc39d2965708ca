import type { RecordStream, SourceRecord } from '../../../connector-kit/connector.ts';
import { remembered } from '../../../core/remembered.ts';
import { endText, recordText, unitText } from '../../../store/record-text.ts';
import { NO_UNIT } from '../../../store/slices.ts';
import type { SliceTally } from './slice-tally.ts';

const MOST_WORDS = 1_000;
const MOST_UNITS = 10_000;

/** Writes the records of one stream as the store copies them; the slice and the page are put before it. */
export class RecordWriter {
  readonly #stream: RecordStream<unknown>;
  readonly #hash: ((key: string) => string) | null;
  /** Nearly all records of a stream carry one of few words, so each is counted once. */
  readonly #verdictOf: (word: string) => string;
  readonly #unitText = remembered(MOST_UNITS, (unitId: number) => unitText(unitId, null));
  readonly #untitled = remembered(MOST_WORDS, (verdict: string) => endText(null, verdict));

  /** `hash` only where a key leads to a person's case: then neither key nor title is stored. */
  constructor(stream: RecordStream<unknown>, hash: (key: string) => string) {
    this.#stream = stream;
    this.#hash = stream.identifiesPerson ? hash : null;
    this.#verdictOf = remembered(MOST_WORDS, (word) => verdictOf(stream, word));
  }

  text(record: SourceRecord, unitId: number | null, tally: SliceTally): string {
    const { data } = record;
    const verdict = typeof data === 'string' ? this.#verdictOf(data) : verdictOf(this.#stream, data);
    tally.add(unitId, record.at.slice(0, 10), verdict);
    const key = this.#hash ? this.#hash(record.key) : record.key;
    const unit = unitId === null ? unitText(NO_UNIT, record.unit) : this.#unitText(unitId);
    const title = this.#hash ? null : record.title;
    const end = title === null ? this.#untitled(verdict) : endText(title, verdict);
    return recordText(key, unit, record.at, end);
  }
}

/** What a record adds to each measure of its stream, "1,0", and why it adds nothing to some: "1,0|,AT_COUNTER". */
function verdictOf(stream: RecordStream<unknown>, data: unknown): string {
  const reasons: string[] = [];
  const counts = stream.measures.map((measure, index) => {
    const counted = measure.count(data);
    if (typeof counted !== 'number') {
      reasons[index] = counted;
      return 0;
    }
    if (!isCount(counted)) throw new TypeError(`${measure.code} counts ${counted}`);
    return counted;
  });
  if (reasons.length === 0) return counts.join();
  reasons.length = counts.length;
  return `${counts.join()}|${reasons.join()}`;
}

export const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
