import type { IndexSet } from '../../catalog/index-set.ts';
import { type SetSource, sourcesIn } from '../../catalog/set-sources.ts';
import { configError } from '../../core/errors.ts';
import { text } from '../../core/text.ts';
import type { ImportedSet } from '../../store/imported-sets.ts';
import { unknownSet } from '../assessments.ts';
import { importedName, importedSource } from './imported-source.ts';

/** The newest version of the set that waits for its rows: what an import fills, also a second time. */
export function rowlessVersion(indexSets: readonly IndexSet[], code: string): IndexSet {
  const versions = indexSets.filter((set) => set.code === code).sort((a, b) => b.version - a.version);
  const [newest] = versions;
  if (!newest) throw unknownSet(indexSets, code);
  const rowless = versions.find(({ indicators }) => indicators.length === 0);
  if (rowless) return rowless;
  throw hasRows(newest);
}

/** The very text that a version was read from. */
export function sourceOf({ code, version }: IndexSet, imported: readonly ImportedSet[]): string {
  const sources: readonly SetSource[] = [...sourcesIn(), ...imported.map(importedSource)];
  const named = (name: string) => sources.find(({ fileName }) => fileName === name);
  return (named(importedName(code, version)) ?? (named(`${code}.yaml`) as SetSource)).content;
}

const hasRows = ({ code, indicators }: IndexSet) =>
  configError(
    'SET_HAS_ROWS',
    text(
      `Bộ chỉ số "${code}" đã có ${indicators.length} tiêu chí của văn bản nên không nhập thêm. Thay đổi của văn bản là một tệp phiên bản mới, xem src/catalog/README.md.`,
      `Index set "${code}" has the ${indicators.length} criteria of its document, nothing is imported. A change of the document is a file of a new version, see src/catalog/README.md.`,
    ),
  );
