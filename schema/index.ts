import 'reflect-metadata';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { type BuildSchemaOptions, buildSchemaSync, type PubSub } from 'type-graphql';
import { AlertResolver } from './alert/alert.resolver.ts';
import { AssessmentResolver } from './assessment/assessment.resolver.ts';
import { ConnectorResolver } from './connector/connector.resolver.ts';
import { EditionComparisonResolver } from './edition-comparison/edition-comparison.resolver.ts';
import { FindingResolver } from './finding/finding.resolver.ts';
import { IndexSetResolver } from './index-set/index-set.resolver.ts';
import { PullRunResolver } from './pull-run/pull-run.resolver.ts';
import { ReceiptQuantityResolver } from './receipt/receipt.resolver.ts';
import { ScoreboardResolver, ScoreResolver } from './scoreboard/scoreboard.resolver.ts';
import { SourceResolver } from './source/source.resolver.ts';
import { UnitResolver } from './unit/unit.resolver.ts';
import { VersionResolver } from './version/version.resolver.ts';

export { contextFactory } from './context.ts';

/** The registry: a resolver that is not listed here is not part of the API. */
const resolvers: BuildSchemaOptions['resolvers'] = [
  AlertResolver,
  AssessmentResolver,
  ConnectorResolver,
  EditionComparisonResolver,
  FindingResolver,
  IndexSetResolver,
  PullRunResolver,
  ReceiptQuantityResolver,
  ScoreboardResolver,
  ScoreResolver,
  SourceResolver,
  UnitResolver,
  VersionResolver,
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
  buildSchemaSync({ resolvers, validate: false, pubSub: noTopics });

/** The schema as text, in an order that does not depend on that of the imports. */
export const printHubSchema = (schema: GraphQLSchema): string =>
  `# Sinh bởi "npm run schema:emit", đừng sửa tay · Written by "npm run schema:emit", never by hand\n\n${printSchema(lexicographicSortSchema(schema))}\n`;
