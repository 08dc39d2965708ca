import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Finding } from '../catalog/index-set.ts';
import { loadIndexSet } from '../catalog/load-index-set.ts';
import { type Connector, measuresOf } from '../connector-kit/connector.ts';

const SETS = fileURLToPath(new URL('../catalog/sets/', import.meta.url));

export interface CheckedSet {
  readonly fileName: string;
  readonly findings: readonly Finding[];
}

/** All findings of every file of the folder; unlike loadCatalogue it goes on where there are errors. */
export function checkedSets(connectors: readonly Connector[], folder = SETS): CheckedSet[] {
  const offered = connectors.flatMap((connector) => measuresOf(connector));
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((fileName) => {
      const { findings } = loadIndexSet(fileName, readFileSync(join(folder, fileName), 'utf8'), offered);
      return { fileName, findings };
    });
}
