import { z } from 'zod';
import { type Connector, defineConnector } from '../../src/connector-kit/connector.ts';
import { pagedSlice } from '../../src/connector-kit/paged-slice.ts';
import type { RawJson } from '../../src/connector-kit/raw-json.ts';
import { monthsOf } from '../../src/core/clock.ts';
import { text } from '../../src/core/text.ts';
import type { Item } from './crash-source.ts';
import { POSTS } from './scripted-connector.ts';

const STREAM = 'items';

interface CrashConfig {
  readonly url: string;
  readonly pageSize: number;
  readonly token: string;
}

/** Reads a CrashSource as connectors do: a slice per month, pages with checkpoints. */
export const crashConnector = defineConnector<CrashConfig>({
  id: 'crash',
  version: '1.0.0',
  title: text('Nguồn chịu lỗi', 'Crash source'),
  description: text('Nguồn của bài kiểm thử ngắt tiến trình', 'The source of the crash tests'),
  config: z.object({
    url: z.url(),
    pageSize: z.number().int().min(1),
    token: z.string().meta({ secret: true }),
  }),
  records: [
    {
      name: STREAM,
      title: text('Mục', 'Items'),
      identifiesPerson: false,
      measures: [{ ...POSTS, count: () => 1 }],
      reasons: {},
    },
  ] as Connector['records'],
  values: [],
  check: async () => ({ ok: true, message: text('Đọc được', 'Readable'), sample: null }),
  async *read(context) {
    const { url, pageSize, token } = context.config;
    for (const window of monthsOf(context.window)) {
      yield* pagedSlice(context, {
        stream: STREAM,
        window,
        size: pageSize,
        firstNumber: 1,
        ask: (page, known) =>
          context.http.page({
            url: `${url}/items?from=${window.from}&to=${window.to}&page=${page}&size=${pageSize}`,
            headers: { authorization: `Bearer ${token}` },
            known,
          }),
        open: (body) => {
          const rows = body.field('items') as RawJson;
          const length = (rows.unread() as readonly unknown[]).length;
          return { rows, length, total: body.field('total')?.value() as number };
        },
        project: (rows) =>
          (rows.value() as Item[]).map(({ key, unit, at }) => ({ key, unit, at, title: null, data: null })),
      });
    }
  },
  simulate: async () => ({ url: 'http://127.0.0.1:1', close: async () => {} }),
  practiceConfig: (url) => ({ url, pageSize: 1_000, token: 'practice-token' }),
});

/** For reading threads, which load a module with this name. */
export const connectors = [crashConnector as Connector];
