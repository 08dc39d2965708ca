import type { UnitLevel } from '../core/unit.ts';
import type { UnitDirectory } from './units/unit-directory.ts';
import type { AssessmentState, AssessmentView } from './views/assessment.ts';

/** null: whatever. */
export interface AssessmentFilter {
  readonly indexSet: string | null;
  readonly year: number | null;
  readonly level: UnitLevel | null;
  readonly state: AssessmentState | null;
  /** Code of the province whose units are assessed, on the last day of the data. */
  readonly province: string | null;
}

export function assessmentTest(
  directory: UnitDirectory,
  { indexSet, year, level, state, province }: AssessmentFilter,
): (view: AssessmentView) => boolean {
  return (view) =>
    (indexSet === null || view.indexSet.code === indexSet) &&
    (year === null || view.year === year) &&
    (level === null || view.level === level) &&
    (state === null || view.state === state) &&
    (province === null || isIn(directory, view, province));
}

function isIn(directory: UnitDirectory, { indexSet, dataWindow }: AssessmentView, province: string): boolean {
  const owner = directory.byCodeOn(province, dataWindow.to, 'PROVINCE');
  const scope = directory.byCodeOn(indexSet.scope.code, dataWindow.to, indexSet.scope.level);
  return owner !== null && scope !== null && directory.isWithin(scope, owner.key);
}
