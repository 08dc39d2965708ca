import { text } from '../core/text.ts';
import type { UnitLevel } from '../core/unit.ts';
import { type Check, errorFinding, pathIn } from './finding.ts';

export const checkLevels: Check = ({ fileName, content }) => {
  const known = new Set(content.levels.map(({ level }) => level));
  return content.indicators.flatMap(({ code, levels }, index) =>
    levels
      .filter((level, position) => !known.has(level) || levels.indexOf(level) !== position)
      .map((level) =>
        errorFinding(
          'BAD_LEVEL',
          pathIn(fileName, content, ['indicators', index, 'levels']),
          text(
            `Chỉ số ${code}: cấp ${level} không có trong tệp hoặc ghi hai lần`,
            `Indicator ${code}: the file does not have level ${level}, or it stands there twice`,
          ),
        ),
      ),
  );
};

/** Levels whose units can lie in a unit, the unit itself included. */
const inside: Record<UnitLevel, readonly UnitLevel[]> = {
  PROVINCE: ['PROVINCE', 'DISTRICT', 'COMMUNE', 'DEPARTMENT'],
  DISTRICT: ['DISTRICT', 'COMMUNE'],
  COMMUNE: ['COMMUNE'],
  DEPARTMENT: ['DEPARTMENT'],
};

/** The units assessed lie in the unit whose set it is. */
export const checkScope: Check = ({ fileName, content }) =>
  content.levels.flatMap(({ level }, index) =>
    inside[content.scope.level].includes(level)
      ? []
      : errorFinding(
          'LEVEL_OUTSIDE_SCOPE',
          pathIn(fileName, content, ['levels', index, 'level']),
          text(
            `Cấp ${level} không nằm trong phạm vi cấp ${content.scope.level}`,
            `Level ${level} does not lie in a scope of level ${content.scope.level}`,
          ),
        ),
  );
