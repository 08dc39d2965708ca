import { type Text, text } from '../core/text.ts';
import { type Check, errorFinding, pathIn } from './finding.ts';
import type { IndicatorEntry } from './indicator-entry.ts';
import { leastPercent } from './target.ts';

/** A set of targets has one for each row, in its unit; no other set has any. */
export const checkTargets: Check = ({ fileName, content }) =>
  content.indicators.flatMap((row, index) => {
    const defect = content.scoringModel === 'TARGETS' ? defectOf(row) : strayTarget(row);
    return [
      ...(defect
        ? [errorFinding('BAD_TARGET', pathIn(fileName, content, ['indicators', index, 'target']), defect)]
        : []),
      ...otherShares(row).map((rule) =>
        errorFinding(
          'BAD_TARGET',
          pathIn(fileName, content, ['indicators', index, 'rules', rule, 'params', 'atLeastPercent']),
          text(
            `Cách tính của ${row.code} lấy mức khác với chỉ tiêu "${row.target?.text}"`,
            `The rule of ${row.code} takes another share than the target "${row.target?.text}"`,
          ),
        ),
      ),
    ];
  });

const strayTarget = ({ code, target }: IndicatorEntry): Text | null =>
  target &&
  text(
    `${code} có chỉ tiêu nhưng bộ chỉ số tính bằng điểm`,
    `${code} has a target, but the set is scored by points`,
  );

function defectOf({ code, target, unitOfTarget }: IndicatorEntry): Text | null {
  if (target === null || unitOfTarget === null) {
    return text(`${code} cần chỉ tiêu và đơn vị tính`, `${code} needs a target and its unit`);
  }
  const least = leastPercent(target.text);
  if (target.text.includes('*') && target.footnote === null) {
    return text(
      `Chỉ tiêu "${target.text}" của ${code} mang dấu chú thích: ghi chú thích ở "footnote", hoặc ghi rằng văn bản không còn chú thích`,
      `The target "${target.text}" of ${code} bears a mark: write under "footnote" what it stands for, or that it is lost`,
    );
  }
  const isShare = least !== null && least <= 10_000;
  if (isShare === (unitOfTarget === '%') || target.footnote !== null) return null;
  return text(
    `Chỉ tiêu "${target.text}" của ${code} không hợp với đơn vị tính "${unitOfTarget}": tỷ lệ viết dạng "60%", từ 0% đến 100%`,
    `The target "${target.text}" of ${code} does not fit the unit "${unitOfTarget}": a share is written "60%", from 0% to 100%`,
  );
}

/** Positions of the rules that ask for another share than the target states. */
const otherShares = ({ target, rules }: IndicatorEntry): readonly number[] =>
  rules.flatMap(({ kind, params }, index) =>
    kind === 'share-target' && target && Number(params['atLeastPercent']) * 100 !== leastPercent(target.text)
      ? [index]
      : [],
  );
