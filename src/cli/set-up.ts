import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { configError } from '../core/errors.ts';
import { text } from '../core/text.ts';

type Place = Pick<Config, 'databaseUrl' | 'dataDir'>;

/** True where a hub was started before: nothing is made by looking. */
export const isSetUp = ({ databaseUrl, dataDir }: Place): boolean =>
  databaseUrl !== null || existsSync(join(dataDir, 'postgres'));

/** In a folder that was mistyped a command would make another hub, and answer that nothing is there. */
export function needSetUp(place: Place): void {
  if (isSetUp(place)) return;
  throw configError(
    'NO_DATABASE',
    text(
      `Chưa có cơ sở dữ liệu trong ${place.dataDir}. Hãy chạy npm start một lần, hoặc sửa HUB_DATA_DIR.`,
      `There is no database in ${place.dataDir} yet. Run npm start once, or correct HUB_DATA_DIR.`,
    ),
  );
}
