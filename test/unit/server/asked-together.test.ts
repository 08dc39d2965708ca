import { expect, test } from 'vitest';
import { askedTogether } from '../../../src/server/asked-together.ts';

test('who asks while a question is under way shares the next one, never the one that began before', async () => {
  const answers: ((value: string) => void)[] = [];
  const ask = askedTogether(() => new Promise<string>((resolve) => answers.push(resolve)));
  const first = ask();
  await expect.poll(() => answers.length).toBe(1);
  const [second, third] = [ask(), ask()];
  answers[0]?.('old');
  expect(await first).toBe('old');
  await expect.poll(() => answers.length).toBe(2);
  answers[1]?.('new');
  expect(await Promise.all([second, third])).toEqual(['new', 'new']);
});

test('a question that fails does not stand in the way of the next', async () => {
  let count = 0;
  const ask = askedTogether(async () => {
    count += 1;
    if (count === 1) throw new Error('away');
    return count;
  });
  await expect(ask()).rejects.toThrow('away');
  expect(await ask()).toBe(2);
});
