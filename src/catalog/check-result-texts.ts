import { type Points, toNumber } from '../core/points.ts';
import { formatNumber, type Text, text } from '../core/text.ts';
import { type Check, errorFinding, pathIn } from './finding.ts';
import { maxOfGroup, maxOfRow } from './group-tree.ts';
import { printedPoints } from './official-points.ts';

/** Published results name parts of the set, in points, within their maximum. */
export const checkResultTexts: Check = (draft) => {
  const { content, fileName } = draft;
  const groups = new Map(content.groups.map((group) => [group.code, maxOfGroup(content, group)]));
  const rows = new Map(content.indicators.map((row) => [row.code, maxOfRow(content, row)]));
  return content.officialResults.flatMap((result, i) => {
    const bad = (at: readonly PropertyKey[], message: Text | null) =>
      message
        ? [errorFinding('BAD_RESULT', pathIn(fileName, content, ['officialResults', i, ...at]), message)]
        : [];
    return [
      ...bad(['total'], result.total === null ? null : defectOf('', result.total, Number.POSITIVE_INFINITY)),
      ...result.groups.flatMap(({ code, text }, j) =>
        bad(['groups', j], defectOf(code, text, groups.get(code))),
      ),
      ...result.indicators.flatMap(({ code, text }, j) =>
        bad(['indicators', j], defectOf(code, text, rows.get(code))),
      ),
    ];
  });
};

function defectOf(code: string, printed: string, max: Points | undefined): Text | null {
  const got = printedPoints(printed);
  if (max === undefined) {
    return text(`Bộ chỉ số không có "${code}"`, `The set does not have "${code}"`);
  }
  if (got === null) {
    return text(
      `"${printed}" không phải điểm dạng "84", "41,29" hoặc "0.93"`,
      `"${printed}" is not points in the form "84", "41,29" or "0.93"`,
    );
  }
  if (got <= max) return null;
  const [most, mostInEnglish] = [formatNumber(toNumber(max), 'vi'), formatNumber(toNumber(max), 'en')];
  return text(
    `"${printed}" vượt điểm tối đa ${most} của ${code}`,
    `"${printed}" is above ${mostInEnglish}, the maximum of ${code}`,
  );
}
