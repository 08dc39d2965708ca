import type { IndexSet, LevelOfSet } from '../catalog/index-set.ts';
import type { NewAssessment } from '../store/assessments.ts';

/** The newest version that holds at the end of the year; the oldest one where none held yet. */
export function versionOfYear(versions: readonly IndexSet[], year: number): IndexSet {
  const byAge = [...versions].sort((a, b) => a.version - b.version);
  return byAge.findLast((set) => set.holdsFrom <= `${year}-12-31`) ?? (byAge[0] as IndexSet);
}

export const newAssessment = (set: IndexSet, level: LevelOfSet, year: number): NewAssessment => ({
  indexSet: set.code,
  setVersion: set.version,
  setDigest: set.digest,
  year,
  level: level.level,
  window: { from: `${year}-${level.window.from}`, to: `${year}-${level.window.to}` },
  entryDeadline: `${year}-${level.entryDeadline}`,
  within: set.scope.code,
});
