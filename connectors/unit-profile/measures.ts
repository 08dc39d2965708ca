import type { SourceValue, ValueStream } from '../../src/connector-kit/connector.ts';
import type { Measure } from '../../src/core/measure.ts';
import { text } from '../../src/core/text.ts';
import type { EffectiveVersion } from './effective.ts';
import type { FigureField } from './version.ts';

interface FigureMeasure extends Measure {
  readonly field: FigureField;
}

const PERSON = text('người', 'person');

const figure = (
  code: string,
  field: FigureField,
  title: Measure['title'],
  unit: Measure['unit'],
): FigureMeasure => ({ code, field, title, unit, aggregation: 'LAST' });

const MEASURES: readonly FigureMeasure[] = [
  figure(
    'REF.STAFF',
    'cbccvcnld',
    text('Số cán bộ, công chức, viên chức, người lao động', 'Staff of all kinds'),
    PERSON,
  ),
  figure(
    'REF.OFFICIAL',
    'congChucVienChuc',
    text('Số công chức, viên chức', 'Officials and public employees'),
    PERSON,
  ),
  figure('REF.RESIDENT', 'danSo', text('Dân số', 'Residents'), PERSON),
  figure('REF.ADULT', 'nguoiTruongThanh', text('Số người trưởng thành', 'Adults'), PERSON),
  figure('REF.POP15', 'dan15', text('Số người từ 15 tuổi trở lên', 'People aged 15 and over'), PERSON),
  figure('REF.HOUSEHOLD', 'hoGiaDinh', text('Số hộ gia đình', 'Households'), text('hộ', 'household')),
  figure(
    'REF.ID_ENTITLED',
    'dienCapCCCD',
    text('Số người thuộc diện cấp căn cước công dân', 'People entitled to a citizen identity card'),
    PERSON,
  ),
  figure(
    'REF.TEAM_MEMBER',
    'thanhVienToCNS',
    text('Số thành viên Tổ công nghệ số cộng đồng', 'Members of community digital teams'),
    PERSON,
  ),
  figure(
    'REF.VILLAGE',
    'thonTo',
    text('Số thôn, bản, tổ dân phố', 'Villages and residential groups'),
    text('thôn, tổ', 'village'),
  ),
  figure(
    'REF.BUSINESS',
    'coSoKinhDoanh',
    text('Số cơ sở kinh doanh', 'Businesses'),
    text('cơ sở', 'business'),
  ),
];

export const PROFILE: ValueStream = {
  name: 'profile',
  title: text('Thông tin chung của đơn vị', 'Unit profiles'),
  measures: MEASURES,
};

/** A figure that the version does not carry gives no value: a department has no residents, not 0 of them. */
export const profileValues = ({ day, version }: EffectiveVersion): SourceValue[] =>
  MEASURES.flatMap(({ code, field }) => {
    const value = version.figures[field];
    return value === undefined ? [] : [{ measure: code, unit: version.unit, day, value }];
  });
