import { COUNT_FIELDS, type CountField, distinctUnits, type Report, type UnitCounts } from './report.ts';
import { compiled, countOf, shaped } from './shape.ts';

interface SystemsItem {
  readonly maDonVi: string;
  readonly soHeThong: number;
  readonly soHeThongDungChung: number;
}

interface SystemsAnswer {
  readonly data: readonly SystemsItem[];
  readonly total: number;
}

const isSystemsAnswer = compiled<SystemsAnswer>({
  type: 'object',
  required: ['data', 'total'],
  properties: {
    total: { type: 'integer' },
    data: {
      type: 'array',
      items: {
        type: 'object',
        required: ['maDonVi', ...COUNT_FIELDS],
        properties: {
          maDonVi: { type: 'string' },
          soHeThong: { type: 'number' },
          soHeThongDungChung: { type: 'number' },
        },
      },
    },
  },
});

export function decodeSystemsReport(body: unknown, place: string): Report<CountField> {
  const { data, total } = shaped(isSystemsAnswer, body, place);
  const units = data.map((item, index) => unitCounts(item, index + 1, place));
  return { units: distinctUnits(units, place), declaredTotal: total };
}

function unitCounts(item: SystemsItem, line: number, place: string): UnitCounts<CountField> {
  const unit = item.maDonVi;
  const count = (field: CountField) => countOf(item[field], unit, field, place);
  return {
    unit,
    line,
    counts: { soHeThong: count('soHeThong'), soHeThongDungChung: count('soHeThongDungChung') },
  };
}
