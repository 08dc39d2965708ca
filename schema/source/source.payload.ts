import { Field, ObjectType } from 'type-graphql';
import { type Payload, USER_ERRORS, UserErrorType } from '../mutation.ts';
import { SourceType } from './source.type.ts';

@ObjectType('CreateSourcePayload', {
  description: 'Kết quả của createSource · Answer of createSource',
  simpleResolvers: true,
})
export class CreateSourcePayloadType implements Payload {
  @Field(() => SourceType, {
    nullable: true,
    description: 'Nguồn mới; null khi có lỗi · The source; null on errors',
  })
  source!: SourceType | null;

  @Field(() => [UserErrorType], { description: USER_ERRORS })
  userErrors!: UserErrorType[];
}

@ObjectType('UpdateSourcePayload', {
  description: 'Kết quả của updateSource · Answer of updateSource',
  simpleResolvers: true,
})
export class UpdateSourcePayloadType implements Payload {
  @Field(() => SourceType, {
    nullable: true,
    description: 'Nguồn sau khi sửa; null khi có lỗi · The source, edited; null on errors',
  })
  source!: SourceType | null;

  @Field(() => [UserErrorType], { description: USER_ERRORS })
  userErrors!: UserErrorType[];
}

@ObjectType('TestResult', {
  description: 'Kết quả đọc thử một bản ghi · What reading one record gave',
  simpleResolvers: true,
})
export class TestResultType {
  @Field(() => Boolean, { description: 'Đọc được · Whether it worked' })
  ok!: boolean;

  @Field(() => String, { description: 'Bằng lời · In words' })
  message!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Bản ghi đã đọc, không có dữ liệu cá nhân; null khi không có · What was read; null when nothing was',
  })
  sample!: string | null;
}

@ObjectType('TestSourcePayload', {
  description: 'Kết quả của testSource · Answer of testSource',
  simpleResolvers: true,
})
export class TestSourcePayloadType implements Payload {
  @Field(() => TestResultType, {
    nullable: true,
    description: 'Kết quả; null khi có lỗi · Result; null on errors',
  })
  result!: TestResultType | null;

  @Field(() => [UserErrorType], { description: USER_ERRORS })
  userErrors!: UserErrorType[];
}
