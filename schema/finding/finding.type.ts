import { Field, ObjectType } from 'type-graphql';
import type { Language } from '../../src/core/text.ts';
import { enumOf } from '../enum-of.ts';
import type { Finding } from '../words.ts';

export const SeverityEnum = enumOf<Finding['severity']>('Severity', 'Mức độ · Severity', {
  WARNING: 'Cần biết · Worth knowing',
  ERROR: 'Không thể dùng đến khi được giải quyết · Unusable until resolved',
});

@ObjectType('Finding', {
  description:
    'Chỗ văn bản tự mâu thuẫn; giữ nguyên, không tự sửa · Where a document disagrees with itself; kept, never repaired',
  simpleResolvers: true,
})
export class FindingType {
  @Field(() => String, { description: 'Loại phát hiện · Kind' })
  kind!: string;

  @Field(() => SeverityEnum, { description: 'Mức độ · Severity' })
  severity!: Finding['severity'];

  @Field(() => String, { description: 'Nội dung · In words' })
  message!: string;

  @Field(() => String, { description: 'Vị trí trong tệp · Place in the file' })
  path!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Số văn bản nêu; null khi không nêu · As stated; null when nothing is',
  })
  declared!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Số cộng từ các phần; null khi không tính được · As its parts add up; null if not computable',
  })
  computed!: string | null;
}

export const toFinding = (finding: Finding, language: Language): FindingType => ({
  kind: finding.kind,
  severity: finding.severity,
  message: finding.message[language],
  path: finding.path,
  declared: finding.declared,
  computed: finding.computed,
});
