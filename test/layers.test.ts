import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { breachesOf } from './kit/layer-rules.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDERS = ['src', 'connectors', 'schema', 'drizzle'];

const sources = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
);

describe('imports point one way', () => {
  it('in every source file', () => {
    expect(sources.length).toBeGreaterThan(0);
    expect(sources.flatMap((file) => breachesOf(file, readFileSync(join(ROOT, file), 'utf8')))).toEqual([]);
  });

  it.each([
    ['src/app/pull.ts', "import { a } from '../store/runs.ts';"],
    ['src/main.ts', "import { connectors } from '../connectors/index.ts'; import './store/database.ts';"],
    ['src/cli/hub.ts', "const { serve } = await import('../server/serve.ts');"],
    [
      'src/store/runs.ts',
      "import { eq } from 'drizzle-orm'; import { runs } from '../../drizzle/tables/run.ts';",
    ],
    ['connectors/index.ts', "import { a } from './a/index.ts';"],
    ['connectors/a/a.test.ts', "import { suite } from '../../test/kit/connector-suite.ts'; new Date();"],
    ['src/config.ts', 'export const port = process.env.PORT;'],
    ['src/core/clock.ts', 'export const now = () => new Date();'],
    [
      'src/core/unit.ts',
      "// import '../store/a.ts'\nconst a = /['`]/; const b = 'process.env'; new Date(0);",
    ],
    ['src/connector-kit/http.ts', "import { request } from 'undici'; export class A { fetch() {} }"],
  ])('%s may say: %s', (file, code) => {
    expect(breachesOf(file, code)).toEqual([]);
  });

  it.each([
    [
      'src/core/a.ts',
      "import type { A } from '../store/a.ts';",
      'core may import nothing of ours, never store',
    ],
    ['src/rules/a.ts', "export * from '../catalog/a.ts';", 'rules may import core, never catalog'],
    ['src/app/a.ts', "export { a } from '../../connectors/index.ts';", 'never registry'],
    ['src/server/a.ts', "type A = import('../store/a.ts').A;", 'never store'],
    [
      'schema/unit/a.ts',
      "await import('../../src/catalog/a.ts');",
      'schema may import app, core, never catalog',
    ],
    ['schema/unit/a.ts', 'await import(somewhere);', 'computed path'],
    ['src/main.ts', "import '../test/kit/fake-clock.ts';", 'never imports tests'],
    ['src/helpers/a.ts', "import '../core/a.ts';", 'in no layer'],
    ['connectors/a/index.ts', "import '../b/index.ts';", 'never imports another connector'],
    ['connectors/a/a.test.ts', "import '../b/simulator.ts';", 'never imports another connector'],
    ['connectors/a/client.ts', "import { request } from 'undici';", 'undici is for connector-kit only'],
    ['src/app/a.ts', "import { sql } from 'drizzle-orm/pg-core';", 'drizzle-orm is for store, drizzle only'],
    ['src/main.ts', "import { PGlite } from '@electric-sql/pglite';", 'is for store only'],
    ['src/app/a.ts', "\nconst a = process.env['A'];", 'src/app/a.ts:2: only src/config.ts reads'],
    ['src/app/a.ts', 'const { env } = process;', 'only src/config.ts reads'],
    ['src/app/a.ts', "import { env } from 'node:process';", 'only src/config.ts reads'],
    ['src/app/a.ts', 'const a = new Date();', 'only src/core/clock.ts asks'],
    ['src/app/a.ts', 'const a = Date.now();', 'only src/core/clock.ts asks'],
    ['src/app/a.ts', 'await fetch(url);', 'only src/connector-kit speaks HTTP'],
    ['src/app/a.ts', 'await globalThis.fetch(url);', 'only src/connector-kit speaks HTTP'],
  ])('%s may not say: %s', (file, code, rule) => {
    expect(breachesOf(file, code)).toEqual([expect.stringContaining(rule)]);
  });
});
