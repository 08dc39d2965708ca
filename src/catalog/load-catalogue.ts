import { HubError } from '../core/errors.ts';
import type { Measure } from '../core/measure.ts';
import type { Language } from '../core/text.ts';
import { checkVersions } from './check-versions.ts';
import type { Finding, IndexSet } from './index-set.ts';
import { type LoadedIndexSet, loadIndexSet } from './load-index-set.ts';
import { SETS, type SetSource, sourcesIn } from './set-sources.ts';

export interface Catalogue {
  readonly indexSets: readonly IndexSet[];
  /** Warnings of all sets; with an error there is no catalogue. */
  readonly findings: readonly Finding[];
}

/**
 * Reads every set of the folder, then those that were imported. Throws one BAD_CATALOGUE that names every error of
 * every file.
 */
export function loadCatalogue(
  offered: readonly Measure[],
  folder = SETS,
  imported: readonly SetSource[] = [],
): Catalogue {
  const files = loadFiles(offered, folder, imported);
  const findings = files.flatMap((one) => one.findings);
  const errors = findings.filter(({ severity }) => severity === 'ERROR');
  if (errors.length > 0) throw badCatalogue(errors);
  return { indexSets: files.flatMap(({ indexSet }) => indexSet ?? []), findings };
}

export interface LoadedFile extends LoadedIndexSet {
  readonly fileName: string;
}

/** Every file of the folder, and every import, with all that is wrong with it, also against the others. */
export function loadFiles(
  offered: readonly Measure[],
  folder = SETS,
  imported: readonly SetSource[] = [],
): readonly LoadedFile[] {
  const files = [...sourcesIn(folder), ...imported].map(({ fileName, content }) => ({
    fileName,
    ...loadIndexSet(fileName, content, offered),
  }));
  const sets = files.flatMap(({ fileName, indexSet }) => (indexSet ? { fileName, indexSet } : []));
  const across = checkVersions(sets);
  return files.map((file) => {
    const more = across.filter(({ path }) => path.startsWith(`${file.fileName}:`));
    if (more.length === 0) return file;
    return { ...file, indexSet: null, findings: [...file.findings, ...more] };
  });
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
