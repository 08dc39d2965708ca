import { expect, it, vi } from 'vitest';
import { Turns } from '../../../src/app/turns.ts';
import type { Queries } from '../../../src/store/database.ts';

/** A database whose statements end when the test says so. */
function statements() {
  const begun: { readonly name: string; end(): void }[] = [];
  const rows: Queries['rows'] = (name) =>
    new Promise((resolve) => begun.push({ name, end: () => resolve([]) }));
  return { begun, queries: { rows, orm: null as never, copy: async () => {} } satisfies Queries };
}

const turned = () => new Promise((resolve) => setImmediate(resolve));

it('F54: while a pull goes on two statements of questions run at a time; when it is over, all do', async () => {
  const turns = new Turns();
  const { begun, queries } = statements();
  const questions = turns.forQuestions(queries);
  let endPull = () => {};
  const pull = turns.pulling(() => new Promise<void>((resolve) => (endPull = resolve)));
  const asked = ['a', 'b', 'c', 'd'].map((name) => questions.rows(name));
  await turned();
  expect(begun.map(({ name }) => name)).toEqual(['a', 'b']);
  // What the caller does with the rows is what the others wait for.
  void asked[0]?.then(() => {
    for (const until = performance.now() + 20; performance.now() < until; );
  });
  begun[0]?.end();
  await turned();
  await turned();
  expect(begun.map(({ name }) => name)).toEqual(['a', 'b']);
  await expect.poll(() => begun.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  endPull();
  await pull;
  expect(begun.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
  for (const { end } of begun) end();
  await Promise.all(asked);
});

it('F54: nobody waits when nothing is pulled', async () => {
  const { begun, queries } = statements();
  const asked = ['a', 'b', 'c'].map((name) => new Turns().forQuestions(queries).rows(name));
  expect(begun.length).toBe(3);
  for (const { end } of begun) end();
  await Promise.all(asked);
});

it('F54: a statement or a pull that fails keeps nobody waiting', async () => {
  const turns = new Turns();
  let failPull = (_: Error) => {};
  const pull = turns.pulling(() => new Promise((_, reject) => (failPull = reject)));
  const failing = turns.forQuestions({
    ...statements().queries,
    rows: () => Promise.reject(new Error('lost')),
  });
  const asked = ['a', 'b', 'c', 'd', 'e'].map((name) => failing.rows(name));
  for (const one of asked) await expect(one).rejects.toThrow('lost');
  failPull(new Error('no'));
  await expect(pull).rejects.toThrow('no');
  const { begun, queries } = statements();
  const questions = turns.forQuestions(queries);
  const after = ['a', 'b', 'c'].map((name) => questions.rows(name));
  expect(begun.length).toBe(3);
  for (const { end } of begun) end();
  await Promise.all(after);
});

it('F54: a question that costs a minute keeps the others waiting for two seconds, not for minutes', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  try {
    const turns = new Turns();
    const { begun, queries } = statements();
    const questions = turns.forQuestions(queries);
    void turns.pulling(() => new Promise(() => {}));
    const [costly] = ['a', 'b', 'c'].map((name) => questions.rows(name));
    await turned();
    void costly?.then(() => void vi.advanceTimersByTime(60_000));
    begun[0]?.end();
    await turned();
    await turned();
    vi.advanceTimersByTime(1_999);
    await turned();
    expect(begun.length).toBe(2);
    vi.advanceTimersByTime(1);
    await turned();
    expect(begun.length).toBe(3);
  } finally {
    vi.useRealTimers();
  }
});
