import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ruleKind, ruleKinds } from '../../../src/rules/index.ts';

const KINDS = [
  'count',
  'date-steps',
  'existence',
  'gated-ratio',
  'inverse-ratio',
  'ratio',
  'reviewer-grade',
  'share-target',
  'step-table',
];

test('every kind is registered under the name of its file', () => {
  expect(ruleKinds.map(({ kind }) => kind)).toEqual(KINDS);
  const files = readdirSync(new URL('../../../src/rules/', import.meta.url));
  for (const kind of KINDS) expect(files).toContain(`${kind}.ts`);
});

test('a kind is found by its name, an unknown one is not', () => {
  expect(ruleKind('ratio')?.title).toEqual({ vi: 'Tỷ lệ', en: 'Ratio' });
  expect(ruleKind('RATIO')).toBeUndefined();
});
