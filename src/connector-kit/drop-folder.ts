import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, readdir, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { z } from 'zod';
import { type Clock, SECOND } from '../core/clock.ts';
import { configError, type HubError, retryError } from '../core/errors.ts';
import { formatNumber, text } from '../core/text.ts';
import { bilingual } from './bilingual.ts';

/** Folders into which people or programs put files for sources to read. Connectors get it as `context.files`. */
export interface DropFolder {
  /** The files of one folder by name; what is hidden, temporary or no plain file is left out. */
  list(folder: string): Promise<readonly DroppedFile[]>;
  /** A whole file; one that changes meanwhile is left for the next pull. */
  bytes(folder: string, name: string): Promise<Buffer>;
  /** Files read so far. */
  answers(): number;
  /** sha256 of the digests of all files read so far, hex; null when none was. */
  payloadHash(): string | null;
}

export interface DroppedFile {
  readonly name: string;
  readonly size: number;
  /** ISO, UTC. */
  readonly changedAt: string;
  /** False while it may still be written: leave it for the next pull and say so (F50). */
  readonly isSettled: boolean;
}

/** A file that changed less than this long ago may still be written. */
const SETTLED_AFTER = 5 * SECOND;
const FILE_BYTES = 64 * 1024 * 1024;
const MAX_FILES = 2_000;

const PLAIN_NAME = /^[\p{L}\p{N}](?:[\p{L}\p{N} ._-]{0,98}[\p{L}\p{N}_-])?$/u;

/** The sub-folder of a source, by a plain name: no path. */
export const dropFolderField = () =>
  z
    .string()
    .regex(
      PLAIN_NAME,
      bilingual(
        'cần một tên thư mục (chữ, số, dấu cách, . _ -), không kèm đường dẫn',
        'expected the name of a folder (letters, digits, blanks, . _ -), not a path',
      ),
    )
    .meta({
      title: 'Thư mục nhận tệp',
      description: 'Tên thư mục con trong thư mục nhận tệp của hệ thống (HUB_DROP_DIR), ví dụ bkav.',
    });

/** `root`: HUB_DROP_DIR; null where there is none. */
export function dropFolder(root: string | null, clock: Clock): DropFolder {
  const hash = createHash('sha256');
  let count = 0;
  return {
    list: async (folder) => listed(await placeOf(root, folder), folder, clock),
    async bytes(folder, name) {
      const file = join(await placeOf(root, folder), checkedName(name, folder));
      const content = await wholeFile(file, `${folder}/${name}`);
      hash.update(createHash('sha256').update(content).digest());
      count += 1;
      return content;
    },
    answers: () => count,
    payloadHash: () => (count === 0 ? null : hash.copy().digest('hex')),
  };
}

/** Where the folder really is: a link that leads out of the root is no folder of ours (S16). */
async function placeOf(root: string | null, folder: string): Promise<string> {
  if (root === null || !PLAIN_NAME.test(folder)) throw noFolder(folder);
  try {
    const base = await realpath(root);
    const place = await realpath(join(base, folder));
    if (place.startsWith(base + sep)) return place;
  } catch (thrown) {
    if (codeOf(thrown) === 'EACCES') throw notAllowed(folder);
  }
  throw noFolder(folder);
}

async function listed(place: string, folder: string, clock: Clock): Promise<readonly DroppedFile[]> {
  const names = await namesIn(place, folder);
  if (names.length > MAX_FILES) throw tooManyFiles(folder, names.length);
  const now = clock.now().getTime();
  const files: DroppedFile[] = [];
  for (const name of names) {
    const file = await opened(join(place, name), `${folder}/${name}`).catch(goneMeanwhile);
    if (file === null) continue;
    try {
      const { size, mtimeMs, mtime } = await file.stat();
      const isSettled = Math.abs(now - mtimeMs) >= SETTLED_AFTER;
      files.push({ name, size, changedAt: mtime.toISOString(), isSettled });
    } finally {
      await file.close();
    }
  }
  return files;
}

async function namesIn(place: string, folder: string): Promise<string[]> {
  try {
    const entries = await readdir(place, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && !isPassing(entry.name))
      .map(({ name }) => name)
      .sort();
  } catch (thrown) {
    throw codeOf(thrown) === 'EACCES' ? notAllowed(folder) : noFolder(folder);
  }
}

