import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Config } from '../../config.ts';
import { formatNumber, type Language, text } from '../../core/text.ts';
import { keyFile, masterKeys } from '../master-keys.ts';
import { EXIT } from '../terminal.ts';
import { type Checked, failed, good, poor, type Title } from './check.ts';

/** bootstrap.mjs refuses older ones before anything of ours is read; this tells which one runs. */
export const checkNode = (): Checked =>
  good(
    { name: 'node', title: text('Node.js', 'Node.js') },
    text(process.versions.node, process.versions.node),
  );

/** A year of Huế's facts and records takes some hundred megabytes; migrations and backups need room as well. */
const LEAST_FREE_BYTES = 1_000_000_000;

const FOLDER: Title = { name: 'dataDir', title: text('Thư mục dữ liệu', 'Data folder') };

export function checkFolder({ dataDir }: Config): Checked {
  const there = nearestThere(dataDir);
  try {
    accessSync(there, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    const found = text(`${there} không có quyền ghi`, `${there} may not be written to`);
    const next = text(
      'cấp quyền ghi, hoặc đặt HUB_DATA_DIR tới thư mục khác',
      'give write access, or set HUB_DATA_DIR to another folder',
    );
    return { ...poor(FOLDER, found, next), exit: EXIT.STOP };
  }
  const { bavail, bsize } = statfsSync(there);
  const free = bavail * bsize;
  const gigabytes = (language: Language) => formatNumber(Math.floor(free / 1e8) / 10, language);
  const found = text(`${dataDir}, còn trống ${gigabytes('vi')} GB`, `${dataDir}, ${gigabytes('en')} GB free`);
  if (free >= LEAST_FREE_BYTES) return good(FOLDER, found);
  return poor(FOLDER, found, text('giải phóng ít nhất 1 GB', 'free at least 1 GB'));
}

/** The folder itself, or where it would be made. */
function nearestThere(folder: string): string {
  return existsSync(folder) || folder === dirname(folder) ? folder : nearestThere(dirname(folder));
}

const KEY: Title = { name: 'masterKey', title: text('Khóa chủ', 'Master key') };

export function checkKey(config: Config): Checked {
  // Where the database has its keys already, opening it tells that the file is missing.
  const isMade = config.masterKey !== null || existsSync(keyFile(config));
  if (!isMade) return good(KEY, text('sẽ được tạo ở lần chạy đầu', 'made at the first start'));
  try {
    masterKeys(config, false);
  } catch (error) {
    return failed(KEY, error);
  }
  const place = config.masterKey ? 'HUB_MASTER_KEY' : keyFile(config);
  return good(KEY, text(place, place));
}
