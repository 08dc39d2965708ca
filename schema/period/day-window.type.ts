import { Field, ObjectType } from 'type-graphql';
import type { Window } from '../../src/core/clock.ts';
import { DateScalar } from '../scalars.ts';

@ObjectType('DayWindow', {
  description: 'Khoảng ngày, gồm cả hai đầu · Days, both ends included',
  simpleResolvers: true,
})
export class DayWindowType implements Window {
  @Field(() => DateScalar, { description: 'Ngày đầu · First day' })
  from!: string;

  @Field(() => DateScalar, { description: 'Ngày cuối · Last day' })
  to!: string;
}
