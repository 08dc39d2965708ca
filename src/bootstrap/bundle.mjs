import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readSync } from 'node:fs';
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Makes plain JavaScript of a program of this project and answers its file. Packages stay where they are. Node
 * could read TypeScript through a loader of its own, but that takes 40 MB and a second more in each process and thread.
 * The folder is named by what it is made of, so that two versions of the hub side by side never run each other's
 * files, and is made once: every command and every thread begins here.
 */
export async function bundle(root, program) {
  const { contents, name } = program;
  // Below the packages, so that they are found from there.
  const folder = join(root, 'node_modules', '.cache', 'dti-hub', nameOf(root, program));
  const file = pathToFileURL(join(folder, `${name}.mjs`));
  if (await exists(file)) return file;
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, sourcefile: `${name}.ts`, loader: 'ts' },
    bundle: true,
    splitting: true,
    write: false,
    outdir: root,
    entryNames: name,
    chunkNames: 'chunk-[hash]',
    outExtension: { '.js': '.mjs' },
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    tsconfig: join(root, 'tsconfig.json'),
    plugins: [ownAddresses],
    logLevel: 'error',
  });
  await writeAll(folder, root, outputFiles);
  return file;
}

/** All that a program may be made of. */
const SOURCES = ['src', 'connectors', 'schema', 'drizzle/tables', 'test'];

/** Read in one go: as many small reads side by side take three times as long. */
function nameOf(root, { contents, name }) {
  const hash = createHash('sha256').update(`${root}\n${name}\n${contents}`);
  const files = SOURCES.map((source) => join(root, source))
    .filter(existsSync)
    .flatMap(sourceFiles);
  // Into the same memory each: what a thousand buffers leave behind would stay for as long as the program runs.
  const memory = Buffer.allocUnsafe(64 * 1024);
  for (const file of [...files.sort(), join(root, 'tsconfig.json'), join(root, 'package-lock.json')]) {
    hash.update(`${file}\n`);
    const opened = openSync(file);
    for (let length = readSync(opened, memory); length > 0; length = readSync(opened, memory)) {
      hash.update(memory.subarray(0, length));
    }
    closeSync(opened);
  }
  return hash.digest('hex').slice(0, 16);
}

const sourceFiles = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.m?ts$|\.mjs$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));

/** Files beside a module, such as the index sets, are found by its address in the sources. */
const ownAddresses = {
  name: 'own-addresses',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const address = JSON.stringify(pathToFileURL(path).href);
      return { contents: source.replaceAll('import.meta.url', address), loader: 'ts' };
    });
  },
};

/** Written aside and moved: another process must never load half of it. */
async function writeAll(folder, root, files) {
  const aside = `${folder}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  await mkdir(aside, { recursive: true });
  for (const { path, contents } of files) await writeFile(join(aside, path.slice(root.length + 1)), contents);
  try {
    await rename(aside, folder);
  } catch (error) {
    // Another process was first.
    await rm(aside, { recursive: true, force: true });
    if (!(await exists(folder))) throw error;
  }
}

const exists = (path) =>
  access(path).then(
    () => true,
    () => false,
  );
