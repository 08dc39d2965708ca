import { expect, it } from 'vitest';
import { madeOnce } from '../../../src/connector-kit/made-once.ts';

it('makes each answer once', () => {
  const made: string[] = [];
  const answer = madeOnce((list: string, month: string) => {
    made.push(`${list} ${month}`);
    return { list, month };
  });
  expect(answer('a', '2024-01')).toBe(answer('a', '2024-01'));
  expect(answer('b', '2024-01')).not.toBe(answer('a', '2024-01'));
  expect(made).toEqual(['a 2024-01', 'b 2024-01']);
});

it('is told what names an object', () => {
  const answer = madeOnce(
    (unit: { key: string }) => [unit.key],
    ({ key }) => key,
  );
  expect(answer({ key: 'a' })).toBe(answer({ key: 'a' }));
  expect(answer({ key: 'b' })).toEqual(['b']);
});
