import { text } from '../core/text.ts';
import { type Check, errorFinding, pathIn } from './finding.ts';

/** A row without a rule gets its value from people: it must not be an automatic one, and people's values must count. */
export const checkPeoplesRows: Check = ({ fileName, content }) => {
  const peopleCount = content.counts.some((column) => column !== 'AUTOMATIC');
  return content.indicators.flatMap(({ code, rules, evidenceClass }, index) => {
    if (rules.length > 0) return [];
    const isAutomatic = evidenceClass === 'A1' || evidenceClass === 'A2';
    if (!isAutomatic && peopleCount) return [];
    return errorFinding(
      'NOBODY_GIVES_VALUE',
      pathIn(fileName, content, ['indicators', index, 'rules']),
      isAutomatic
        ? text(
            `Chỉ số ${code} được tính tự động nên cần cách tính`,
            `Indicator ${code} is automatic, so it needs a rule`,
          )
        : text(
            `Chỉ số ${code} không có cách tính mà "counts" không tính giá trị nào do người nhập`,
            `Indicator ${code} has no rule, and "counts" takes no value that people give`,
          ),
    );
  });
};

/** A member's scope is what the document assigns to the member's unit, so it must assign something. */
export const checkTeam: Check = ({ fileName, content }) => {
  const supporting = new Set(content.indicators.flatMap(({ assignment }) => assignment.support));
  return (content.team?.members ?? []).flatMap(({ unit }, index) =>
    unit === null || supporting.has(unit)
      ? []
      : errorFinding(
          'UNKNOWN_SUPPORT',
          pathIn(fileName, content, ['team', 'members', index, 'unit']),
          text(
            `Không hàng nào giao "${unit}" hỗ trợ; đơn vị không được giao thì ghi null`,
            `No row is supported by "${unit}"; a unit without rows is null`,
          ),
        ),
  );
};
