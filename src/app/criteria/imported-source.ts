import type { SetSource } from '../../catalog/set-sources.ts';
import type { ImportedSet } from '../../store/imported-sets.ts';

/** An import goes by the name that its file would have. */
export const importedSource = ({ code, version, content }: ImportedSet): SetSource => ({
  fileName: importedName(code, version),
  content,
});

export const importedName = (code: string, version: number): string => `${code}@${version}.yaml`;
