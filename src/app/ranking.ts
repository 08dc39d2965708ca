import type { Unit } from '../core/unit.ts';
import { rankedUnits, rankingAmong, rankingPage, type StoredScoreboard } from '../store/scoreboards.ts';
import { placeCursor, placeOf } from './cursor.ts';
import type { HubDeps } from './deps.ts';
import { officialResultOf } from './given-values.ts';
import type { Page, PageRequest } from './page.ts';
import { checkPage, pageOf } from './paging.ts';
import type { AssessmentView } from './views/assessment.ts';
import type { GroupScore, RankedUnit } from './views/scoreboard.ts';

/** A page of the ranking: one indexed read. With `within` only the units of that district or province, in order. */
export async function rankingView(
  deps: HubDeps,
  assessment: AssessmentView,
  page: PageRequest,
  within: string | null,
): Promise<Page<RankedUnit>> {
  if (within !== null) return rankingWithin(deps, assessment, page, within);
  checkPage(page);
  const list = `ranking ${assessment.id}`;
  const from = page.after === null ? 0 : placeOf(list, page.after, isPosition)[0];
  const [boards, totalCount] = await Promise.all([
    rankingPage(deps.database, assessment.id, page.first + 1, from),
    rankedUnits(deps.database, assessment.id),
  ]);
  const nodes = boards.slice(0, page.first).map((board) => rankedUnit(deps, assessment, board, board.rank));
  return {
    totalCount,
    items: nodes.map((node, index) => ({ cursor: placeCursor(list, boards[index]?.position ?? 0), node })),
    hasNextPage: boards.length > page.first,
    hasPreviousPage: from > 0,
  };
}

async function rankingWithin(
  deps: HubDeps,
  assessment: AssessmentView,
  page: PageRequest,
  within: string,
): Promise<Page<RankedUnit>> {
  const { directory } = deps;
  const owner = directory.unit(within, assessment.dataWindow.to);
  const keys = directory
    .atLevelOn(assessment.level, assessment.dataWindow.to, owner.key)
    .map((unit) => unit.key);
  const boards = await rankingAmong(deps.database, assessment.id, keys);
  const nodes = boards.map((board) => {
    const place = boards.findIndex((other) => other.rank === board.rank) + 1;
    return rankedUnit(deps, assessment, board, board.rank === null ? null : place);
  });
  return pageOf(nodes, (node) => `within:${node.scoreboardId}`, page);
}

function rankedUnit(
  deps: HubDeps,
  assessment: AssessmentView,
  board: StoredScoreboard,
  rankWithin: number | null,
): RankedUnit {
  const unit = deps.unitIds.unit(board.unitId) as Unit;
  return {
    scoreboardId: board.id,
    rank: board.rank,
    rankWithin,
    unit,
    points: board.points,
    maxApplicable: board.maxApplicable,
    percent: board.percent,
    groups: groupScores(assessment, unit, board),
  };
}

export function groupScores(
  { indexSet, year }: AssessmentView,
  unit: Unit,
  board: StoredScoreboard,
): GroupScore[] {
  const official = officialResultOf(indexSet, unit, year);
  return indexSet.groups.map(({ code, title }, index) => {
    const [points, maxApplicable] = board.groups[index] ?? [null, 0];
    return { code, title, points, maxApplicable, printed: official?.groups.get(code)?.text ?? null };
  });
}

const isPosition = (place: readonly unknown[]): place is readonly [number] =>
  place.length === 1 &&
  Number.isInteger(place[0]) &&
  (place[0] as number) >= 0 &&
  (place[0] as number) < MOST_UNITS;

/** More than any country has; PostgreSQL's integers end not far above. */
const MOST_UNITS = 1_000_000_000;
