import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkedSets } from '../../../src/cli/checked-sets.ts';
import { checkCatalogue } from '../../../src/cli/commands/catalog-check.ts';
import type { Context } from '../../../src/cli/context.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dti-hub-sets-'));
  writeFileSync(join(folder, 'a.yaml'), 'version: 1\ntitle: [\n');
  writeFileSync(join(folder, 'b.yaml'), 'version: one\n');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function check(json: boolean): { code: number; said: string } {
  let said = '';
  const out = {
    write: (text: string) => {
      said += text;
    },
  };
  const context = { out, json, language: 'en' } as Partial<Context> as Context;
  return { code: checkCatalogue(context, checkedSets([], folder)), said };
}

it('tells the errors of all files at once, each with its place', () => {
  const { code, said } = check(false);
  expect(code).toBe(5);
  expect(said).toMatch(/^!! a\.yaml:\d+:\d+$/m);
  expect(said).toMatch(/^!! b\.yaml: version$/m);
  expect(said).toMatch(/^2 index sets, \d+ errors, 0 places/m);
});

it('gives machines the same', () => {
  const { code, said } = check(true);
  const { errors, sets } = JSON.parse(said);
  expect(code).toBe(5);
  expect(errors).toBe(sets.flatMap((set: { findings: object[] }) => set.findings).length);
  expect(sets[0]).toMatchObject({
    file: 'a.yaml',
    findings: [{ kind: 'MALFORMED_YAML', severity: 'ERROR' }],
  });
});
