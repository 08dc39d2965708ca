import type { AssessmentView } from '../../src/app/views/assessment.ts';

/** What names an assessment in the variables of an export. */
export const placeOf = ({ indexSet, year, level }: AssessmentView) => ({
  indexSet: indexSet.code,
  year,
  level,
});
