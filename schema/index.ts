import 'reflect-metadata';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { type BuildSchemaOptions, buildSchemaSync, type PubSub } from 'type-graphql';
import { AlertResolver } from './alert/alert.resolver.ts';
import { ApiTokenResolver } from './api-token/api-token.resolver.ts';
import { AssessmentResolver } from './assessment/assessment.resolver.ts';
import { AuditResolver } from './audit/audit.resolver.ts';
import { UnitComparisonResolver, YearComparisonResolver } from './comparison/comparison.resolver.ts';
import { ConnectorResolver } from './connector/connector.resolver.ts';
import { EditionComparisonResolver } from './edition-comparison/edition-comparison.resolver.ts';
import { FindingResolver } from './finding/finding.resolver.ts';
import { IndexSetResolver } from './index-set/index-set.resolver.ts';
import { NodeResolver } from './node/node.resolver.ts';
import { PullRunResolver } from './pull-run/pull-run.resolver.ts';
import { ReceiptQuantityResolver } from './receipt/receipt.resolver.ts';
import { ResultPublicationResolver } from './result-publication/result-publication.resolver.ts';
import { guardRootFields } from './rights/guard-root-fields.ts';
import { ReportResolver } from './report/report.resolver.ts';
import { ScoreboardResolver, ScoreResolver } from './scoreboard/scoreboard.resolver.ts';
import { SourceResolver } from './source/source.resolver.ts';
import { UnitResolver } from './unit/unit.resolver.ts';
import { UnitMatchResolver } from './unit-match/unit-match.resolver.ts';
import { VersionResolver } from './version/version.resolver.ts';
import { ViewerResolver } from './viewer/viewer.resolver.ts';
import { viewerCanResolvers } from './viewer/viewer-can.resolver.ts';

export type { PublicRead } from '../src/app/rights/access.ts';
export { contextFactory } from './context.ts';

/** The registry: a resolver that is not listed here is not part of the API. */
const resolvers: BuildSchemaOptions['resolvers'] = [
  AlertResolver,
  ApiTokenResolver,
  AssessmentResolver,
  AuditResolver,
  ConnectorResolver,
  EditionComparisonResolver,
  FindingResolver,
  IndexSetResolver,
  NodeResolver,
  PullRunResolver,
  ReceiptQuantityResolver,
  ReportResolver,
  ResultPublicationResolver,
  ScoreboardResolver,
  ScoreResolver,
  SourceResolver,
  UnitComparisonResolver,
  UnitMatchResolver,
  UnitResolver,
  VersionResolver,
  ...viewerCanResolvers,
  ViewerResolver,
  YearComparisonResolver,
];

/** type-graphql asks for one; our subscriptions each bring their own stream. */
const noTopics: PubSub = {
  publish: () => {
    throw new Error('The hub publishes no topics.');
  },
  subscribe: () => {
    throw new Error('The hub publishes no topics.');
  },
};

export const buildHubSchema = (): GraphQLSchema =>
  guardRootFields(withRootDescriptions(buildSchemaSync({ resolvers, validate: false, pubSub: noTopics })));

/** type-graphql makes the root types itself and lets nobody describe them. */
function withRootDescriptions(schema: GraphQLSchema): GraphQLSchema {
  const roots = [
    [schema.getQueryType(), 'Mọi điều có thể hỏi · All that can be asked'],
    [schema.getMutationType(), 'Mọi thay đổi có thể làm · All that can be changed'],
    [schema.getSubscriptionType(), 'Mọi điều có thể theo dõi · All that can be followed'],
  ] as const;
  for (const [type, description] of roots) if (type) type.description = description;
  return schema;
}

/** The schema as text, in an order that does not depend on that of the imports. */
export const printHubSchema = (schema: GraphQLSchema): string =>
  `# Sinh bởi "npm run schema:emit", đừng sửa tay · Written by "npm run schema:emit", never by hand\n\n${printSchema(lexicographicSortSchema(schema))}\n`;
