import type { RecordStream, SourceRecord } from '../../../connector-kit/connector.ts';
import { recordText } from '../../../store/record-text.ts';
import { NO_UNIT } from '../../../store/slices.ts';
import type { SliceTally } from './slice-tally.ts';

/** Writes the records of one stream as the store copies them; the slice and the page are put before it. */
export class RecordWriter {
  readonly #stream: RecordStream<unknown>;
  readonly #hash: ((key: string) => string) | null;
  /** Nearly all records of a stream carry one of few words, so each is counted once. */
  readonly #verdicts = new Map<unknown, string>();

  /** `hash` only where a key leads to a person's case: then neither key nor title is stored. */
  constructor(stream: RecordStream<unknown>, hash: (key: string) => string) {
    this.#stream = stream;
    this.#hash = stream.identifiesPerson ? hash : null;
  }

  text(record: SourceRecord, unitId: number | null, tally: SliceTally): string {
    const verdict = this.#verdictOf(record.data);
    tally.add(unitId, record.at.slice(0, 10), verdict);
    return recordText({
      key: this.#hash ? this.#hash(record.key) : record.key,
      unitId: unitId ?? NO_UNIT,
      sourceUnit: unitId === null ? record.unit : null,
      at: record.at,
      title: this.#hash ? null : record.title,
      verdict,
    });
  }

  #verdictOf(data: unknown): string {
    if (typeof data !== 'string') return verdictOf(this.#stream, data);
    let known = this.#verdicts.get(data);
    if (known === undefined) {
      known = verdictOf(this.#stream, data);
      if (this.#verdicts.size < MOST_WORDS) this.#verdicts.set(data, known);
    }
    return known;
  }
}

const MOST_WORDS = 1_000;

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
