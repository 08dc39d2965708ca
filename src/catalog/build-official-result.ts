import { type Points, toNumber } from '../core/points.ts';
import { formatNumber } from '../core/text.ts';
import type { OfficialResult } from './index-set.ts';
import type { OfficialResultEntry } from './index-set-file.ts';
import { printedPoints } from './official-points.ts';

/** The checks have passed: every text is points. */
const pointsOf = (printed: string): Points => printedPoints(printed) as Points;

export function buildOfficialResult({
  unit,
  year,
  total,
  groups,
  indicators,
}: OfficialResultEntry): OfficialResult {
  return {
    unit,
    year,
    total: totalOf(total, groups),
    groups: byCode(groups),
    indicators: byCode(indicators),
  };
}

function totalOf(printed: string | null, groups: OfficialResultEntry['groups']): OfficialResult['total'] {
  if (printed !== null) return { text: printed, points: pointsOf(printed), stated: true };
  const sum = groups.reduce((sum, { text }) => sum + pointsOf(text), 0);
  return { text: formatNumber(toNumber(sum), 'vi'), points: sum, stated: false };
}

const byCode = (results: OfficialResultEntry['groups']) =>
  new Map(results.map(({ code, text }) => [code, { text, points: pointsOf(text) }]));
