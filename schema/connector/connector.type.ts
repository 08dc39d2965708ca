import { Field, ID, ObjectType } from 'type-graphql';
import { z } from 'zod';
import type { Language } from '../../src/core/text.ts';
import { toId } from '../id.ts';
import { MeasureType, toMeasure } from '../measure/measure.type.ts';
import { NodeType } from '../node/node.type.ts';
import { JsonScalar } from '../scalars.ts';
import type { Connector } from '../words.ts';

@ObjectType('Connector', {
  description: 'Mã kết nối với một loại hệ thống nguồn · Code that speaks to one kind of source system',
  implements: NodeType,
  simpleResolvers: true,
})
export class ConnectorType {
  @Field(() => ID, { description: 'Mã định danh toàn cục · Global id' })
  id!: string;

  @Field(() => String, { description: 'Tên mã, "tthc-portal" · Its name in files and commands' })
  code!: string;

  @Field(() => String, { description: 'Phiên bản · Version' })
  version!: string;

  @Field(() => String, { description: 'Tên · Title' })
  title!: string;

  @Field(() => String, { description: 'Mô tả · Description' })
  description!: string;

  @Field(() => JsonScalar, {
    description: 'Biểu mẫu cấu hình dạng JSON Schema · The form of its configuration, as JSON Schema',
  })
  configSchema!: unknown;

  @Field(() => [MeasureType], { description: 'Đại lượng mà nó cung cấp · Measures it delivers' })
  measures!: MeasureType[];
}

function measuresOf({ records, values }: Connector, language: Language): MeasureType[] {
  return [...records, ...values].flatMap(({ measures }) =>
    measures.map((measure) => toMeasure(measure, language)),
  );
}

export const toConnector = (connector: Connector, language: Language): ConnectorType => ({
  id: toId('Connector', connector.id),
  code: connector.id,
  version: connector.version,
  title: connector.title[language],
  description: connector.description[language],
  // Built only when asked for: every source shows its connector, few show the form.
  get configSchema() {
    return z.toJSONSchema(connector.config, { io: 'input' });
  },
  measures: measuresOf(connector, language),
});