/** Hidden files, uploads under way, and what Office and Windows leave beside a document. */
const isPassing = (name: string): boolean =>
  /^(?:\.|~\$)|\.(?:tmp|part|partial|crdownload|filepart)$|^(?:thumbs\.db|desktop\.ini)$/i.test(name);

function checkedName(name: string, folder: string): string {
  if (name === '' || /[/\\\0]/.test(name) || name === '..' || isPassing(name))
    throw gone(`${folder}/${name}`);
  return name;
}

async function wholeFile(path: string, place: string): Promise<Buffer> {
  const file = await opened(path, place);
  try {
    const before = await file.stat();
    if (!before.isFile()) throw gone(place);
    if (before.size > FILE_BYTES) throw tooLarge(place, before.size);
    // One byte more than there should be, so that a file that grows is seen.
    const content = Buffer.alloc(before.size + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await file.read(content, length, content.length - length);
      length += bytesRead;
      if (bytesRead === 0 || length === content.length) break;
    }
    const after = await file.stat();
    if (length !== before.size || after.size !== before.size || after.mtimeMs !== before.mtimeMs) {
      throw changing(place);
    }
    return content.subarray(0, length);
  } finally {
    await file.close();
  }
}

/** Never through a link, and never waiting for a pipe. */
async function opened(path: string, place: string): Promise<FileHandle> {
  try {
    return await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (thrown) {
    throw codeOf(thrown) === 'EACCES' ? notAllowed(place) : gone(place);
  }
}

function goneMeanwhile(thrown: unknown): null {
  if ((thrown as HubError).code === 'FILE_GONE') return null;
  throw thrown;
}

const codeOf = (thrown: unknown): string | undefined => (thrown as NodeJS.ErrnoException).code;

const noFolder = (folder: string) =>
  configError(
    'NO_DROP_FOLDER',
    text(
      `Không có thư mục "${folder}" trong thư mục nhận tệp của hệ thống. Hãy tạo thư mục đó trong HUB_DROP_DIR (mặc định là "files" trong thư mục dữ liệu) rồi đặt tệp vào, hoặc sửa tên thư mục trong cấu hình.`,
      `There is no folder "${folder}" among the hub's folders for files. Make it in HUB_DROP_DIR ("files" in the data folder by default) and put the files there, or correct its name in the configuration.`,
    ),
  );

const notAllowed = (place: string) =>
  configError(
    'DROP_FOLDER_NOT_READABLE',
    text(
      `Hệ thống không có quyền đọc "${place}" trong HUB_DROP_DIR. Hãy cấp quyền đọc cho tài khoản chạy hệ thống.`,
      `The hub may not read "${place}" in HUB_DROP_DIR. Give the account that runs it the right to read.`,
    ),
  );

const tooManyFiles = (folder: string, count: number) =>
  configError(
    'TOO_MANY_FILES',
    text(
      `Thư mục "${folder}" có ${formatNumber(count, 'vi')} tệp, tối đa ${formatNumber(MAX_FILES, 'vi')}. Hãy chuyển các tệp cũ đi nơi khác.`,
      `The folder "${folder}" has ${formatNumber(count, 'en')} files, at most ${formatNumber(MAX_FILES, 'en')}. Move the old ones elsewhere.`,
    ),
  );

const tooLarge = (place: string, size: number) =>
  configError(
    'FILE_TOO_LARGE',
    text(
      `Tệp ${place} có ${formatNumber(size, 'vi')} byte, tối đa ${formatNumber(FILE_BYTES, 'vi')}. Hãy chia nhỏ tệp.`,
      `The file ${place} has ${formatNumber(size, 'en')} bytes, at most ${formatNumber(FILE_BYTES, 'en')}. Split it.`,
    ),
  );

const gone = (place: string) =>
  retryError(
    'FILE_GONE',
    text(
      `Tệp ${place} không còn ở đó hoặc không phải tệp thường. Hệ thống sẽ thử lại ở lần lấy sau.`,
      `The file ${place} is no longer there or is no plain file. The next pull tries again.`,
    ),
  );

const changing = (place: string) =>
  retryError(
    'FILE_CHANGING',
    text(
      `Tệp ${place} đang được ghi nên chưa đọc. Hệ thống sẽ đọc ở lần lấy sau.`,
      `The file ${place} is being written and was not read. The next pull reads it.`,
    ),
  );
