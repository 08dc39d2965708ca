import { Arg, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import { pageOf } from '../../src/app/paging.ts';
import type { AssessmentView } from '../../src/app/views/assessment.ts';
import { AssessmentType } from '../assessment/assessment.type.ts';
import { AFTER, type Connection, FIRST, pageRequest, toConnection } from '../connection.ts';
import type { Context } from '../context.ts';
import { keyOf } from '../id.ts';
import { mutate, type Payload } from '../mutation.ts';
import { Needs } from '../rights/needs.ts';
import { PublishResultsInput } from './result-publication.input.ts';
import { PublishResultsPayloadType } from './result-publication.payload.ts';
import {
  ResultPublicationConnection,
  type ResultPublicationType,
  toResultPublication,
} from './result-publication.type.ts';

@Resolver(() => AssessmentType)
export class ResultPublicationResolver {
  @FieldResolver(() => ResultPublicationConnection, {
    nullable: true,
    description:
      'Các lần công bố kết quả, mới nhất trước; null kèm lỗi khi không đọc được · When its results were made public, newest first; null with an error where reading fails',
  })
  async publications(
    @Root() { view }: AssessmentType,
    @Ctx() context: Context,
    @Arg('first', () => Int, { description: FIRST }) first: number,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
  ): Promise<Connection<ResultPublicationType>> {
    const all = await context.loaders.publications.load(view.id);
    const page = pageOf(all, ({ id }) => `publication ${id}`, pageRequest(first, after));
    return toConnection(page, (one) => toResultPublication(one, view, context));
  }

  @Needs('PUBLISH_RESULTS')
  @Mutation(() => PublishResultsPayloadType, {
    description:
      'Công bố kết quả hiện tại của một kỳ đánh giá, thành bản sao không đổi; cần quyền quản trị · Make the present results of an assessment public, as a copy that never changes; needs the administrator',
  })
  publishResults(
    @Ctx() context: Context,
    @Arg('input', () => PublishResultsInput, {
      description: 'Kỳ đánh giá và lý do · Assessment and reason',
    })
    { assessment: id, reason }: PublishResultsInput,
  ): Promise<Payload> {
    return mutate(context, async () => {
      const assessment = Number(keyOf('Assessment', id, 'assessment'));
      const made = await context.hub.publishResults({ assessment, reason: reason ?? null });
      const views = await context.hub.assessments();
      const view = views.find((one) => one.id === assessment) as AssessmentView;
      return { publication: toResultPublication(made, view, context) };
    });
  }
}
