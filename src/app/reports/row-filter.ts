import { configError } from '../../core/errors.ts';
import type { Points } from '../../core/points.ts';
import { text } from '../../core/text.ts';
import type { AssessmentView } from '../views/assessment.ts';
import type { FreshnessState, ScoreState } from '../views/scoreboard.ts';

/** Which rows of scoreboards a report is about; null: whatever. Codes are as printed. */
export interface RowFilter {
  /** Those of the groups below them as well. */
  readonly groups: readonly string[] | null;
  readonly indicators: readonly string[] | null;
  readonly states: readonly ScoreState[] | null;
  readonly freshness: readonly FreshnessState[] | null;
  /** A row that does not apply lacks nothing. */
  readonly missingAtLeast: Points | null;
}

export const EVERY_ROW: RowFilter = {
  groups: null,
  indicators: null,
  states: null,
  freshness: null,
  missingAtLeast: null,
};

/** One row, as little of it as a filter looks at. */
export interface FilteredRow {
  readonly indicator: { readonly code: string; readonly groupCode: string };
  readonly state: ScoreState;
  readonly missing: Points;
  readonly freshness: FreshnessState;
}

type Place = Pick<AssessmentView, 'indexSet' | 'level'>;

/** Throws UNKNOWN_GROUP or UNKNOWN_INDICATOR for a code that the set does not have at the level. */
export function rowTest(place: Place, filter: RowFilter): (row: FilteredRow) => boolean {
  const groups = filter.groups && groupsBelow(place, filter.groups);
  const indicators = filter.indicators && knownIndicators(place, filter.indicators);
  const { states, freshness, missingAtLeast } = filter;
  return (row) =>
    (groups === null || groups.has(row.indicator.groupCode)) &&
    (indicators === null || indicators.has(row.indicator.code)) &&
    (states === null || states.includes(row.state)) &&
    (freshness === null || freshness.includes(row.freshness)) &&
    (missingAtLeast === null || row.missing >= missingAtLeast);
}

/** What a row lacks of its maximum. */
export const missingOf = (state: ScoreState, points: Points | null, maxPoints: Points): Points =>
  state === 'NOT_APPLICABLE' ? 0 : Math.max(0, maxPoints - (points ?? 0));

function groupsBelow({ indexSet }: Place, codes: readonly string[]): ReadonlySet<string> {
  const known = new Set(indexSet.groups.map(({ code }) => code));
  const unknown = codes.find((code) => !known.has(code));
  if (unknown !== undefined) throw unknownGroup(indexSet.code, unknown, [...known]);
  const parents = new Map(indexSet.groups.map(({ code, parentCode }) => [code, parentCode]));
  const reaches = (code: string | null | undefined): boolean =>
    code != null && (codes.includes(code) || reaches(parents.get(code)));
  return new Set([...known].filter(reaches));
}

function knownIndicators({ indexSet, level }: Place, codes: readonly string[]): ReadonlySet<string> {
  const known = new Set(
    indexSet.indicators.filter((one) => one.levels.includes(level)).map(({ code }) => code),
  );
  const unknown = codes.find((code) => !known.has(code));
  if (unknown !== undefined) throw unknownIndicator(indexSet.code, unknown);
  return new Set(codes);
}

export const unknownGroup = (set: string, code: string, known: readonly string[]) =>
  configError(
    'UNKNOWN_GROUP',
    text(
      `Bộ chỉ số "${set}" không có nhóm "${code}". Các nhóm hiện có: ${known.join(', ')}.`,
      `Index set "${set}" has no group "${code}". Known: ${known.join(', ')}.`,
    ),
  );

export const unknownIndicator = (set: string, code: string) =>
  configError(
    'UNKNOWN_INDICATOR',
    text(
      `Bộ chỉ số "${set}" không có tiêu chí "${code}" ở cấp này. Lưu ý 1.10 khác 1.1.`,
      `Index set "${set}" has no indicator "${code}" at this level. Mind that 1.10 is not 1.1.`,
    ),
  );
