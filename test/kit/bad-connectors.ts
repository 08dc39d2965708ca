import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import {
  type Batch,
  type Connector,
  defineConnector,
  type ReadContext,
} from '../../src/connector-kit/connector.ts';
import type { Window } from '../../src/core/clock.ts';
import { text } from '../../src/core/text.ts';
import { VISITS } from './scripted-connector.ts';

/** Connectors that no hub would ship: each breaks in its own way while it reads. For reading threads. */
const bad = (id: string, read: (context: ReadContext<unknown>) => AsyncGenerator<Batch>): Connector =>
  defineConnector({
    id,
    version: '1.0.0',
    title: text(`Kết nối ${id}`, `Connector ${id}`),
    description: text('Kết nối hỏng', 'A broken connector'),
    config: z.object({ url: z.string().optional() }),
    records: [],
    values: [{ name: 'visits', title: text('Lượt xem', 'Visits'), measures: [VISITS] }],
    check: async () => ({ ok: true, message: text('Đọc được', 'Readable'), sample: null }),
    read,
    simulate: async () => ({ url: 'http://127.0.0.1:1', close: async () => {} }),
    practiceConfig: () => ({}),
  });

/** How long the good one takes: longer than it takes to end one that hangs. */
const GOOD_STEPS = 80;

export const connectors: readonly Connector[] = [
  bad('spins', async function* () {
    yield* [];
    for (;;);
  }),
  bad('leaks', async function* () {
    yield* [];
    for (const kept: number[][] = []; ; kept.push(Array(100_000).fill(kept.length))) await setTimeout(0);
  }),
  bad('leaks-buffers', async function* () {
    yield* [];
    for (const kept: Buffer[] = []; ; kept.push(Buffer.alloc(1024 * 1024, 1))) await setTimeout(20);
  }),
  bad('throws', async function* () {
    yield* [];
    throw new TypeError('cannot read properties of undefined');
  }),
  bad('never', async function* () {
    yield* [];
    await new Promise(() => {});
  }),
  bad('exits', async function* () {
    yield* [];
    process.exit(1);
  }),
  bad('throws-aside', async function* () {
    yield* [];
    queueMicrotask(() => {
      throw new TypeError('outside of everything');
    });
    await new Promise(() => {});
  }),
  bad('asks-and-spins', async function* ({ config, http }) {
    yield* [];
    const { url } = config as { url: string };
    for (let asked = 0; asked < 6; asked++) void http.text({ url: `${url}/never` }).catch(() => {});
    await setTimeout(500);
    for (;;);
  }),
  bad('asked-and-spins', async function* ({ config, http }) {
    yield* [];
    const { url } = config as { url: string };
    await Promise.all(Array.from({ length: 4 }, () => http.text({ url })));
    for (;;);
  }),
  bad('leaves-behind', async function* ({ config, http, window }) {
    const { url } = config as { url: string };
    for (let asked = 0; asked < 3; asked++) void http.text({ url: `${url}/never` }).catch(() => {});
    await http.text({ url });
    yield* seven(window);
  }),
  bad('asks-all-at-once', async function* ({ config, http, window }) {
    const { url } = config as { url: string };
    await Promise.all(Array.from({ length: 6 }, () => http.text({ url })));
    yield* seven(window);
  }),
  bad('good', async function* ({ window }) {
    for (let step = 0; step < GOOD_STEPS; step++) await setTimeout(100);
    yield* seven(window);
  }),
  bad('quick', async function* ({ window }) {
    yield* seven(window);
  }),
];

function* seven(window: Window): Generator<Batch> {
  yield {
    type: 'values',
    stream: 'visits',
    values: [{ measure: VISITS.code, unit: '19801', day: window.from, value: 7 }],
  };
  yield { type: 'slice', stream: 'visits', window, declaredTotal: null, state: null };
}
