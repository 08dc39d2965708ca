import { expect } from 'vitest';
import type { Batch, Connector, SourceRecord, SourceValue } from '../../src/connector-kit/connector.ts';
import { isDay, isInside, type Window } from '../../src/core/clock.ts';

type Slice = Extract<Batch, { type: 'slice' }>;
type Pieces = Exclude<Batch, { type: 'slice' | 'warning' }>[];

/** A slice with the batches that it closes. */
export interface ClosedSlice {
  readonly slice: Slice;
  readonly records: readonly SourceRecord[];
  readonly values: readonly SourceValue[];
}

/** Groups batches by the slice that closes them; a batch of another stream or without a slice fails the test. */
export function closedSlices(batches: readonly Batch[]): ClosedSlice[] {
  const closed: ClosedSlice[] = [];
  let open: Pieces = [];
  for (const batch of batches) {
    if (batch.type === 'warning') continue;
    const stream = open[0]?.stream ?? batch.stream;
    expect(batch.stream, 'slices must not interleave').toBe(stream);
    if (batch.type !== 'slice') open.push(batch);
    else {
      closed.push({
        slice: batch,
        records: open.flatMap((piece) => (piece.type === 'records' ? piece.records : [])),
        values: open.flatMap((piece) => (piece.type === 'values' ? piece.values : [])),
      });
      open = [];
    }
  }
  expect(open, 'every batch must be followed by its slice').toEqual([]);
  return closed;
}

export function expectGoodSlices(
  connector: Connector<never>,
  slices: readonly ClosedSlice[],
  window: Window,
) {
  for (const { slice, records, values } of slices) {
    expectGoodSlice(slice, window);
    const where = `${slice.stream} ${slice.window.from}..${slice.window.to}`;
    for (const record of records) expectGoodRecord(connector, slice, record);
    for (const value of values) expectGoodValue(connector, slice, value);
    if (slice.declaredTotal !== null && records.length > 0) {
      const keys = new Set(records.map((record) => record.key));
      expect(slice.declaredTotal, `${where}: declared total`).toBe(keys.size);
    }
  }
  expectNoOverlap(slices.map(({ slice }) => slice));
}

function expectGoodSlice(slice: Slice, window: Window) {
  const { from, to } = slice.window;
  expect([from, to].every(isDay) && from <= to, `slice ${from}..${to} must be days in order`).toBe(true);
  expect(
    isInside(from, window) && isInside(to, window),
    `slice ${from}..${to} must lie inside the window`,
  ).toBe(true);
}

function expectGoodRecord(connector: Connector<never>, slice: Slice, record: SourceRecord) {
  const stream = connector.records.find(({ name }) => name === slice.stream);
  if (!stream) throw new Error(`records of the undeclared stream ${slice.stream}`);
  expect(record.key).toMatch(/\S/);
  expect(record.unit).toMatch(/\S/);
  expect(record.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00$/);
  expect(isInside(record.at.slice(0, 10), slice.window), `${record.at} must lie in its slice`).toBe(true);
  if (stream.identifiesPerson) expect(record.title, "a person's case has no public title").toBeNull();
  for (const measure of stream.measures) {
    const count = measure.count(record.data as never);
    if (typeof count === 'number') expectCount(count, measure.code);
    else expect(stream.reasons, `${measure.code} answers an undeclared reason`).toHaveProperty([count]);
  }
}

function expectGoodValue(connector: Connector<never>, slice: Slice, value: SourceValue) {
  const stream = connector.values.find(({ name }) => name === slice.stream);
  if (!stream) throw new Error(`values of the undeclared stream ${slice.stream}`);
  expect(stream.measures.map(({ code }) => code)).toContain(value.measure);
  expect(value.unit).toMatch(/\S/);
  expect(isDay(value.day) && isInside(value.day, slice.window), `${value.day} must lie in its slice`).toBe(
    true,
  );
  expectCount(value.value, value.measure);
}

const expectCount = (count: number, measure: string) =>
  expect(Number.isSafeInteger(count) && count >= 0, `${measure} = ${count} must be an integer >= 0`).toBe(
    true,
  );

/** Two slices of one stream over the same day would publish it twice. */
function expectNoOverlap(slices: readonly Slice[]) {
  const sorted = [...slices].sort((a, b) =>
    `${a.stream} ${a.window.from}` < `${b.stream} ${b.window.from}` ? -1 : 1,
  );
  sorted.forEach((slice, index) => {
    const before = sorted[index - 1];
    if (before?.stream === slice.stream) {
      expect(slice.window.from > before.window.to, `two slices of ${slice.stream} overlap`).toBe(true);
    }
  });
}
