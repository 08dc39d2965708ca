import { checkDeclaredFigures } from './check-declared.ts';
import { checkLevelsOfRules, checkMeasures, checkRules } from './check-rules.ts';
import { checkDates, checkDuplicates, checkGroups, checkLevels, checkPoints } from './check-structure.ts';
import type { Check } from './finding.ts';

const checks: readonly Check[] = [
  checkDuplicates,
  checkDates,
  checkPoints,
  checkGroups,
  checkLevels,
  checkRules,
  checkLevelsOfRules,
  checkMeasures,
  checkDeclaredFigures,
];

export const checkIndexSet: Check = (draft) => checks.flatMap((check) => check(draft));
