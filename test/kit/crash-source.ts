import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Seeded } from '../../src/connector-kit/seeded.ts';
import { type Day, isInside, lastDayOfMonth, monthOf, monthsOf, type Window } from '../../src/core/clock.ts';

/** An item as the source shows it; `unit` may be a code that nobody knows. */
export interface Item {
  readonly key: string;
  readonly unit: string;
  /** With Vietnamese offset. */
  readonly at: string;
}

export interface Asked {
  readonly month: string;
  readonly page: number;
}

/** What is done with one request before it is answered; true when it answered by itself. */
export type Mischief = (response: ServerResponse, asked: Asked) => boolean | Promise<boolean>;

export const CRASH_UNITS = ['19801', '19802', '19803'] as const;
export const UNKNOWN_UNIT = 'X-1';

/** Items by month ("2024-01": 300), spread over the units; one in twenty has an unknown code. */
export function itemsOf(months: Readonly<Record<string, number>>): Item[] {
  return Object.entries(months).flatMap(([month, count]) =>
    Array.from({ length: count }, (_, n) => ({
      key: `${month}-${n}`,
      unit: n % 20 === 19 ? UNKNOWN_UNIT : (CRASH_UNITS[n % 3] as string),
      at: `${dayInMonth(month, n)}T08:15:00+07:00`,
    })),
  );
}

const dayInMonth = (month: string, n: number): Day => `${month}-${String((n % 15) + 1).padStart(2, '0')}`;

/** A real source in this process, in pages with a declared total, that counts what it is asked. */
export class CrashSource {
  items: readonly Item[];
  readonly asked: Asked[] = [];
  mischief: Mischief = () => false;
  readonly #server: Server;

  private constructor(items: readonly Item[]) {
    this.items = items;
    this.#server = createServer((request, response) => {
      void this.#answer(new URL(request.url ?? '/', this.url), response).catch(() => response.destroy());
    });
  }

  static async start(items: readonly Item[]): Promise<CrashSource> {
    const source = new CrashSource(items);
    await once(source.#server.listen(0, '127.0.0.1'), 'listening');
    return source;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Corrects, adds and takes away a few items: what a source does between two nights. */
  change(random: Seeded): void {
    const items = this.items.flatMap((item) => {
      const luck = random.next();
      if (luck < 0.01) return [];
      return luck < 0.03 ? [{ ...item, at: moved(item.at, random) }] : [item];
    });
    const most = Math.ceil(items.length / 50);
    this.items = [...items, ...Array.from({ length: random.int(1, most) }, () => added(items, random))];
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #answer({ searchParams }: URL, response: ServerResponse): Promise<void> {
    const [from, to] = [searchParams.get('from') ?? '', searchParams.get('to') ?? ''];
    const [page, size] = [Number(searchParams.get('page')), Number(searchParams.get('size'))];
    const asked = { month: monthOf(from), page };
    this.asked.push(asked);
    if (await this.mischief(response, asked)) return;
    const own = this.items.filter(({ at }) => isInside(at.slice(0, 10), { from, to }));
    const items = own.slice((page - 1) * size, page * size);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ total: own.length, items }));
  }
}

const moved = (at: string, random: Seeded): string =>
  `${dayInMonth(monthOf(at), random.int(0, 14))}T23:59:00+07:00`;

function added(items: readonly Item[], random: Seeded): Item {
  const like = random.pick(items);
  const key = `new-${random.int(0, 1e9)}-${random.int(0, 1e9)}`;
  return { ...like, key, at: moved(like.at, random) };
}

/**
 * What must be visible of a source, and nothing else: a pure function. Lines "unit day value" in order. A unit that
 * the source knows and shows nothing of in a month has zero on its first day.
 */
export function factsOf(items: readonly Item[], window: Window): string[] {
  const counts = new Map<string, number>();
  for (const month of monthsOf(window)) {
    for (const unit of CRASH_UNITS) {
      const own = items.filter((item) => item.unit === unit && isInside(item.at.slice(0, 10), month));
      if (own.length === 0) counts.set(`${unit} ${month.from}`, 0);
      for (const { at } of own) {
        const place = `${unit} ${at.slice(0, 10)}`;
        counts.set(place, (counts.get(place) ?? 0) + 1);
      }
    }
  }
  return [...counts].map(([place, count]) => `${place} ${count}`).sort();
}

export const pagesIn = (items: readonly Item[], month: string, size: number): number => {
  const window = { from: `${month}-01`, to: lastDayOfMonth(month) };
  return Math.max(1, Math.ceil(items.filter(({ at }) => isInside(at.slice(0, 10), window)).length / size));
};
