import type { Operation } from './operations.ts';

const BOARD = 'rank points maxApplicable percent groups';

const RANKING = `query Ranking($indexSet: String!, $year: Int!, $level: String!, $first: Int!) {
  assessmentByIndexSetAndYearAndLevel(indexSet: $indexSet, year: $year, level: $level) {
    rowId windowFrom windowTo entryDeadline maxPoints declaredMaxPoints set
    boardsByAssessmentId(first: $first, orderBy: [POSITION_ASC]) {
      totalCount
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      edges { cursor node { rowId ${BOARD} unitByUnitId { globalId code name level } } }
    }
  }
}`;

const SCOREBOARD = `query Scoreboard($indexSet: String!, $year: Int!, $level: String!, $id: Int!) {
  assessmentByIndexSetAndYearAndLevel(indexSet: $indexSet, year: $year, level: $level) {
    all: boardsByAssessmentId { totalCount }
    boardsByAssessmentId(condition: { unitId: $id }) {
      nodes {
        rowId ${BOARD}
        unitByUnitId { globalId code name level parentCode parentName }
        scoresByBoardId(orderBy: [PLACE_ASC]) {
          nodes {
            state points asOf freshness sourceId sourceName
            indicatorByPlace { globalId code title maxPoints evidence filling ruleSentence }
          }
        }
      }
    }
  }
}`;

const TREND = `query Trend($id: Int!) {
  unitByRowId(rowId: $id) {
    name
    boardsByUnitId { nodes { ${BOARD} assessmentByAssessmentId { year } } }
  }
}`;

const texts: Readonly<Record<string, string>> = { Ranking: RANKING, Scoreboard: SCOREBOARD, Trend: TREND };

/** The same question in the names that PostGraphile makes of the tables; a unit is known by its row. */
export function forPostGraphile({ name, body }: Operation, level: string, unitId: number): Operation {
  const { operationName, variables } = JSON.parse(body) as {
    operationName: string;
    variables: Record<string, unknown>;
  };
  const { unit: _unit, ...rest } = variables;
  return {
    name,
    body: JSON.stringify({ query: texts[operationName], variables: { level, id: unitId, ...rest } }),
  };
}
