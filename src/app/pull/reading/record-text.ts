import type { RecordStream, SourceRecord } from '../../../connector-kit/connector.ts';
import { endText, recordText, unitText } from '../../../store/record-text.ts';
import { NO_UNIT } from '../../../store/slices.ts';
import type { SliceTally } from './slice-tally.ts';

/** Writes the records of one stream as the store copies them; the slice and the page are put before it. */
export class RecordWriter {
  readonly #stream: RecordStream<unknown>;
  readonly #hash: ((key: string) => string) | null;
  /** Nearly all records of a stream carry one of few words, so each is counted once. */
  readonly #verdicts = new Map<unknown, string>();
  readonly #units = new Map<number, string>();
  /** By verdict, without a title. */
  readonly #ends = new Map<string, string>();

  /** `hash` only where a key leads to a person's case: then neither key nor title is stored. */
  constructor(stream: RecordStream<unknown>, hash: (key: string) => string) {
    this.#stream = stream;
    this.#hash = stream.identifiesPerson ? hash : null;
  }

  text(record: SourceRecord, unitId: number | null, tally: SliceTally): string {
    const verdict = this.#verdictOf(record.data);
    tally.add(unitId, record.at.slice(0, 10), verdict);
    const key = this.#hash ? this.#hash(record.key) : record.key;
    const unit = unitId === null ? unitText(NO_UNIT, record.unit) : this.#unitText(unitId);
    const title = this.#hash ? null : record.title;
    const end = title === null ? this.#untitled(verdict) : endText(title, verdict);
    return recordText(key, unit, record.at, end);
  }

  #unitText(unitId: number): string {
    const known = this.#units.get(unitId) ?? unitText(unitId, null);
    this.#units.set(unitId, known);
    return known;
  }

  #untitled(verdict: string): string {
    const known = this.#ends.get(verdict) ?? endText(null, verdict);
    if (this.#ends.size < MOST_WORDS) this.#ends.set(verdict, known);
    return known;
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
