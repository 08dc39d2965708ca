import { Field, ObjectType } from 'type-graphql';
import type { Indicator } from '../words.ts';

@ObjectType('Assignment', {
  description:
    'Ai phụ trách một dòng: chức danh, đơn vị, không phải tên người · Who sees to a row: posts and units',
  simpleResolvers: true,
})
export class AssignmentType {
  @Field(() => [String], { description: 'Phụ trách, thực hiện · Who does the work' })
  responsible!: string[];

  @Field(() => [String], { description: 'Chủ trì, hướng dẫn · Who leads or guides' })
  lead!: string[];

  @Field(() => [String], { description: 'Hỗ trợ · Who supports' })
  support!: string[];
}

export const toAssignment = ({ responsible, lead, support }: Indicator['assignment']): AssignmentType => ({
  responsible: [...responsible],
  lead: [...lead],
  support: [...support],
});
