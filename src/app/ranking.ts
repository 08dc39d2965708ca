import type { Unit } from '../core/unit.ts';
import { pastRankingAmong, pastRankingPage } from '../store/past-scoreboards.ts';
import type { StoredScoreboard } from '../store/scoreboards.ts';
import { scoredBy } from '../store/scorings.ts';
import { shownAt } from './as-of.ts';
import { toView } from './assessments.ts';
import { placeCursor, placeOf } from './cursor.ts';
import type { HubDeps } from './deps.ts';
import { officialResultOf } from './given-values.ts';
import type { Page, PageRequest } from './page.ts';
import { checkPage, pageOf } from './paging.ts';
import { readsFor } from './reads.ts';
import type { AssessmentView } from './views/assessment.ts';
import type { GroupScore, RankedUnit } from './views/scoreboard.ts';

/**
 * A page of the ranking: one indexed read. With `within` only the units of that district or province, in order, and
 * for those who see a part only theirs, with the ranks of the whole; with `asOf` what was answered at that moment of
 * the past, empty when nothing was scored yet.
 */
export async function rankingView(
  deps: HubDeps,
  assessment: AssessmentView,
  page: PageRequest,
  within: string | null,
  asOf: Date | null = null,
): Promise<Page<RankedUnit>> {
  checkPage(page);
  const shown = await shownAt(deps, assessment, asOf);
  const ranking =
    shown === null ? presentRanking(deps, assessment) : await pastRanking(deps, assessment, shown);
  const isWhole = within === null && deps.directory.isWhole;
  return isWhole ? rankingPageOf(deps, ranking, page) : rankingWithin(deps, ranking, page, within);
}

/** Where a ranking is read, now or at a moment of the past. */
interface Ranking {
  readonly assessment: AssessmentView;
  /** Part of its cursors: one of another moment is refused. */
  readonly name: string;
  page(limit: number, afterPosition: number): Promise<readonly StoredScoreboard[]>;
  among(units: readonly Unit[]): Promise<readonly StoredScoreboard[]>;
  units(): Promise<number>;
}

const presentRanking = (deps: HubDeps, assessment: AssessmentView): Ranking => ({
  assessment,
  name: String(assessment.id),
  page: (limit, after) => readsFor(deps).rankingPage({ assessmentId: assessment.id, after, limit }),
  among: (units) =>
    readsFor(deps).rankingAmong(
      assessment.id,
      units.map((unit) => deps.unitIds.of(unit)),
    ),
  units: () => readsFor(deps).rankedUnits(assessment.id),
});

async function pastRanking(deps: HubDeps, { id, ...view }: AssessmentView, asOf: Date): Promise<Ranking> {
  const { database, unitIds } = deps;
  const then = await scoredBy(database, { id, ...view, indexSet: view.indexSet.code }, asOf);
  return {
    assessment: then === null ? { id, ...view } : toView(deps, then, asOf),
    name: `${id} ${asOf.toISOString()}`,
    page: (limit, after) => pastRankingPage(database, id, limit, after, asOf),
    among: (units) =>
      pastRankingAmong(
        database,
        id,
        units.map((unit) => unitIds.of(unit)),
        asOf,
      ),
    units: async () => then?.units ?? 0,
  };
}

async function rankingPageOf(deps: HubDeps, ranking: Ranking, page: PageRequest): Promise<Page<RankedUnit>> {
  const list = `ranking ${ranking.name}`;
  const from = page.after === null ? 0 : placeOf(list, page.after, isPosition)[0];
  const [boards, units] = await Promise.all([ranking.page(page.first + 1, from), ranking.units()]);
  const nodes = boards
    .slice(0, page.first)
    .map((board) => rankedUnit(deps, ranking.assessment, board, board.rank));
  return {
    // Between another version of the set and the next scoring there is none, whatever the last scoring ranked.
    totalCount: boards.length === 0 && from === 0 ? 0 : units,
    items: nodes.map((node, index) => ({ cursor: placeCursor(list, boards[index]?.position ?? 0), node })),
    hasNextPage: boards.length > page.first,
    hasPreviousPage: from > 0,
  };
}

async function rankingWithin(
  deps: HubDeps,
  { assessment, name, among }: Ranking,
  page: PageRequest,
  within: string | null,
): Promise<Page<RankedUnit>> {
  const { directory } = deps;
  const lastDay = assessment.dataWindow.to;
  const owner = within === null ? null : directory.unit(within, lastDay).key;
  const boards = await among(directory.atLevelOn(assessment.level, lastDay, owner));
  const nodes = boards.map((board) => {
    const place = owner === null ? board.rank : boards.findIndex(({ rank }) => rank === board.rank) + 1;
    return rankedUnit(deps, assessment, board, board.rank === null ? null : place);
  });
  return pageOf(nodes, (node) => `within ${name}:${node.scoreboardId}`, page);
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
