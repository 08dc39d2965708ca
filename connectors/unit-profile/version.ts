import { countOf } from '../../src/connector-kit/count-of.ts';
import { dataAnswer } from '../../src/connector-kit/data-answer.ts';
import { distinct } from '../../src/connector-kit/distinct.ts';
import type { Page } from '../../src/connector-kit/paging.ts';
import { type Day, isDay } from '../../src/core/clock.ts';
import { configError } from '../../src/core/errors.ts';
import { text } from '../../src/core/text.ts';

const STAFF_FIELDS = ['cbccvcnld', 'congChucVienChuc'] as const;
/** Departments carry none of these, all other units carry every one. */
const RESIDENT_FIELDS = [
  'danSo',
  'nguoiTruongThanh',
  'dan15',
  'hoGiaDinh',
  'dienCapCCCD',
  'thanhVienToCNS',
  'thonTo',
  'coSoKinhDoanh',
] as const;

export const FIGURE_FIELDS = [...STAFF_FIELDS, ...RESIDENT_FIELDS] as const;
export type FigureField = (typeof FIGURE_FIELDS)[number];
export type Figures = Readonly<Partial<Record<FigureField, number>>>;

/** A unit's figures as they hold from a day on. */
export interface ProfileVersion {
  readonly unit: string;
  readonly from: Day;
  /** Of two versions from the same day the higher number is the correction. */
  readonly number: number;
  readonly figures: Figures;
}

interface VersionItem extends Figures {
  readonly maDonVi: string;
  readonly hieuLucTu: string;
  readonly phienBan: number;
}

const versionsAnswer = dataAnswer<VersionItem>({
  type: 'object',
  required: ['maDonVi', 'hieuLucTu', 'phienBan', ...STAFF_FIELDS],
  properties: {
    maDonVi: { type: 'string' },
    hieuLucTu: { type: 'string' },
    phienBan: { type: 'integer' },
    ...Object.fromEntries(FIGURE_FIELDS.map((field) => [field, { type: 'number' }])),
  },
  // All or none, so that one renamed field is not taken for a department's profile.
  dependencies: Object.fromEntries(RESIDENT_FIELDS.map((field) => [field, RESIDENT_FIELDS])),
});

export function decodeVersions(body: unknown, until: Day, place: string): Page<ProfileVersion> {
  const { data, total } = versionsAnswer(body, place);
  return { items: data.map((item) => versionOf(item, until, place)), total };
}

function versionOf(item: VersionItem, until: Day, place: string): ProfileVersion {
  const { maDonVi: unit, hieuLucTu: from, phienBan: number } = item;
  if (!isDay(from) || from > until) throw badDay(unit, from, until, place);
  const figures = FIGURE_FIELDS.flatMap((field) => {
    const value = item[field];
    return value === undefined ? [] : [[field, countOf(value, unit, field, place)]];
  });
  return { unit, from, number, figures: Object.fromEntries(figures) };
}

export const distinctVersions = (versions: readonly ProfileVersion[], place: string): ProfileVersion[] =>
  distinct(
    versions,
    ({ unit, from, number }) => `${unit} ${from} ${number}`,
    (version) => contradiction(version, place),
  );

const badDay = (unit: string, from: string, until: Day, place: string) =>
  configError(
    'BAD_EFFECTIVE_DAY',
    text(
      `Đơn vị ${unit}: "hieuLucTu" là "${from}" ở ${place}, cần ngày dạng YYYY-MM-DD không sau ${until}. Hãy đề nghị đơn vị quản lý thông tin chung sửa ngày hiệu lực.`,
      `Unit ${unit}: "hieuLucTu" is "${from}" in ${place}, expected a day YYYY-MM-DD not after ${until}. Ask the keeper of the profiles to correct the effective day.`,
    ),
  );

const contradiction = ({ unit, from, number }: ProfileVersion, place: string) =>
  configError(
    'DUPLICATE_ROW',
    text(
      `Đơn vị ${unit} có hai bản khác nhau cùng là phiên bản ${number} từ ${from} ở ${place}, cần đúng một. Hãy đề nghị đơn vị quản lý thông tin chung bỏ bản sai.`,
      `Unit ${unit} has two different versions ${number} from ${from} in ${place}, expected one. Ask the keeper of the profiles to remove the wrong one.`,
    ),
  );
