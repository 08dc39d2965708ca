import { describe, expect, it } from 'vitest';
import { HostPlaces, hostPlaces, RateBudget } from '../../../src/connector-kit/outbound-limits.ts';
import { badSource, type Step } from '../../kit/bad-source.ts';
import { httpFor, NOW } from '../../kit/bad-source-client.ts';
import { json } from '../../kit/bad-source-steps.ts';
import { FakeClock } from '../../kit/fake-clock.ts';

const { signal } = new AbortController();

/** Work that ends when it is told to. */
function held() {
  const ends: (() => void)[] = [];
  return { work: () => new Promise<void>((resolve) => void ends.push(resolve)), ends };
}

describe('S17 requests in flight to one host', () => {
  it('are as many as there are places; the next begins when one ends', async () => {
    const places = new HostPlaces(2);
    const { work, ends } = held();
    const all = [1, 2, 3].map(() => places.hold('a.vn', signal, work));
    await Promise.resolve();
    expect(ends).toHaveLength(2);
    ends[0]?.();
    await all[0];
    expect(ends).toHaveLength(3);
    for (const end of ends) end();
    await Promise.all(all);
  });

  it('another host has its own places', async () => {
    const places = new HostPlaces(1);
    const { work, ends } = held();
    const all = ['a.vn', 'b.vn'].map((host) => places.hold(host, signal, work));
    await Promise.resolve();
    expect(ends).toHaveLength(2);
    for (const end of ends) end();
    await Promise.all(all);
  });

  it('failed work gives its place back, and a stopped run leaves the queue', async () => {
    const places = new HostPlaces(1);
    const stop = new AbortController();
    const { work, ends } = held();
    const first = places.hold('a.vn', signal, work);
    const second = places.hold('a.vn', stop.signal, work);
    const third = places.hold('a.vn', signal, () => Promise.reject(new Error('third')));
    const fourth = places.hold('a.vn', signal, async () => 'fourth');
    stop.abort(new Error('stopped'));
    await expect(second).rejects.toThrow('stopped');
    ends[0]?.();
    await first;
    await expect(third).rejects.toThrow('third');
    expect(await fourth).toBe('fourth');
  });

  it('who keeps a place without need is asked for it when another waits, and no more of them than wait', async () => {
    const places = new HostPlaces(2);
    const { work, ends } = held();
    const asked: number[] = [];
    const keepers = [0, 1].map((nth) =>
      places.hold('a.vn', signal, work, () => {
        asked.push(nth);
        ends[nth]?.();
        return true;
      }),
    );
    await Promise.resolve();
    expect(asked).toEqual([]);
    expect(await places.hold('a.vn', signal, async () => 'third')).toBe('third');
    expect(asked).toEqual([0]);
    const more = ['fourth', 'fifth'].map((name) => places.hold('a.vn', signal, async () => name));
    expect(await Promise.all(more)).toEqual(['fourth', 'fifth']);
    expect(asked).toEqual([0, 1]);
    await Promise.all(keepers);
  });

  it('who keeps a place and needs it hears of it all the same, also one that came to it while others waited', async () => {
    const places = new HostPlaces(1);
    const { work, ends } = held();
    const heard: string[] = [];
    const needs = (name: string) => () => {
      heard.push(name);
      return false;
    };
    const all = ['first', 'second'].map((name) => places.hold('a.vn', signal, work, needs(name)));
    all.push(places.hold('a.vn', signal, work));
    await Promise.resolve();
    expect(heard).toEqual(['first', 'first']);
    ends[0]?.();
    await all[0];
    expect(heard).toEqual(['first', 'first', 'second']);
    ends[1]?.();
    await all[1];
    ends[2]?.();
    await Promise.all(all);
  });

  it('hold over all runs of the process', async () => {
    let most = 0;
    const open = new Set<object>();
    const slow: Step = (response) => {
      open.add(response);
      most = Math.max(most, open.size);
      setTimeout(() => {
        open.delete(response);
        response.end('1');
      }, 20);
    };
    const source = await badSource([slow]);
    const runs = Array.from({ length: 10 }, () => httpFor().http.json({ url: source.url }));
    await Promise.all(runs);
    expect(most).toBe(4);
  });
});

describe('S17 what is asked', () => {
  it('says who asks', async () => {
    const source = await badSource([json(1)]);
    await httpFor().http.json({ url: source.url });
    expect(source.seen[0]?.headers['user-agent']).toMatch(/^dti-hub\/\d+\.\d+\.\d+$/);
  });

  it('is at most 32 requests at once over all hosts', async () => {
    const { work, ends } = held();
    const all = Array.from({ length: 40 }, (_, n) => hostPlaces.hold(`host-${n}.vn`, signal, work));
    await new Promise(setImmediate);
    expect(ends).toHaveLength(32);
    while (ends.length > 0) {
      for (const end of ends.splice(0)) end();
      await new Promise(setImmediate);
    }
    await Promise.all(all);
  });
});

describe('requests per minute', () => {
  it('go out evenly', () => {
    const budget = new RateBudget(new FakeClock(NOW), 60);
    expect(Array.from({ length: 4 }, () => budget.reserve())).toEqual([0, 1_000, 2_000, 3_000]);
  });

  it('that were not used are not saved up', () => {
    const clock = new FakeClock(NOW);
    const budget = new RateBudget(clock, 6);
    expect([budget.reserve(), budget.reserve()]).toEqual([0, 10_000]);
    clock.advance(60_000);
    expect([budget.reserve(), budget.reserve()]).toEqual([0, 10_000]);
  });

  it('a clock that is set back costs a minute at most', () => {
    const clock = new FakeClock(NOW);
    const budget = new RateBudget(clock, 60);
    budget.reserve();
    clock.advance(-86_400_000);
    expect(budget.reserve()).toBe(60_000);
  });

  it('are kept by a run', async () => {
    const source = await badSource([json(1)]);
    const { http, waits } = httpFor({ requestsPerMinute: 6 });
    for (let nth = 0; nth < 3; nth++) await http.json({ url: source.url });
    expect(waits).toEqual([10_000, 10_000]);
  });
});
