import { configError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import type { Unit } from '../core/unit.ts';
import { rankedUnits, rankingAmong, rankingPage, type StoredScoreboard } from '../store/scoreboards.ts';
import type { HubDeps } from './deps.ts';
import type { AssessmentView, GroupScore, RankedUnit } from './hub.ts';
import type { Page, PageRequest } from './page.ts';
import { checkPage, cursorOf, pageOf } from './paging.ts';

/** A page of the ranking: one indexed read. With `within` only the units of that district or province, in order. */
export async function rankingView(
  deps: HubDeps,
  assessment: AssessmentView,
  page: PageRequest,
  within: string | null,
): Promise<Page<RankedUnit>> {
  if (within !== null) return rankingWithin(deps, assessment, page, within);
  checkPage(page);
  const from = page.after === null ? 0 : positionOf(page.after);
  const [boards, totalCount] = await Promise.all([
    rankingPage(deps.database, assessment.id, page.first + 1, from),
    rankedUnits(deps.database, assessment.id),
  ]);
  const nodes = boards.slice(0, page.first).map((board) => rankedUnit(deps, assessment, board, board.rank));
  return {
    totalCount,
    items: nodes.map((node, index) => ({ cursor: cursorOf(`rank:${boards[index]?.position}`), node })),
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
  return {
    scoreboardId: board.id,
    rank: board.rank,
    rankWithin,
    unit: deps.unitIds.unit(board.unitId) as Unit,
    points: board.points,
    maxApplicable: board.maxApplicable,
    percent: board.percent,
    groups: groupScores(assessment, board),
  };
}

export const groupScores = (assessment: AssessmentView, board: StoredScoreboard): GroupScore[] =>
  assessment.indexSet.groups.map(({ code, title }, index) => {
    const [points, maxApplicable] = board.groups[index] ?? [null, 0];
    return { code, title, points, maxApplicable };
  });

function positionOf(cursor: string): number {
  const match = /^rank:(\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (match) return Number(match[1]);
  throw configError(
    'BAD_CURSOR',
    text(
      `Con trỏ "${cursor.slice(0, 60)}" không thuộc bảng xếp hạng này. Hãy bắt đầu lại từ trang đầu.`,
      `The cursor "${cursor.slice(0, 60)}" does not belong to this ranking. Start again at the first page.`,
    ),
  );
}
