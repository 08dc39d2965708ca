import { readFile, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { stopError } from '../core/errors.ts';
import { text } from '../core/text.ts';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Files of this process: a lock that bears its number and is not among them was left by a dead one. */
const own = new Set<string>();

/**
 * Takes a folder for this process; answers how to give it back. A lock whose process is gone is taken over,
 * one that lives is a `stop` error: PGlite is for one process only.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = resolve(folder, 'lock');
  for (let attempt = 1; ; attempt++) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx' });
      own.add(file);
      return async () => {
        own.delete(file);
        await rm(file, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const pid = Number(await readFile(file, 'utf8').catch(() => '0'));
      const inUseByAnyone = pid === process.pid ? own.has(file) : pid > 0 && isAlive(pid);
      if (attempt > 3 || inUseByAnyone) throw inUse(pid);
      await rm(file, { force: true });
    }
  }
}

const inUse = (pid: number) =>
  stopError(
    'DATABASE_IN_USE',
    text(
      `Thư mục dữ liệu đang được tiến trình ${pid} sử dụng. Hãy dừng tiến trình đó, chọn HUB_DATA_DIR khác, hoặc dùng PostgreSQL qua DATABASE_URL.`,
      `The data folder is in use by process ${pid}. Stop it, choose another HUB_DATA_DIR, or use a PostgreSQL through DATABASE_URL.`,
    ),
  );
