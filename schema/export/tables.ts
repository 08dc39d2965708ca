import type { Connection } from '../connection.ts';
import {
  type IndicatorCells,
  indicatorColumns,
  SCORE_FIELDS,
  type ScoreCells,
  scoreColumns,
  type UnitCells,
  unitColumns,
  unitName,
} from './columns.ts';
import type { TableName } from './export-links.ts';
import { type Column, type ExportTable, exportTable } from './export-table.ts';

const ASSESSMENT = '$indexSet: String!, $year: Int!, $level: UnitLevel!';
const OF_ASSESSMENT = 'assessment(indexSet: $indexSet, year: $year, level: $level)';
const PAGE = 'pageInfo { hasNextPage endCursor }';

const nextOf = ({ pageInfo }: Pick<Connection<object>, 'pageInfo'>): string | null =>
  pageInfo.hasNextPage ? pageInfo.endCursor : null;

interface RankingCells {
  readonly rank: number | null;
  readonly rankWithin: number | null;
  readonly unit: UnitCells;
  readonly points: number | null;
  readonly maxApplicable: number;
  readonly missingPoints: number;
  readonly percent: number | null;
  readonly groups: readonly {
    readonly code: string;
    readonly title: string;
    readonly points: number | null;
  }[];
}

/** Always by an order: then all pages are made of one read, and no unit is missed when scores move meanwhile. */
const ranking = exportTable<{ assessment: { ranking: Connection<RankingCells> } }, RankingCells>(
  `query ExportRanking(${ASSESSMENT}, $within: String, $filter: ScoreFilter,
      $orderBy: RankingOrder = { field: RANK }, $asOf: DateTime, $after: String) {
    ${OF_ASSESSMENT} {
      ranking(first: 100, after: $after, within: $within, filter: $filter, orderBy: $orderBy, asOf: $asOf) {
        ${PAGE}
        nodes { rank rankWithin unit { code name } points maxApplicable missingPoints percent groups { code title points } }
      }
    }
  }`,
  ({ assessment }) => ({
    rows: assessment.ranking.nodes,
    after: nextOf(assessment.ranking),
    columns: [
      { key: 'rank', title: 'Hạng', value: ({ rank }) => rank },
      { key: 'rankWithin', title: 'Hạng trong phạm vi', value: ({ rankWithin }) => rankWithin },
      ...unitColumns<RankingCells>(({ unit }) => unit),
      { key: 'points', title: 'Điểm', value: ({ points }) => points },
      { key: 'maxApplicable', title: 'Điểm tối đa áp dụng', value: ({ maxApplicable }) => maxApplicable },
      { key: 'missingPoints', title: 'Điểm còn thiếu', value: ({ missingPoints }) => missingPoints },
      { key: 'percent', title: 'Tỷ lệ (%)', value: ({ percent }) => percent },
      // Every unit of a ranking has the groups of its set.
      ...(assessment.ranking.nodes[0]?.groups ?? []).map(
        ({ code, title }, index): Column<RankingCells> => ({
          key: `group ${code}`,
          title: `${code} ${title}`,
          value: ({ groups }) => groups[index]?.points ?? null,
        }),
      ),
    ],
  }),
);

interface ScoreRowCells {
  readonly unit: UnitCells;
  readonly score: ScoreCells;
}

const scores = exportTable<{ assessment: { scores: Connection<ScoreRowCells> } }, ScoreRowCells>(
  `query ExportScores(${ASSESSMENT}, $within: String, $filter: ScoreFilter, $orderBy: ScoreOrder, $asOf: DateTime,
      $after: String) {
    ${OF_ASSESSMENT} {
      scores(first: 100, after: $after, within: $within, filter: $filter, orderBy: $orderBy, asOf: $asOf) {
        ${PAGE}
        nodes { unit { code name } score { ${SCORE_FIELDS} } }
      }
    }
  }`,
  ({ assessment }) => ({
    rows: assessment.scores.nodes,
    after: nextOf(assessment.scores),
    columns: [
      ...unitColumns<ScoreRowCells>(({ unit }) => unit),
      ...scoreColumns<ScoreRowCells>(({ score }) => score),
    ],
  }),
);

const scoreboard = exportTable<{ scoreboard: { indicators: readonly ScoreCells[] } | null }, ScoreCells>(
  `query ExportScoreboard($unit: String!, $indexSet: String!, $year: Int!, $asOf: DateTime, $filter: ScoreFilter,
      $orderBy: ScoreOrder) {
    scoreboard(unit: $unit, indexSet: $indexSet, year: $year, asOf: $asOf) {
      indicators(filter: $filter, orderBy: $orderBy) { ${SCORE_FIELDS} }
    }
  }`,
  (data) =>
    data.scoreboard && {
      rows: data.scoreboard.indicators,
      after: null,
      columns: scoreColumns<ScoreCells>((score) => score),
    },
);

interface StatisticsCells {
  readonly indicator: IndicatorCells & { readonly maxPoints: number };
  readonly points: Readonly<Record<Figure, number | null>> & { readonly count: number };
  readonly applicable: number;
  readonly atMaximum: number;
  readonly shareAtMaximum: number | null;
  readonly missingPoints: number;
}

type Figure = 'mean' | 'min' | 'lowerQuartile' | 'median' | 'upperQuartile' | 'max';

