import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHub } from '../bench/serve/hub.ts';

/** Where the project lies, also when this program is bundled into another folder. */
const ROOT = process.cwd();
const ADMIN_TOKEN = 'clients-of-other-makers-0123456789';
const QUIET = ['--no-audit', '--no-fund', '--loglevel=error', '--ignore-scripts'];

const STEPS: readonly (readonly [name: string, ...command: string[]])[] = [
  [
    '@graphql-eslint: schema-recommended and schema-relay',
    'npx',
    'eslint',
    'schema.graphql',
    '--max-warnings=0',
  ],
  ['graphql-codegen', 'node', 'codegen.mjs'],
  [
    'tsc --strict on what it made',
    ...['npx', 'tsc', '--strict', '--noEmit', '--skipLibCheck', '--target', 'es2022'],
    ...['--module', 'esnext', '--moduleResolution', 'bundler', 'typed/client.ts', 'typed/operations.ts'],
  ],
  ['relay-compiler', 'npx', 'relay-compiler', 'relay.config.json'],
  ['relay-runtime', 'node', 'relay.mjs'],
  ['Apollo Client', 'node', 'apollo-client.mjs'],
  ['urql', 'node', 'urql.mjs'],
];

/** Runs clients of other makers, installed beside the project, against a hub as `npm start` starts it. */
async function main(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'dti-hub-clients-'));
  try {
    await cp(join(ROOT, 'test/clients/programs'), folder, { recursive: true });
    await cp(join(ROOT, 'test/operations'), join(folder, 'operations'), { recursive: true });
    await cp(join(ROOT, 'schema/schema.graphql'), join(folder, 'schema.graphql'));
    await mkdir(join(folder, 'relay/__generated__'));
    const installed = await run('npm ci', ['npm', 'ci', ...QUIET], folder, {});
    if (!installed) return 1;
    const hub = await startHub(null, { HUB_ADMIN_TOKEN: ADMIN_TOKEN });
    try {
      const env = { HUB_URL: hub.url, HUB_TOKEN: ADMIN_TOKEN };
      let failed = 0;
      for (const [name, ...command] of STEPS) if (!(await run(name, command, folder, env))) failed += 1;
      return failed === 0 ? 0 : 1;
    } finally {
      await hub.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Tells what a failed command said. */
async function run(name: string, command: readonly string[], cwd: string, env: object): Promise<boolean> {
  const start = performance.now();
  const [program = '', ...rest] = command;
  const child = spawn(program, rest, { cwd, env: { ...process.env, NODE_ENV: '', ...env }, shell: false });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  const [code] = await once(child, 'close');
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  if (code !== 0) console.log(said.trim());
  return code === 0;
}

process.exitCode = await main();
