import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { type RankingQuery, RankingDocument, type ScoreboardQuery } from './operations';

/** As a client reads the answer of a ranking: what reads by itself and rows of pages may be null, points of rows never are. */
export const totalOf = (data: RankingQuery): number =>
  (data.assessment?.ranking?.edges ?? []).reduce((sum, { node }) => sum + (node?.points ?? 0), 0);

export const stateOf = (data: ScoreboardQuery): string | undefined =>
  data.scoreboard?.indicators.at(0)?.state;

type VariablesOf<T> = T extends TypedDocumentNode<infer _Data, infer Variables> ? Variables : never;
export const variables: VariablesOf<typeof RankingDocument> = {
  indexSet: 'hue-dti-2024',
  year: 2024,
  level: 'COMMUNE' as never,
  first: 10,
};
