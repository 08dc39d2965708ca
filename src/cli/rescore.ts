import { toView } from '../app/assessments.ts';
import type { HubDeps } from '../app/deps.ts';
import { scoreAssessment } from '../app/score-assessment.ts';
import type { AssessmentView } from '../app/views/assessment.ts';
import { toNumber } from '../core/points.ts';
import { formatNumber, type Language, text } from '../core/text.ts';
import type { Unit } from '../core/unit.ts';
import type { Assessment } from '../store/assessments.ts';
import { rankingPage, type StoredScoreboard } from '../store/scoreboards.ts';
import { decimal, titleOf } from './words.ts';

/** A unit whose points or place are others than before. */
export interface Move {
  readonly unit: Unit;
  readonly before: Standing | null;
  readonly after: Standing;
}

type Standing = Pick<StoredScoreboard, 'points' | 'rank'>;

export interface Rescored {
  readonly assessment: AssessmentView;
  readonly units: number;
  /** Units with a new result: also those of whom only a reason or a source is new. */
  readonly changed: number;
  readonly moves: readonly Move[];
}

/** More than any assessment has. */
const ALL_UNITS = 100_000;

/** Lines that a person still reads. */
const SHOWN_MOVES = 10;

export async function rescore(deps: HubDeps, assessments: readonly Assessment[]): Promise<Rescored[]> {
  const rescored: Rescored[] = [];
  for (const assessment of assessments) {
    const before = await rankingPage(deps.database, assessment.id, ALL_UNITS, 0);
    const { units, changed } = await scoreAssessment(deps, assessment);
    const after = await rankingPage(deps.database, assessment.id, ALL_UNITS, 0);
    rescored.push({
      assessment: toView(deps, assessment),
      units,
      changed,
      moves: moves(deps, before, after),
    });
  }
  return rescored;
}

function moves(
  deps: HubDeps,
  before: readonly StoredScoreboard[],
  after: readonly StoredScoreboard[],
): Move[] {
  const known = new Map(before.map((board) => [board.unitId, board]));
  return after.flatMap((board) => {
    const old = known.get(board.unitId) ?? null;
    if (old !== null && old.points === board.points && old.rank === board.rank) return [];
    return { unit: deps.unitIds.unit(board.unitId) as Unit, before: old, after: board };
  });
}

export function rescoredDocument({ assessment, units, changed, moves }: Rescored): object {
  const standing = ({ points, rank }: Standing) => ({
    points: points === null ? null : toNumber(points),
    rank,
  });
  return {
    indexSet: assessment.indexSet.code,
    year: assessment.year,
    level: assessment.level,
    units,
    changed,
    moves: moves.map(({ unit, before, after }) => ({
      unit: { code: unit.code, name: unit.name },
      before: before && standing(before),
      after: standing(after),
    })),
  };
}

export function rescoredLines({ assessment, units, changed, moves }: Rescored, language: Language): string[] {
  const [some, all] = [changed, units].map((count) => formatNumber(count, language));
  const head = text(
    `${titleOf(assessment, 'vi')}: ${some} / ${all} đơn vị có kết quả mới`,
    `${titleOf(assessment, 'en')}: ${some} of ${all} units have a new result`,
  );
  const more = moves.length - SHOWN_MOVES;
  return [
    head[language],
    ...moves.slice(0, SHOWN_MOVES).map((move) => `  ${moveLine(move, language)}`),
    ...(more > 0 ? [`  … ${language === 'vi' ? `và ${more} đơn vị nữa` : `and ${more} more`}`] : []),
  ];
}

function moveLine({ unit, before, after }: Move, language: Language): string {
  const points = (standing: Standing | null) => decimal(standing?.points ?? null, language);
  const rank = (standing: Standing | null) => standing?.rank ?? '–';
  const words = text(
    `${unit.name}: ${points(before)} → ${points(after)} điểm, hạng ${rank(before)} → ${rank(after)}`,
    `${unit.name}: ${points(before)} → ${points(after)} points, rank ${rank(before)} → ${rank(after)}`,
  );
  return words[language];
}
