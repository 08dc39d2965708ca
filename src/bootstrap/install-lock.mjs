import { mkdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const POLL = 500;
/** Between making the folder and writing its owner lies an instant; a folder ownerless for longer was left behind. */
const OWNERLESS_FOR = 10_000;

/** Runs `work` while no other process of this machine does so in the same checkout. */
export async function withInstallLock(root, work) {
  const lock = join(root, '.install-lock');
  let said = false;
  while (!acquire(lock)) {
    if (!said) {
      console.error(
        `DTI Hub: một tiến trình khác đang cài các gói, xin chờ / another process is installing the packages, waiting (${lock})`,
      );
      said = true;
    }
    await wait(POLL);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function acquire(lock) {
  if (!makeFolder(lock)) return inherit(lock);
  writeOwner(lock);
  return true;
}

/** Takes the lock of a process that died. The inner folder lets one heir alone look at the owner and replace it. */
function inherit(lock) {
  if (!isLeft(lock)) return false;
  const heir = join(lock, 'heir');
  try {
    mkdirSync(heir);
  } catch {
    return false;
  }
  try {
    if (!isLeft(lock)) return false;
    writeOwner(lock);
    return true;
  } catch {
    return false;
  } finally {
    try {
      rmdirSync(heir);
    } catch {
      // The owner finished and took the whole folder away.
    }
  }
}

function isLeft(lock) {
  try {
    const owner = Number(readFileSync(join(lock, 'owner'), 'utf8'));
    // In a restarted container the dead owner's number may be ours.
    return owner > 0 ? owner === process.pid || !isAlive(owner) : isOld(lock);
  } catch {
    return isOld(lock);
  }
}

function isOld(lock) {
  const made = statSync(lock, { throwIfNoEntry: false });
  return made !== undefined && Date.now() - made.mtimeMs > OWNERLESS_FOR;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function makeFolder(path) {
  try {
    mkdirSync(path);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

const writeOwner = (lock) => writeFileSync(join(lock, 'owner'), String(process.pid));
