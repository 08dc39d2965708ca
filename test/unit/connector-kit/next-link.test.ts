import { expect, it } from 'vitest';
import { nextLink } from '../../../src/connector-kit/next-link.ts';

it.each([
  ['<https://a.vn/x?page=2>; rel="next"', 'https://a.vn/x?page=2'],
  ['</x?page=2>;rel=next', '/x?page=2'],
  ['<?page=1>; rel="prev", <?page=3>; rel="next", <?page=9>; rel="last"', '?page=3'],
  ['<?a=1,2;b>; title="trang; rel=prev, <x>"; REL="Last NEXT"', '?a=1,2;b'],
  ['<?page=3>; rel="prev"; rel="next"', null],
  ['<?page=3>; title="rel=next"', null],
  ['<?page=3>; rel="next"; anchor="/khac"', null],
  ['<?page=3>; rel="next-archive"', null],
  ['?page=3; rel="next"', null],
  ['', null],
  [undefined, null],
])('%j: %j', (header, next) => {
  expect(nextLink(header)).toBe(next);
});
