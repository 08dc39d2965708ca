import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { HubError } from '../core/errors.ts';
import type { Measure } from '../core/measure.ts';
import type { Language } from '../core/text.ts';
import type { Finding, IndexSet } from './index-set.ts';
import { loadIndexSet } from './load-index-set.ts';

const SETS = fileURLToPath(new URL('./sets/', import.meta.url));

export interface Catalogue {
  readonly indexSets: readonly IndexSet[];
  /** Warnings of all sets; with an error there is no catalogue. */
  readonly findings: readonly Finding[];
}

/** Reads every set of the folder. Throws one BAD_CATALOGUE that names every error of every file. */
export function loadCatalogue(offered: readonly Measure[], folder = SETS): Catalogue {
  const loaded = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => loadIndexSet(name, readFileSync(`${folder}/${name}`, 'utf8'), offered));
  const findings = loaded.flatMap((one) => one.findings);
  const errors = findings.filter(({ severity }) => severity === 'ERROR');
  if (errors.length > 0) throw badCatalogue(errors);
  return { indexSets: loaded.flatMap(({ indexSet }) => indexSet ?? []), findings };
}

function badCatalogue(errors: readonly Finding[]): HubError {
  const lines = (language: Language) =>
    errors.map(({ path, message }) => `- ${path}: ${message[language]}`).join('\n');
  return new HubError(
    'stop',
    'BAD_CATALOGUE',
    {
      vi: `Danh mục bộ chỉ số có ${errors.length} lỗi. Hãy sửa các tệp trong src/catalog/sets rồi khởi động lại:\n${lines('vi')}`,
      en: `The catalogue of index sets has ${errors.length} errors. Correct the files in src/catalog/sets and start again:\n${lines('en')}`,
    },
    { details: { errors: errors.length } },
  );
}
