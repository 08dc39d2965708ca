import type { IndexSet } from '../catalog/index-set.ts';
import { assessmentsInUse, moveAssessment } from '../store/assessment-version.ts';
import { type Assessment, allAssessments, type NewAssessment } from '../store/assessments.ts';
import type { HubDeps } from './deps.ts';
import { newAssessment, versionOfYear } from './new-assessment.ts';

export interface NewerVersion {
  readonly assessment: Assessment;
  readonly to: NewAssessment;
}

/**
 * A set in use is immutable: an assessment with values, decisions or points keeps its version for ever, one that
 * has none follows the catalogue.
 */
export async function followVersions(deps: HubDeps): Promise<void> {
  const newer = newerVersions(deps.indexSets, await allAssessments(deps.database));
  if (newer.length === 0) return;
  const inUse = await assessmentsInUse(deps.database);
  for (const { assessment, to } of newer.filter((one) => !inUse.has(one.assessment.id))) {
    await deps.database.transaction((queries) => moveAssessment(queries, assessment.id, to));
  }
}

/** Assessments whose year another version of their set holds for. Never back: another hub may know a newer one. */
export function newerVersions(
  indexSets: readonly IndexSet[],
  assessments: readonly Assessment[],
): readonly NewerVersion[] {
  return assessments.flatMap((assessment) => {
    const versions = indexSets.filter(({ code }) => code === assessment.indexSet);
    if (versions.length === 0) return [];
    const set = versionOfYear(versions, assessment.year);
    const level = set.levels.find((one) => one.level === assessment.level);
    if (!level || set.version < assessment.setVersion || set.digest === assessment.setDigest) return [];
    return { assessment, to: newAssessment(set, level, assessment.year) };
  });
}
