import { z } from 'zod';
import {
  type Batch,
  type Connector,
  defineConnector,
  type ReadContext,
  type SourceRecord,
  type SourceValue,
} from '../../src/connector-kit/connector.ts';
import { type Day, isInside, lastDayOfMonth, monthsOf, type Window } from '../../src/core/clock.ts';
import type { Aggregation, Measure } from '../../src/core/measure.ts';
import { text } from '../../src/core/text.ts';

/** A promise that the test opens when it wants to. */
export function gate(): { readonly passed: Promise<void>; open(): void } {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open: () => open() };
}

/** Waits until the run is stopped, then ends as a connector does that hands its signal on. */
export const HANG = Symbol('hang');

/** One pull, step by step: a batch is yielded, an error thrown, a function waited for, deaf to the signal. */
export type Script = readonly (Batch | Error | (() => Promise<unknown>) | typeof HANG)[];

export interface ScriptedConfig {
  readonly url: string;
  readonly token: string;
}

/** Data of a post: `excluded` is the reason why it does not count. */
interface Post {
  readonly excluded?: string;
  /** What `count` answers instead of 1. */
  readonly counts?: number;
}

const measure = (code: string, aggregation: Aggregation): Measure => ({
  code,
  title: text(`số ${code}`, `number ${code}`),
  unit: text('mục', 'items'),
  aggregation,
});

export const POSTS = measure('POST.COUNT', 'SUM');
export const POST_DAY = measure('POST.LAST_DAY', 'MAX_DATE');
export const CASES = measure('CASE.COUNT', 'SUM');
export const VISITS = measure('VISIT.TOTAL', 'SUM');
/** More people than Viet Nam has cannot be. */
export const PEOPLE: Measure = { ...measure('REF.PEOPLE', 'LAST'), domain: { max: 100_000_000 } };

const count = ({ excluded, counts }: Post) => excluded ?? counts ?? 1;

/** A connector that does what the test says, pull by pull; a pull without a script fails the test. */
export class ScriptedSource {
  readonly contexts: ReadContext<ScriptedConfig>[] = [];
  readonly #scripts: Script[] = [];

  /** Queues what the next pulls do. */
  next(...scripts: Script[]): void {
    this.#scripts.push(...scripts);
  }

  readonly connector: Connector<ScriptedConfig> = defineConnector<ScriptedConfig>({
    id: 'scripted',
    version: '1.2.3',
    title: text('Nguồn kịch bản', 'Scripted source'),
    description: text('Nguồn của bài kiểm thử', 'A source of the tests'),
    config: z.object({ url: z.url(), token: z.string().min(8).meta({ secret: true }) }),
    records: [
      {
        name: 'posts',
        title: text('Tin', 'Posts'),
        identifiesPerson: false,
        measures: [
          { ...POSTS, count },
          { ...POST_DAY, count },
        ],
        reasons: { DRAFT: text('tin nháp', 'a draft') },
      },
      {
        name: 'cases',
        title: text('Hồ sơ', 'Cases'),
        identifiesPerson: true,
        measures: [{ ...CASES, count }],
        reasons: { WITHDRAWN: text('đã rút', 'withdrawn') },
      },
    ] as Connector['records'],
    values: [
      { name: 'visits', title: text('Lượt xem', 'Visits'), measures: [VISITS] },
      { name: 'people', title: text('Dân số', 'People'), measures: [PEOPLE] },
    ],
    check: async () => ({ ok: true, message: text('Đọc được', 'Readable'), sample: null }),
    read: (context) => this.#play(context),
    simulate: async () => ({ url: 'http://127.0.0.1:1', close: async () => {} }),
    practiceConfig: (url) => ({ url, token: 'practice-token' }),
  });

  async *#play(context: ReadContext<ScriptedConfig>): AsyncGenerator<Batch> {
    this.contexts.push(context);
    const script = this.#scripts.shift();
    if (!script) throw new Error('This pull has no script');
    for (const step of script) {
      if (step instanceof Error) throw step;
      if (step === HANG) await untilAborted(context.signal);
      else if (typeof step === 'function') await step();
      else yield step;
    }
  }
}

const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) return reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });

export const post = (key: string, unit: string, day: Day, data: Post = {}): SourceRecord<Post> => ({
  key,
  unit,
  at: `${day}T08:15:00+07:00`,
  title: `Tin ${key}`,
  data,
});

export const visits = (unit: string, day: Day, value: number): SourceValue => ({
  measure: VISITS.code,
  unit,
  day,
  value,
});

export const people = (unit: string, day: Day, value: number): SourceValue => ({
  measure: PEOPLE.code,
  unit,
  day,
  value,
});

export const slice = (
  stream: string,
  window: Window,
  declaredTotal: number | null = null,
  state: string | null = null,
): Batch => ({ type: 'slice', stream, window, declaredTotal, state });

export const month = (value: string): Window => ({ from: `${value}-01`, to: lastDayOfMonth(value) });

/** Records of a stream, cut into the months of the window as connectors do; every slice says its total. */
export function recordScript(
  records: readonly SourceRecord[],
  window: Window,
  { stream = 'posts', page = 1_000 }: { stream?: string; page?: number } = {},
): Batch[] {
  return monthsOf(window).flatMap((part) => {
    const own = records.filter((record) => isInside(record.at.slice(0, 10), part));
    const pages: Batch[] = [];
    for (let start = 0; start < own.length; start += page) {
      pages.push({ type: 'records', stream, records: own.slice(start, start + page) });
    }
    return [...pages, slice(stream, part, new Set(own.map(({ key }) => key)).size)];
  });
}

export const valueScript = (values: readonly SourceValue[], stream: string, window: Window): Batch[] => [
  { type: 'values', stream, values },
  slice(stream, window),
];
