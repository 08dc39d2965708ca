import { compareEditions } from '../catalog/compare-editions.ts';
import type { IndexSet } from '../catalog/index-set.ts';
import { unknownSet } from './assessments.ts';
import type { EditionComparison } from './views/assessment.ts';

/** What changed between two editions of one series, each in its newest version. */
export function editionComparison(
  indexSets: readonly IndexSet[],
  from: string,
  to: string,
): EditionComparison {
  const [older, newer] = [newestOf(indexSets, from), newestOf(indexSets, to)];
  return { from: older, to: newer, changes: compareEditions(older, newer) };
}

function newestOf(indexSets: readonly IndexSet[], code: string): IndexSet {
  const [newest] = indexSets.filter((set) => set.code === code).sort((a, b) => b.version - a.version);
  if (newest) return newest;
  throw unknownSet(indexSets, code);
}
