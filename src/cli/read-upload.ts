import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { refuseSize } from '../connector-kit/spreadsheet.ts';
import { configError } from '../core/errors.ts';
import { text } from '../core/text.ts';

export interface Upload {
  readonly bytes: Uint8Array;
  /** The file's name without its folder, for messages. */
  readonly place: string;
}

/** A file that somebody names on the command line; one that is too large is not read. */
export async function readUpload(path: string): Promise<Upload> {
  const place = basename(path);
  try {
    const { size } = await stat(path);
    refuseSize(size, place);
    return { bytes: await readFile(path), place };
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code !== undefined && SYSTEM_CODE.test(code)) throw notReadable(path, code);
    throw thrown;
  }
}

const SYSTEM_CODE = /^E[A-Z]+$/;

const notReadable = (path: string, code: string) =>
  configError(
    'FILE_NOT_READABLE',
    text(
      `Không đọc được tệp ${resolve(path)} (${code}). Hãy kiểm tra đường dẫn và quyền đọc; nên dùng đường dẫn đầy đủ.`,
      `The file ${resolve(path)} cannot be read (${code}). Check the path and the right to read it; a full path is best.`,
    ),
  );
