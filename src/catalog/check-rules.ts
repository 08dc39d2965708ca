import { text } from '../core/text.ts';
import { ruleKind, ruleKinds } from '../rules/index.ts';
import { type Check, type Draft, errorFinding, pathIn } from './finding.ts';
import type { Finding } from './index-set.ts';
import type { IndicatorEntry, RuleEntry } from './indicator-entry.ts';
import { problemsOf } from './problems.ts';

/** Every rule is of a known kind and its parameters are what the kind asks for. */
export const checkRules: Check = (draft) =>
  eachRule(draft, (rule, path) => {
    const kind = ruleKind(rule.kind);
    if (!kind) {
      const known = ruleKinds.map(({ kind }) => kind).join(', ');
      return [
        errorFinding(
          'UNKNOWN_RULE_KIND',
          path('kind'),
          text(
            `Không có cách tính "${rule.kind}"; các cách tính: ${known}`,
            `There is no rule kind "${rule.kind}"; there are: ${known}`,
          ),
        ),
      ];
    }
    return problemsOf(kind.params, rule.params).map((problem) =>
      errorFinding('BAD_PARAMS', path('params', ...problem.path), problem.message),
    );
  });

/** Each level of a row that has rules has exactly one, and no rule is for a level that the row has not. */
export const checkLevelsOfRules: Check = ({ fileName, content }) =>
  content.indicators.flatMap((indicator, index) => {
    const { code, levels, rules } = indicator;
    if (rules.length === 0) return [];
    const path = pathIn(fileName, content, ['indicators', index, 'rules']);
    const outside = rules
      .flatMap((rule) => levelsOf(rule, indicator))
      .filter((level) => !levels.includes(level))
      .map((level) =>
        errorFinding(
          'RULE_LEVEL_OUTSIDE_ROW',
          path,
          text(
            `Chỉ số ${code} có cách tính cho cấp ${level} nhưng không áp dụng ở cấp đó`,
            `Indicator ${code} has a rule for level ${level} but does not apply there`,
          ),
        ),
      );
    const uncovered = levels.flatMap((level) => {
      const count = rules.filter((rule) => levelsOf(rule, indicator).includes(level)).length;
      return count === 1
        ? []
        : errorFinding(
            'NOT_ONE_RULE_PER_LEVEL',
            path,
            text(
              `Chỉ số ${code} có ${count} cách tính cho cấp ${level}; cần đúng một`,
              `Indicator ${code} has ${count} rules for level ${level}; it needs exactly one`,
            ),
          );
    });
    return [...outside, ...uncovered];
  });

/** Somebody must deliver every measure; for an automatic row that is a connector. */
export const checkMeasures: Check = (draft) => {
  const offered = new Set(draft.offered.map(({ code }) => code));
  const reported = new Set(draft.content.reportedMeasures.map(({ code }) => code));
  return eachRule(draft, (rule, path, { code, evidenceClass }) => {
    const automatic = evidenceClass === 'A1' || evidenceClass === 'A2';
    return measuresOf(rule)
      .filter((measure) => !offered.has(measure))
      .flatMap((measure) => {
        if (!reported.has(measure)) {
          return errorFinding(
            'UNKNOWN_MEASURE',
            path('params'),
            text(
              `Chỉ số ${code} cần "${measure}", không có kết nối nào cung cấp và tệp không khai báo`,
              `Indicator ${code} needs "${measure}", which no connector offers and the file does not declare`,
            ),
          );
        }
        if (!automatic) return [];
        return errorFinding(
          'AUTOMATIC_ROW_NEEDS_REPORTED_MEASURE',
          path('params'),
          text(
            `Chỉ số ${code} được tính tự động nên "${measure}" phải do một kết nối cung cấp`,
            `Indicator ${code} is automatic, so a connector must offer "${measure}"`,
          ),
        );
      });
  });
};

/** None when the kind or the parameters are wrong: that is reported on its own. */
function measuresOf(rule: RuleEntry): readonly string[] {
  const kind = ruleKind(rule.kind);
  const params = kind?.params.safeParse(rule.params);
  return kind && params?.success ? [...new Set(kind.needs(params.data))] : [];
}

export const levelsOf = (rule: RuleEntry, indicator: IndicatorEntry): IndicatorEntry['levels'] =>
  rule.levels ?? indicator.levels;

function eachRule(
  { fileName, content }: Draft,
  find: (
    rule: RuleEntry,
    path: (...segments: PropertyKey[]) => string,
    indicator: IndicatorEntry,
  ) => readonly Finding[],
): readonly Finding[] {
  return content.indicators.flatMap((indicator, i) =>
    indicator.rules.flatMap((rule, j) =>
      find(
        rule,
        (...segments) => pathIn(fileName, content, ['indicators', i, 'rules', j, ...segments]),
        indicator,
      ),
    ),
  );
}
