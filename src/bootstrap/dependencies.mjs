import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withInstallLock } from './install-lock.mjs';
import { runNpm } from './npm.mjs';

const PROGRESS_EVERY = 10_000;

/**
 * Installs what the lock file names unless it is there already; answers npm's exit code.
 * Everything is said on stderr: stdout belongs to the command that comes after.
 */
export async function ensureDependencies(root, { dev }) {
  if (isInstalled(root, dev)) return 0;
  try {
    return await withInstallLock(root, () => (isInstalled(root, dev) ? 0 : install(root, dev)));
  } catch (error) {
    return failed(root, error.message);
  }
}

/** Compares the lock file with the one that npm leaves in node_modules as its very last step. */
function isInstalled(root, dev) {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  if (!wanted) return present !== null;
  if (!present) return false;
  return Object.entries(wanted).every(
    ([path, { version, integrity, optional, dev: onlyDev, devOptional }]) => {
      // Other paths are folders of this checkout.
      if (!path.startsWith('node_modules/')) return true;
      const found = present[path];
      if (!found) return optional === true || devOptional === true || (onlyDev === true && !dev);
      return found.version === version && found.integrity === integrity;
    },
  );
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? null;
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return null;
    throw error;
  }
}

async function install(root, dev) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  console.error(
    'DTI Hub: đang cài các gói phụ thuộc, khoảng một phút / installing packages, about a minute (npm ci)',
  );
  const progress = setInterval(() => console.error(`DTI Hub: … ${seconds()} s`), PROGRESS_EVERY);
  try {
    // Without the packages' own install scripts (S39): nothing here needs one.
    const how = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    const code = await runNpm(['ci', ...how, ...(dev ? ['--include=dev'] : [])], {
      cwd: root,
      stdio: ['ignore', process.stderr, process.stderr],
    });
    if (code !== 0) return failed(root, `npm ci: exit ${code}`, code);
    console.error(`DTI Hub: đã cài xong / packages installed (${seconds()} s)`);
    return 0;
  } finally {
    clearInterval(progress);
  }
}

function failed(root, reason, code = 1) {
  console.error(
    `DTI Hub: không cài được các gói phụ thuộc vào ${root} (${reason}). Lời của npm ở ngay trên. Hãy kiểm tra mạng tới kho npm, dung lượng đĩa và quyền ghi, rồi chạy lại.\n` +
      `DTI Hub: packages could not be installed in ${root} (${reason}). npm's own words are above. Check the way to the npm registry, free disk space and write permission, then start again.`,
  );
  return code;
}
