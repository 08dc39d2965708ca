import { type Results, resultsFrom } from '../../src/app/reports/results.ts';
import type { AssessmentView } from '../../src/app/views/assessment.ts';
import type { IndexSet, Indicator } from '../../src/catalog/index-set.ts';
import type { Points } from '../../src/core/points.ts';
import type { ScoreState } from '../../src/scoring/automatic-score.ts';
import { FIRST_ROW, INDEX_SET } from './fake-catalogue.ts';

/** The source that delivered within the last night, one that did days ago, and one that never did. */
export const [FRESH_SOURCE, STALE_SOURCE, SILENT_SOURCE] = [1, 2, 3];
const NOW = new Date('2024-11-10T05:00:00Z');

const row = (code: string, groupCode: string, maxPoints: Points): Indicator => ({
  ...FIRST_ROW,
  id: `row-${code}`,
  code,
  groupCode,
  maxPoints,
  levels: ['COMMUNE'],
});

const ROWS = [row('1.1', '1', 1000), row('2.1', '2', 500), row('2.1.1', '2.1', 500)];

const SET: IndexSet = {
  ...INDEX_SET,
  indicators: ROWS,
  groups: (
    [
      // A group below another one may be listed before it.
      ['2.1', '2'],
      ['1', null],
      ['2', null],
    ] as const
  ).map(([code, parentCode]) => ({
    code,
    title: `Nhóm ${code}`,
    titleNote: null,
    parentCode,
    maxPoints: 1000,
    indicators: ROWS.filter(({ groupCode }) => groupCode === code),
  })),
};

const ASSESSMENT: AssessmentView = {
  id: 7,
  indexSet: SET,
  year: 2024,
  level: 'COMMUNE',
  owner: 'UBND tỉnh',
  state: 'COLLECTING',
  dataWindow: { from: '2024-01-01', to: '2024-11-15' },
  entryDeadline: '2024-11-30',
  maxPoints: 2000,
  declaredMaxPoints: null,
  practice: false,
  scoredAt: NOW,
  published: [],
};

export type Cell = readonly [state: ScoreState, points: Points | null, source?: number];

export interface GivenUnit {
  readonly code: string;
  readonly name: string;
  /** Points of 1.1, 2.1 and 2.1.1. */
  readonly cells: readonly [Cell, Cell, Cell];
  readonly total: Points | null;
  readonly maxApplicable?: Points;
}

/** Results of communes in the order given, of a set with the rows 1.1 (10 points), 2.1 and 2.1.1 (5 each). */
export function resultsOfUnits(units: readonly GivenUnit[]): Results {
  const boards = units.map(({ code, name, cells, total, maxApplicable = 2000 }, index) => ({
    unit: {
      key: `COMMUNE:${code}:1976`,
      code,
      codeSystem: 'OFFICIAL' as const,
      name,
      level: 'COMMUNE' as const,
      parentKey: null,
      validFrom: null,
      validTo: null,
    },
    rankWithin: total === null ? null : index + 1,
    stored: {
      id: index + 1,
      assessmentId: ASSESSMENT.id,
      unitId: index + 1,
      unitKey: `COMMUNE:${code}:1976`,
      parentKey: null,
      position: index + 1,
      rank: total === null ? null : index + 1,
      points: total,
      maxApplicable,
      percent: total === null ? null : Math.round((total * 10_000) / maxApplicable),
      groups: cells.map(([, points]) => [points, 1000] as const),
      scores: cells.map(([state, points, source]) => [state, points, source ?? null] as const),
      knownFrom: NOW,
    },
  }));
  const delivered = new Map([
    [FRESH_SOURCE, new Date('2024-11-10T01:00:00Z')],
    [STALE_SOURCE, new Date('2024-11-01T01:00:00Z')],
  ]);
  return resultsFrom({
    assessment: ASSESSMENT,
    boards,
    rankedUnits: boards.length,
    context: { view: ASSESSMENT, sources: new Map(), delivered, now: NOW },
    asOf: null,
  });
}
