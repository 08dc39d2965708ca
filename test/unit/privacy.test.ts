import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8');

const page = read('src/PRIVACY.md');
const record = page.slice(0, page.indexOf('## 2.'));
const tables = readdirSync(new URL('drizzle/tables', ROOT)).flatMap((file) =>
  [...read(`drizzle/tables/${file}`).matchAll(/pgTable\(\s*'(\w+)'/g)].map(([, name]) => name as string),
);

describe('S46 the record of processing', () => {
  it('says of each table of the database whether it holds personal data, once and of no other', () => {
    const named = [...record.matchAll(/`([a-z]+(?:_[a-z]+)*)`/g)].map(([, name]) => name as string);
    expect(named.sort()).toEqual([...tables].sort());
  });

  it('names tests that exist', () => {
    const tests = [...page.matchAll(/`(test\/[\w/.-]+)`/g)].map(([, path]) => path as string);
    expect(tests).not.toEqual([]);
    expect(tests.filter((path) => !existsSync(new URL(path, ROOT)))).toEqual([]);
  });
});
