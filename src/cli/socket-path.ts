import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Linux takes 107 bytes, macOS 103. */
const LONGEST_PATH = 100;

/** Where the hub that holds a data folder takes commands of other processes. */
export function socketPath(dataDir: string): string {
  const near = join(dataDir, 'hub.sock');
  if (Buffer.byteLength(near) <= LONGEST_PATH) return near;
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  return join(tmpdir(), `dti-hub-${hash}.sock`);
}
