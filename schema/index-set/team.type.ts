import { Field, ObjectType } from 'type-graphql';
import type { IndexSet } from '../words.ts';

@ObjectType('TeamMember', {
  description:
    'Một thành viên tổ đánh giá: chức danh, không phải tên · A member of a team: the post, never the name',
  simpleResolvers: true,
})
export class TeamMemberType {
  @Field(() => String, { description: 'Chức danh, đơn vị · Post and unit' })
  post!: string;

  @Field(() => String, { description: 'Vai trò trong tổ · Role in the team' })
  role!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Mã các tiêu chí đơn vị này phụ trách, "2.1, 2.6"; null khi không giao · Codes of the rows that it sees to; null when none',
  })
  scope!: string | null;
}

@ObjectType('AssessmentTeam', {
  description: 'Tổ đánh giá nội bộ · An internal assessment team',
  simpleResolvers: true,
})
export class AssessmentTeamType {
  @Field(() => String, { description: 'Văn bản thành lập · The document that founded it' })
  founded!: string;

  @Field(() => [TeamMemberType], { description: 'Thành viên · Members' })
  members!: TeamMemberType[];
}

export const toTeam = ({ founded, members }: NonNullable<IndexSet['team']>): AssessmentTeamType => ({
  founded,
  members: [...members],
});
