import { Field, ID, Int, ObjectType } from 'type-graphql';
import type {
  ProposalKind,
  UnitMatchView,
  UnitProposal,
  UnmatchedReason,
  UnmatchedUnitView,
} from '../../src/app/views/unit-match.ts';
import type { Language } from '../../src/core/text.ts';
import { connectionOf } from '../connection.ts';
import { enumOf } from '../enum-of.ts';
import { toId } from '../id.ts';
import { NodeType } from '../node/node.type.ts';
import { DateScalar, DateTimeScalar } from '../scalars.ts';
import { toUnit, UnitType } from '../unit/unit.type.ts';

export const UnmatchedReasonEnum = enumOf<UnmatchedReason>(
  'UnmatchedReason',
  'Vì sao một mã của nguồn không chỉ đơn vị nào · Why a code of a source names no unit',
  {
    NO_CODE: 'Nguồn không ghi mã · The source writes none',
    NAME: 'Nguồn ghi tên thay cho mã · The source writes a name instead',
    OLD_CODE: 'Mã cũ, đơn vị đã kết thúc vào ngày đó · An old code: its unit had ended',
    NEW_CODE: 'Mã chưa có hiệu lực vào ngày đó · The code was not in force yet',
    NO_SUCH_UNIT: 'Đã ghép với một mã không tồn tại vào ngày đó · Matched with a code that names none then',
    UNKNOWN: 'Không đơn vị nào mang mã này · No unit bears it',
  },
);

export const ProposalKindEnum = enumOf<ProposalKind>(
  'UnitProposalKind',
  'Căn cứ của một đề xuất, mạnh nhất trước · Ground of a proposal, the strongest first',
  {
    OTHER_SPELLING: 'Cách viết khác của mã định danh điện tử · The other spelling of an agency code',
    LEADING_ZEROS: 'Chỉ khác số 0 ở đầu · Differs in leading zeros',
    LETTER_CASE: 'Chỉ khác chữ hoa hoặc dấu cách · Differs in capitals or blanks',
    SUCCESSOR: 'Đơn vị sau sắp xếp · What it became at a reform',
    PREDECESSOR: 'Đơn vị trước sắp xếp · What it was before a reform',
    SAME_NAME_AND_PLACE: 'Trùng tên và nơi trực thuộc · The same name and place',
    SAME_NAME: 'Trùng tên · The same name',
    SAME_NAME_OTHER_KIND: 'Trùng tên riêng, khác loại · The same proper name, another kind',
    SIMILAR_NAME: 'Tên gần giống · A similar name',
  },
);

@ObjectType('UnitProposal', {
  description: 'Một đơn vị mà mã có thể chỉ; người quyết định · A unit that a code may mean; people decide',
  simpleResolvers: true,
})
export class UnitProposalType {
  @Field(() => UnitType, { description: 'Đơn vị · The unit' })
  unit!: UnitType;

  @Field(() => ProposalKindEnum, { description: 'Căn cứ · Ground' })
  kind!: ProposalKind;

  @Field(() => String, { description: 'Căn cứ bằng lời · The ground in words' })
  why!: string;
}

@ObjectType('UnmatchedUnit', {
  description: 'Một mã của nguồn đang chờ ghép với đơn vị · A code of a source that waits for a match',
  simpleResolvers: true,
})
export class UnmatchedUnitType {
  @Field(() => String, { description: 'Mã đúng như nguồn ghi · Exactly as the source writes it' })
  sourceCode!: string;

  @Field(() => UnmatchedReasonEnum, { description: 'Lý do · Reason' })
  reason!: UnmatchedReason;

  @Field(() => String, { description: 'Lý do bằng lời · The reason in words' })
  why!: string;

  @Field(() => Int, { description: 'Số bản ghi · Records' })
  records!: number;

  @Field(() => Int, { description: 'Số giá trị tổng hợp sẵn · Ready values' })
  values!: number;

  @Field(() => DateScalar, { description: 'Ngày đầu · First day' })
  firstDay!: string;

  @Field(() => DateScalar, { description: 'Ngày cuối · Last day' })
  lastDay!: string;

  @Field(() => [UnitProposalType], {
    description: 'Đơn vị được đề xuất, căn cứ mạnh nhất trước · Proposed units, the strongest ground first',
  })
  proposals!: UnitProposalType[];
}

@ObjectType('UnitMatch', {
  description:
    'Một mã của nguồn đã được ghép với đơn vị, hoặc được xác định là không thuộc đơn vị nào · A code of a source and the unit it stands for, or that it is none of ours',
  implements: NodeType,
  simpleResolvers: true,
})
export class UnitMatchType {
  @Field(() => ID, {
    description:
      'Mã định danh toàn cục, kể cả khi ghi trong cấu hình của nguồn (unitMap) · Global id, also of what stands in the configuration of the source (unitMap)',
  })
  id!: string;

  @Field(() => String, { description: 'Mã đúng như nguồn ghi · Exactly as the source writes it' })
  sourceCode!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Mã đơn vị; null: không thuộc đơn vị nào · Code of the unit; null: none of ours',
  })
  unitCode!: string | null;

  @Field(() => [UnitType], {
    description: 'Các đơn vị mang mã đó trong thời gian này · The units that bear the code on these days',
  })
  units!: UnitType[];

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Ngày đầu; null: không hạn · First day; null: open',
  })
  validFrom!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Ngày cuối; null: không hạn · Last day; null: open',
  })
  validTo!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Lý do; null khi ghi trong cấu hình · Reason; null when it stands in the configuration',
  })
  reason!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'Lúc quyết định; null khi ghi trong cấu hình · When; null when it stands in the configuration',
  })
  decidedAt!: Date | null;
}

export const UnmatchedUnitConnection = connectionOf(
  'UnmatchedUnit',
  () => UnmatchedUnitType,
  'Các mã chờ ghép · Codes that wait for a match',
);

export const UnitMatchConnection = connectionOf(
  'UnitMatch',
  () => UnitMatchType,
  'Các mã đã ghép · Codes that are matched',
);

const toProposal = ({ unit, kind, why }: UnitProposal, language: Language): UnitProposalType => ({
  unit: toUnit(unit),
  kind,
  why: why[language],
});

export const toUnmatchedUnit = (view: UnmatchedUnitView, language: Language): UnmatchedUnitType => ({
  sourceCode: view.sourceCode,
  reason: view.reason,
  why: view.why[language],
  records: view.records,
  values: view.values,
  firstDay: view.firstDay,
  lastDay: view.lastDay,
  proposals: view.proposals.map((one) => toProposal(one, language)),
});

export const toUnitMatch = (view: UnitMatchView): UnitMatchType => ({
  id: toId('UnitMatch', view.id ?? `${view.sourceId}:${view.sourceCode}`),
  sourceCode: view.sourceCode,
  unitCode: view.unitCode,
  units: view.units.map(toUnit),
  validFrom: view.validFrom,
  validTo: view.validTo,
  reason: view.reason,
  decidedAt: view.decidedAt,
});
