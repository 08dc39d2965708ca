import { checkDates } from './check-dates.ts';
import { checkDeclaredFigures } from './check-declared.ts';
import { checkDuplicates } from './check-duplicates.ts';
import { checkGroups } from './check-groups.ts';
import { checkLevels, checkScope } from './check-levels.ts';
import { checkPeoplesRows, checkTeam } from './check-people.ts';
import { checkPoints } from './check-points.ts';
import { checkResultSums } from './check-result-sums.ts';
import { checkResultTexts } from './check-result-texts.ts';
import { checkLevelsOfRules, checkMeasures, checkRules } from './check-rules.ts';
import { checkTargets } from './check-targets.ts';
import type { Check } from './finding.ts';

const checks: readonly Check[] = [
  checkDuplicates,
  checkDates,
  checkPoints,
  checkGroups,
  checkLevels,
  checkScope,
  checkTargets,
  checkPeoplesRows,
  checkTeam,
  checkRules,
  checkLevelsOfRules,
  checkMeasures,
  checkResultTexts,
  checkResultSums,
  checkDeclaredFigures,
];

export const checkIndexSet: Check = (draft) => checks.flatMap((check) => check(draft));
