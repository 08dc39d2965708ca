import { describe, expect, it, vi } from 'vitest';
import { KeptPlaces } from '../../../src/app/pull/reading/kept-places.ts';
import { LentPlace } from '../../../src/app/pull/reading/lent-place.ts';

const { signal } = new AbortController();

describe('S17 a place that was lent to a reading thread', () => {
  const steps = {
    rest: (_: LentPlace, thread: LentPlace) => thread.rest(),
    takeUp: (_: LentPlace, thread: LentPlace) => thread.takeUp(),
    recall: (hub: LentPlace) => hub.recall(),
    end: (hub: LentPlace) => hub.end(),
  };

  it.each([
    ['rests from one request to the next', ['rest', 'takeUp', 'rest'], [true, true, true]],
    ['is the hub’s at once while it rests', ['rest', 'recall', 'takeUp'], [true, true, false]],
    ['is recalled once', ['rest', 'recall', 'recall'], [true, true, false]],
    ['is given back after the request that uses it', ['recall', 'rest', 'takeUp'], [false, false, false]],
    ['is gone when the reading is over', ['rest', 'end', 'takeUp'], [true, undefined, false]],
  ] as const)('%s', (_, asked, answers) => {
    const hub = new LentPlace();
    const thread = new LentPlace(hub.memory);
    expect(asked.map((step) => steps[step](hub, thread))).toEqual(answers);
  });
});

it('S17 a place is recalled however often it is laid down and taken up while the hub looks at it', () => {
  const hub = new LentPlace();
  const thread = new LentPlace(hub.memory);
  const look = Atomics.compareExchange;
  const looks = vi.spyOn(Atomics, 'compareExchange');
  for (const meanwhile of ['rest', 'takeUp'] as const) {
    looks.mockImplementationOnce((...asked: unknown[]) => {
      const seen = Reflect.apply(look, Atomics, asked);
      expect(thread[meanwhile]()).toBe(true);
      return seen;
    });
    // That of the thread itself is no look of the hub.
    looks.mockImplementationOnce((...asked: unknown[]) => Reflect.apply(look, Atomics, asked));
  }
  expect(hub.recall()).toBe(false);
  looks.mockRestore();
  expect(thread.rest()).toBe(false);
});

describe('S17 the places of a reading', () => {
  function lender() {
    const lent: LentPlace[] = [];
    const left: number[] = [];
    const places = new KeptPlaces(
      async () => ({ lent: lent[lent.push(new LentPlace()) - 1] as LentPlace, call: lent.length }),
      (call) => left.push(call),
    );
    return { lent, left, places };
  }

  it('are asked for once while requests follow each other, and each host has its own', async () => {
    const { lent, left, places } = lender();
    for (const host of ['a.vn', 'a.vn', 'b.vn', 'a.vn']) await places.hold(host, signal, async () => 1);
    expect([lent.length, left]).toEqual([2, []]);
  });

  it('are as many as there are requests at once', async () => {
    const { lent, places } = lender();
    for (let round = 0; round < 2; round++) {
      await Promise.all([1, 2, 3].map(() => places.hold('a.vn', signal, async () => 1)));
    }
    expect(lent).toHaveLength(3);
  });

  it('that the hub took while they rested are asked for anew', async () => {
    const { lent, left, places } = lender();
    await places.hold('a.vn', signal, async () => 1);
    expect(lent[0]?.recall()).toBe(true);
    await places.hold('a.vn', signal, async () => 1);
    expect([lent.length, left]).toEqual([2, []]);
  });

  it('that are wanted back are left after the request, be it that it failed', async () => {
    const { lent, left, places } = lender();
    const failing = places.hold('a.vn', signal, async () => {
      lent[0]?.recall();
      throw new Error('failed');
    });
    await expect(failing).rejects.toThrow('failed');
    expect(left).toEqual([1]);
  });

  it('a stopped reading asks nothing with them', async () => {
    const { places } = lender();
    const stopped = AbortSignal.abort(new Error('stopped'));
    await expect(places.hold('a.vn', stopped, async () => 'asked')).rejects.toThrow('stopped');
  });

  it('begins a request at once where a place rests', async () => {
    const { places } = lender();
    await places.hold('a.vn', signal, async () => 1);
    let isAsked = false;
    const asking = places.hold('a.vn', signal, async () => {
      isAsked = true;
    });
    expect(isAsked).toBe(true);
    await asking;
  });
});
