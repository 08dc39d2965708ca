import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The sets that come with the release. */
export const SETS = fileURLToPath(new URL('./sets/', import.meta.url));

/** The text of a set and the name it goes by: "kon-tum-2023.yaml", of a later version "kon-tum-2023@2.yaml". */
export interface SetSource {
  readonly fileName: string;
  readonly content: string;
}

export const sourcesIn = (folder = SETS): readonly SetSource[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((fileName) => ({ fileName, content: readFileSync(join(folder, fileName), 'utf8') }));
