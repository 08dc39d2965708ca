import { posix } from 'node:path';
import { type Finding, scanSource } from './source-scan.ts';

/** The import table: what a layer may import besides itself. */
const TABLE: Record<string, readonly string[]> = {
  server: ['schema', 'app', 'core'],
  schema: ['app', 'core'],
  app: ['scoring', 'catalog', 'rules', 'connector-kit', 'store', 'core'],
  scoring: ['catalog', 'rules', 'core'],
  catalog: ['rules', 'core'],
  connector: ['connector-kit', 'core'],
  registry: ['connector', 'connector-kit', 'core'],
  store: ['drizzle', 'core'],
  'connector-kit': ['core'],
  rules: ['core'],
  config: ['core'],
  core: [],
  drizzle: [],
};

/** These compose the program and may import everything but tests. */
const COMPOSERS = ['main', 'cli'];

/** Packages that belong to certain layers, so that nobody else can query or call out. */
const PACKAGES: Record<string, readonly string[]> = {
  'drizzle-orm': ['store', 'drizzle'],
  postgres: ['store'],
  '@electric-sql/pglite': ['store'],
  'pg-boss': ['store'],
  undici: ['connector-kit'],
  exceljs: ['connector-kit'],
  nodemailer: ['app'],
  'prom-client': ['server'],
  '@opentelemetry/sdk-trace-node': ['server'],
};

const ENVIRONMENT_READERS = ['src/config.ts'];
const CLOCKS = ['src/core/clock.ts'];

/** Every breach of the rules in one file, as `file:line: rule`. */
export function breachesOf(file: string, code: string): string[] {
  return scanSource(code).flatMap((finding) => {
    const rule = breach(file, finding);
    return rule === null ? [] : [`${file}:${finding.line}: ${rule}`];
  });
}

function breach(file: string, finding: Finding): string | null {
  if (finding.kind === 'import') return breachOfImport(file, finding.specifier);
  // Tests may set up whatever they need.
  if (isTest(file)) return null;
  switch (finding.kind) {
    case 'environment':
      return ENVIRONMENT_READERS.includes(file) ? null : 'only src/config.ts reads the environment';
    case 'now':
      return CLOCKS.includes(file) ? null : 'only src/core/clock.ts asks what time it is; take a Clock';
    case 'fetch':
      return layerOf(file) === 'connector-kit' ? null : 'only src/connector-kit speaks HTTP; use its client';
  }
}

function breachOfImport(file: string, specifier: string | null): string | null {
  if (specifier === null) return isTest(file) ? null : 'an import of a computed path cannot be checked';
  if (!specifier.startsWith('.')) return isTest(file) ? null : breachOfPackage(file, specifier);
  const target = posix.join(posix.dirname(file), specifier);
  const [from, to] = [layerOf(file), layerOf(target)];
  if (from === 'connector' && to === 'connector' && connectorOf(file) !== connectorOf(target)) {
    return `a connector never imports another connector (${target})`;
  }
  if (isTest(file) || from === to) return null;
  if (COMPOSERS.includes(from)) return to === 'test' ? 'the program never imports tests' : null;
  const allowed = TABLE[from];
  if (!allowed) return `${file} is in no layer of the import table`;
  return allowed.includes(to) ? null : `${from} may import ${list(allowed)}, never ${to} (${target})`;
}

function breachOfPackage(file: string, specifier: string): string | null {
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  const layers = PACKAGES[name];
  return !layers || layers.includes(layerOf(file)) ? null : `${name} is for ${list(layers)} only`;
}

function layerOf(path: string): string {
  const [top = '', second = '', third] = path.split('/');
  if (top === 'connectors') return third === undefined ? 'registry' : 'connector';
  if (top !== 'src') return top;
  return third === undefined ? second.replace(/\.ts$/, '') : second;
}

const connectorOf = (path: string): string | undefined => path.split('/')[1];

const isTest = (file: string): boolean => file.endsWith('.test.ts');

const list = (layers: readonly string[]): string => layers.join(', ') || 'nothing of ours';
