import { expect, it } from 'vitest';
import type { ReadHost, ReadJob } from '../../../src/app/pull/reading/read-job.ts';
import { type ReadTools, readSource } from '../../../src/app/pull/reading/read-source.ts';
import { oldAnswers } from '../../../src/app/pull/reading/reading-errors.ts';
import type { Batch, Connector } from '../../../src/connector-kit/connector.ts';
import { text } from '../../../src/core/text.ts';

const WARNING = text('Có thể thiếu tin.', 'Items may be missing.');
const DAYS = { from: '2024-03-01', to: '2024-03-31' };

it('a warning may come anywhere, also inside of a slice, and reaches the end of the reading; so does what a cache had kept for long', async () => {
  const batches: Batch[] = [
    { type: 'warning', text: WARNING },
    { type: 'records', stream: 'news', records: [] },
    { type: 'warning', text: WARNING },
    { type: 'slice', stream: 'news', window: DAYS, declaredTotal: 0, state: 1 },
  ];
  const read = async function* () {
    yield* batches;
  };
  const connector = {
    records: [{ name: 'news', title: WARNING, identifiesPerson: false, measures: [], reasons: {} }],
    ...{ values: [], read },
  } as unknown as Connector;
  const job = {
    ...{ sourceId: 1, window: DAYS, today: '2024-03-31', hashSecret: 'x', units: [], onlyUnitIds: null },
    ...{ unitCodes: new Map(), measureIds: new Map(), caps: { maxPages: 9, maxRecords: 9 } },
  } as unknown as ReadJob;
  const host = { open: async () => 1, close: async () => {}, progress() {} } as unknown as ReadHost;
  const none = { answers: () => 0, payloadHash: () => '', retries: () => 0, oldest: () => 26 * 3_600 };
  const signal = new AbortController().signal;
  const tools = { http: none, files: none, signal } as unknown as ReadTools;
  const { warnings, state } = await readSource(job, connector, host, tools);
  const old = expect.objectContaining({ vi: expect.stringContaining('trung gian 26 giờ') });
  expect([warnings, state]).toEqual([[WARNING, WARNING, old], 1]);
});

it('what a cache has kept for less than an hour is not told', () => {
  expect([0, 3_599, 3_600].map((seconds) => oldAnswers(seconds).length)).toEqual([0, 0, 1]);
});
