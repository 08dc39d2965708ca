import { type Points, toNumber } from '../core/points.ts';
import { formatNumber, text } from '../core/text.ts';
import { type Check, type Draft, pathIn } from './finding.ts';
import { maxOfGroup, maxOfRow, rowsBelow } from './group-tree.ts';
import type { Finding } from './index-set.ts';
import type { OfficialResultEntry } from './index-set-file.ts';
import { printedPoints } from './official-points.ts';

/** Where a published result and its own parts disagree: both are shown, neither is corrected. */
export const checkResultSums: Check = (draft) =>
  draft.content.officialResults.flatMap((result, i) => [
    ...groupSums(draft, result, i),
    ...totalSum(draft, result, i),
  ]);

function groupSums(draft: Draft, result: OfficialResultEntry, i: number): readonly Finding[] {
  return result.groups.flatMap(({ code, text: printed }, j) => {
    const stated = printedPoints(printed);
    const computed = fromRows(draft, result, code);
    if (stated === null || computed === null || stated === computed) return [];
    const group = draft.content.groups.find((one) => one.code === code)?.title ?? code;
    return difference(draft, ['officialResults', i, 'groups', j], `${code} (${group})`, printed, computed);
  });
}

function totalSum(draft: Draft, { total, groups }: OfficialResultEntry, i: number): readonly Finding[] {
  const stated = total === null ? null : printedPoints(total);
  const computed = groups.reduce((sum, { text }) => sum + (printedPoints(text) ?? 0), 0);
  if (total === null || stated === null || stated === computed) return [];
  return [difference(draft, ['officialResults', i, 'total'], '', total, computed)];
}

/** Points of a group by the results of its rows; null when a row has no result that can be told. */
function fromRows({ content }: Draft, result: OfficialResultEntry, code: string): Points | null {
  const group = content.groups.find((one) => one.code === code);
  if (!group) return null;
  const printed = new Map(result.indicators.map((row) => [row.code, printedPoints(row.text)]));
  let lost = 0;
  for (const row of rowsBelow(content, code)) {
    const max = maxOfRow(content, row);
    const got = printed.get(row.code) ?? (content.listsLossesOnly && !printed.has(row.code) ? max : null);
    if (got === null) return null;
    lost += max - got;
  }
  return maxOfGroup(content, group) - lost;
}

function difference(
  { fileName, content }: Draft,
  at: readonly PropertyKey[],
  what: string,
  printed: string,
  computed: Points,
): Finding {
  const sum = (language: 'vi' | 'en') => formatNumber(toNumber(computed), language);
  return {
    kind: 'RESULT_DIFFERS_FROM_PARTS',
    severity: 'WARNING',
    message: text(
      `Kết quả ${what || 'chung'}: văn bản ghi ${printed} điểm nhưng các phần được liệt kê cho ${sum('vi')} điểm. Giữ cả hai.`,
      `Result ${what || 'in all'}: the document states ${printed} points but its listed parts give ${sum('en')}. Both are kept.`,
    ),
    path: pathIn(fileName, content, at),
    declared: printed,
    computed: String(toNumber(computed)),
  };
}
