import { text } from '../core/text.ts';
import { errorFinding } from './finding.ts';
import type { Finding, IndexSet } from './index-set.ts';

export interface NamedSet {
  readonly fileName: string;
  readonly indexSet: IndexSet;
}

/** Versions of one set differ in number, and a later one holds from a later day. */
export function checkVersions(sets: readonly NamedSet[]): readonly Finding[] {
  const sorted = [...sets].sort((a, b) => a.indexSet.version - b.indexSet.version);
  return sorted.flatMap(({ fileName, indexSet: { code, version, holdsFrom } }, index) => {
    const before = sorted.slice(0, index).findLast(({ indexSet }) => indexSet.code === code)?.indexSet;
    if (!before) return [];
    if (before.version === version) {
      return errorFinding(
        'DUPLICATE',
        `${fileName}: version`,
        text(
          `Phiên bản ${version} của "${code}" đã có trong một tệp khác`,
          `Version ${version} of "${code}" already stands in another file`,
        ),
      );
    }
    if (before.holdsFrom < holdsFrom) return [];
    return errorFinding(
      'BAD_DATE',
      `${fileName}: holdsFrom`,
      text(
        `Phiên bản ${version} của "${code}" phải có hiệu lực sau ngày ${before.holdsFrom} của phiên bản ${before.version}`,
        `Version ${version} of "${code}" must hold from a day after ${before.holdsFrom}, that of version ${before.version}`,
      ),
    );
  });
}
