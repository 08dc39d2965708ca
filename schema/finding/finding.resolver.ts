import { Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { Needs } from '../rights/needs.ts';
import { FindingType, toFinding } from './finding.type.ts';

@Resolver()
export class FindingResolver {
  @Needs('VIEW_CATALOGUE')
  @Query(() => [FindingType], {
    description: 'Mọi phát hiện của cả danh mục bộ chỉ số · All findings of the whole catalogue',
  })
  findings(@Ctx() { hub, language }: Context): FindingType[] {
    return hub.findings().map((finding) => toFinding(finding, language));
  }
}