const FIGURES: readonly (readonly [key: Figure, title: string])[] = [
  ['mean', 'Trung bình'],
  ['min', 'Nhỏ nhất'],
  ['lowerQuartile', 'Tứ phân vị 1'],
  ['median', 'Trung vị'],
  ['upperQuartile', 'Tứ phân vị 3'],
  ['max', 'Lớn nhất'],
];

const statistics = exportTable<
  { assessment: { statistics: { indicators: readonly StatisticsCells[] } } },
  StatisticsCells
>(
  `query ExportStatistics(${ASSESSMENT}, $within: String, $filter: ScoreFilter, $asOf: DateTime) {
    ${OF_ASSESSMENT} {
      statistics(within: $within, filter: $filter, asOf: $asOf) {
        indicators {
          indicator { code title maxPoints } applicable atMaximum shareAtMaximum missingPoints
          points { count ${FIGURES.map(([key]) => key).join(' ')} }
        }
      }
    }
  }`,
  ({ assessment }) => ({
    rows: assessment.statistics.indicators,
    after: null,
    columns: [
      ...indicatorColumns<StatisticsCells>(({ indicator }) => indicator),
      { key: 'maxPoints', title: 'Điểm tối đa', value: ({ indicator }) => indicator.maxPoints },
      { key: 'applicable', title: 'Số đơn vị áp dụng', value: ({ applicable }) => applicable },
      { key: 'count', title: 'Số đơn vị có điểm', value: ({ points }) => points.count },
      ...FIGURES.map(
        ([key, title]): Column<StatisticsCells> => ({ key, title, value: ({ points }) => points[key] }),
      ),
      { key: 'atMaximum', title: 'Số đơn vị đạt tối đa', value: ({ atMaximum }) => atMaximum },
      { key: 'shareAtMaximum', title: 'Tỷ lệ đạt tối đa (%)', value: ({ shareAtMaximum }) => shareAtMaximum },
      { key: 'missingPoints', title: 'Tổng điểm còn thiếu', value: ({ missingPoints }) => missingPoints },
    ],
  }),
);

interface UnitRowCells {
  readonly indicator: IndicatorCells;
  readonly scores: readonly { readonly points: number | null }[];
  readonly spread: number | null;
}

interface UnitComparisonData {
  readonly assessment: {
    readonly unitComparison: {
      readonly scoreboards: readonly { readonly unit: UnitCells }[];
      readonly rows: readonly UnitRowCells[];
    };
  };
}

const unitComparison = exportTable<UnitComparisonData, UnitRowCells>(
  `query ExportUnitComparison(${ASSESSMENT}, $units: [String!]!, $asOf: DateTime) {
    ${OF_ASSESSMENT} {
      unitComparison(units: $units, asOf: $asOf) {
        scoreboards { unit { code name } }
        rows { indicator { code title } scores { points } spread }
      }
    }
  }`,
  ({ assessment: { unitComparison: compared } }) => ({
    rows: compared.rows,
    after: null,
    columns: [
      ...indicatorColumns<UnitRowCells>(({ indicator }) => indicator),
      ...compared.scoreboards.map(
        ({ unit }, index): Column<UnitRowCells> => ({
          key: `unit ${unit.code}`,
          title: unitName(unit),
          value: (row) => row.scores[index]?.points ?? null,
        }),
      ),
      { key: 'spread', title: 'Chênh lệch', value: ({ spread }) => spread },
    ],
  }),
);

interface YearCells {
  readonly indicator: IndicatorCells;
  readonly points: number | null;
}

interface YearRowCells {
  readonly key: string;
  readonly from: YearCells | null;
  readonly to: YearCells | null;
  readonly difference: number | null;
}

interface YearComparisonData {
  /** What the id names, if it is a unit's. */
  readonly node: {
    readonly yearComparison?: {
      readonly from: { readonly assessment: { readonly year: number } };
      readonly to: { readonly assessment: { readonly year: number } };
      readonly rows: readonly YearRowCells[];
    };
  } | null;
}

const yearComparison = exportTable<YearComparisonData, YearRowCells>(
  `query ExportYearComparison($unit: ID!, $from: AssessmentYear!, $to: AssessmentYear!) {
    node(id: $unit) { ... on Unit { yearComparison(from: $from, to: $to) {
      from { assessment { year } } to { assessment { year } }
      rows {
        key difference
        from { indicator { code title } points }
        to { indicator { code title } points }
      }
    } } }
  }`,
  ({ node }) =>
    node?.yearComparison
      ? {
          rows: node.yearComparison.rows,
          after: null,
          columns: [
            { key: 'key', title: null, value: ({ key }) => key },
            ...indicatorColumns<YearRowCells>(({ from, to }) => ((to ?? from) as YearCells).indicator),
            {
              key: 'from',
              title: `Điểm ${node.yearComparison.from.assessment.year}`,
              value: ({ from }) => from?.points ?? null,
            },
            {
              key: 'to',
              title: `Điểm ${node.yearComparison.to.assessment.year}`,
              value: ({ to }) => to?.points ?? null,
            },
            { key: 'difference', title: 'Tăng, giảm', value: ({ difference }) => difference },
          ],
        }
      : null,
);

export const EXPORT_TABLES: Readonly<Record<TableName, ExportTable>> = {
  ranking,
  scores,
  scoreboard,
  statistics,
  'unit-comparison': unitComparison,
  'year-comparison': yearComparison,
};
