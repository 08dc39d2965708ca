/**
 * What bare Node runs first, on a fresh clone too: plain JavaScript without packages, since none may be there yet.
 *
 *   node src/bootstrap.mjs src/main.ts [arguments]    runs a TypeScript file of this project in this process
 *   node src/bootstrap.mjs npm run check              runs npm in this project
 */
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bootstrap/bundle.mjs';
import { ensureDependencies } from './bootstrap/dependencies.mjs';
import { nodeComplaint } from './bootstrap/node-version.mjs';
import { runNpm } from './bootstrap/npm.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [target = '', ...rest] = process.argv.slice(2);

async function runTypeScript() {
  const file = resolve(root, target);
  // graphql and express read it as they load: what they add for developers doubles the time of an answer.
  process.env.NODE_ENV ??= 'production';
  const program = await bundle(root, { name: 'program', contents: `import ${JSON.stringify(file)};` });
  process.argv.splice(1, Infinity, file, ...rest);
  await import(program.href);
}

const complaint = nodeComplaint(process.versions.node);
if (complaint) {
  console.error(complaint);
  process.exit(1);
}

if (target !== 'npm' && !target.endsWith('.ts')) {
  console.error('usage: node src/bootstrap.mjs <file.ts> [arguments] | npm <arguments>');
  process.exit(2);
}

const installed = await ensureDependencies(root, { dev: target === 'npm' || target.startsWith('test/') });
if (installed !== 0) process.exit(installed);

if (target === 'npm') process.exitCode = await runNpm(rest, { cwd: root, stdio: 'inherit' });
else await runTypeScript();
