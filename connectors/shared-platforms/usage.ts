import { countOf } from '../../src/connector-kit/count-of.ts';
import { dataAnswer } from '../../src/connector-kit/data-answer.ts';
import { distinct } from '../../src/connector-kit/distinct.ts';
import type { Page } from '../../src/connector-kit/paging.ts';
import { configError } from '../../src/core/errors.ts';
import { text } from '../../src/core/text.ts';

/** The six functions that the decree names in row 6.4. */
export const WORK_FUNCTIONS = ['phan_anh', 'gop_y', 'cong_dan', 'bao_chi', 'hop', 'luu_tru'] as const;
export type WorkFunction = (typeof WORK_FUNCTIONS)[number];

/** What the platforms counted of one unit in one month. */
export interface UnitUsage {
  readonly unit: string;
  /** Functions with at least one record in the month. */
  readonly functions: readonly WorkFunction[];
  readonly reportLogins: number;
}

/** A month with each unit once. */
export interface MonthUsage {
  readonly month: string;
  readonly units: readonly UnitUsage[];
  readonly declaredTotal: number;
}

interface UsageItem {
  readonly maDonVi: string;
  readonly thang: string;
  readonly chucNang: Readonly<Record<WorkFunction, number>>;
  readonly dangNhapBaoCao: number;
}

const usageAnswer = dataAnswer<UsageItem>({
  type: 'object',
  required: ['maDonVi', 'thang', 'chucNang', 'dangNhapBaoCao'],
  properties: {
    maDonVi: { type: 'string' },
    thang: { type: 'string' },
    dangNhapBaoCao: { type: 'number' },
    chucNang: {
      type: 'object',
      required: WORK_FUNCTIONS,
      properties: Object.fromEntries(WORK_FUNCTIONS.map((name) => [name, { type: 'number' }])),
    },
  },
});

export function decodeUsage(body: unknown, month: string, place: string): Page<UnitUsage> {
  const { data, total } = usageAnswer(body, place);
  return { items: data.map((item) => unitUsage(item, month, place)), total };
}

function unitUsage(item: UsageItem, month: string, place: string): UnitUsage {
  const unit = item.maDonVi;
  if (item.thang !== month) throw wrongMonth(unit, item.thang, month, place);
  const records = (name: WorkFunction) => countOf(item.chucNang[name], unit, `chucNang.${name}`, place);
  return {
    unit,
    functions: WORK_FUNCTIONS.filter((name) => records(name) > 0),
    reportLogins: countOf(item.dangNhapBaoCao, unit, 'dangNhapBaoCao', place),
  };
}

export const distinctUnits = (items: readonly UnitUsage[], place: string): UnitUsage[] =>
  distinct(
    items,
    ({ unit }) => unit,
    ({ unit }) => contradiction(unit, place),
  );

const wrongMonth = (unit: string, found: string, month: string, place: string) =>
  configError(
    'WRONG_MONTH',
    text(
      `Đơn vị ${unit} ở ${place} mang số liệu tháng "${found}", cần tháng ${month}. Hãy hỏi đơn vị vận hành nền tảng.`,
      `Unit ${unit} in ${place} carries figures of month "${found}", expected ${month}. Ask the operator of the platform.`,
    ),
  );

const contradiction = (unit: string, place: string) =>
  configError(
    'DUPLICATE_ROW',
    text(
      `Đơn vị ${unit} có hai dòng khác nhau ở ${place}, cần đúng một. Hãy đề nghị đơn vị vận hành nền tảng bỏ dòng sai.`,
      `Unit ${unit} has two different rows in ${place}, expected one. Ask the operator of the platform to remove the wrong one.`,
    ),
  );
