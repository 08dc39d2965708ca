import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Makes plain JavaScript of a program of this project and answers its file. Packages stay where they are. Node
 * could read TypeScript through a loader of its own, but that takes 40 MB and a second more in each process and thread.
 * The folder is named by its content, so that two versions of the hub side by side never run each other's files.
 */
export async function bundle(root, { contents, name }) {
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
    keepNames: true,
    tsconfig: join(root, 'tsconfig.json'),
    plugins: [ownAddresses],
    logLevel: 'error',
  });
  const hash = createHash('sha256');
  for (const { path, contents: bytes } of outputFiles) hash.update(path).update(bytes);
  // Below the packages, so that they are found from there.
  const folder = join(root, 'node_modules', '.cache', 'dti-hub', hash.digest('hex').slice(0, 16));
  if (!(await exists(folder))) await writeAll(folder, root, outputFiles);
  return pathToFileURL(join(folder, `${name}.mjs`));
}

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
