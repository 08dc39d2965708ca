import { expect, it } from 'vitest';
import { canonicalJson } from '../../../src/core/canonical-json.ts';

it.each([
  [
    'fields by their names, whatever order they come in',
    { b: 1, a: { d: 2, c: 3 } },
    '{"a":{"c":3,"d":2},"b":1}',
  ],
  [
    'names by UTF-16 code units',
    { đ: 1, z: 2, é: 3, Z: 4, '10': 5, '9': 6 },
    '{"10":5,"9":6,"Z":4,"z":2,"é":3,"đ":1}',
  ],
  ['lists as they are', [2, 1, []], '[2,1,[]]'],
  [
    'numbers as short as they can be',
    [22.33, 10.0, -0, 1e21, 0.1 + 0.2],
    '[22.33,10,0,1e+21,0.30000000000000004]',
  ],
  ['texts without needless escapes', 'Phường "An"\n', '"Phường \\"An\\"\\n"'],
  ['the rest', [null, true, false, {}], '[null,true,false,{}]'],
])('writes %s', (_what, value, expected) => {
  expect(canonicalJson(value)).toBe(expected);
  expect(canonicalJson(JSON.parse(expected))).toBe(expected);
});

it.each([[Number.NaN], [Number.POSITIVE_INFINITY], [undefined], [[1n]], [{ a: undefined }], [() => 1]])(
  'refuses what JSON cannot hold: %s',
  (value) => {
    expect(() => canonicalJson(value)).toThrow('JSON holds no');
  },
);
