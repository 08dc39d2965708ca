import { Field, ID, InputType, Int } from 'type-graphql';
import type { CreateSource, TestSource, UpdateSource } from '../../src/app/views/source.ts';
import { JsonScalar } from '../scalars.ts';

const CONFIG = 'Cấu hình theo configSchema · Configuration by configSchema';
const CONNECTOR = 'id hoặc code của loại kết nối · id or code of a connector';

@InputType('CreateSourceInput', { description: 'Một nguồn mới · A new source' })
export class CreateSourceInput {
  @Field(() => String, { description: 'Tên · Name' })
  name!: string;

  @Field(() => ID, { description: CONNECTOR })
  connector!: string;

  @Field(() => JsonScalar, { description: CONFIG })
  config!: CreateSource['config'];

  @Field(() => String, {
    nullable: true,
    description:
      'Lịch dạng cron, giờ Việt Nam; null: chỉ lấy bằng tay · cron, Vietnamese time; null: by hand only',
  })
  schedule?: string | null;
}

@InputType('UpdateSourceInput', {
  description: 'Thay đổi của một nguồn; trường bỏ trống giữ nguyên · An edit; what is left out stays',
})
export class UpdateSourceInput {
  @Field(() => ID, { description: 'id của nguồn · id of the source' })
  source!: string;

  @Field(() => Int, {
    description:
      'version đã xem khi sửa; khác thì CONFLICT · version that was seen; CONFLICT when it is another',
  })
  version!: number;

  @Field(() => String, { nullable: true, description: 'Tên; null: giữ nguyên · Name; null: as it is' })
  name?: string | null;

  @Field(() => JsonScalar, {
    nullable: true,
    description: `${CONFIG}; null: giữ nguyên, mật khẩu bỏ trống cũng vậy · null: as it is, secrets left out stay too`,
  })
  config?: UpdateSource['config'] | null;

  @Field(() => JsonScalar, {
    nullable: true,
    description:
      'Thiết lập theo sourceSettingsSchema; null: giữ nguyên · Settings by sourceSettingsSchema; null: as they are',
  })
  settings?: UpdateSource['settings'] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Lịch dạng cron; null: chỉ lấy bằng tay · cron; null: by hand only',
  })
  schedule?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Đang bật; null: giữ nguyên · Whether it is pulled; null: as it is',
  })
  enabled?: boolean | null;
}

@InputType('TestSourceInput', {
  description:
    'Một nguồn đã có, hoặc loại kết nối và cấu hình chưa lưu · A source, or a connector and its configuration',
})
export class TestSourceInput {
  @Field(() => ID, {
    nullable: true,
    description:
      'id của nguồn đã có; null: thử cấu hình chưa lưu · id of a source; null: a configuration is tested',
  })
  source?: string | null;

  @Field(() => ID, { nullable: true, description: `${CONNECTOR}; null: theo nguồn · null: by the source` })
  connector?: string | null;

  @Field(() => JsonScalar, {
    nullable: true,
    description: `${CONFIG}; null: theo nguồn · null: by the source`,
  })
  config?: TestSource['config'];
}
