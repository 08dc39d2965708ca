import { countOf } from '../../src/connector-kit/count-of.ts';
import { dataAnswer } from '../../src/connector-kit/data-answer.ts';
import { COUNT_FIELDS, type CountField, distinctUnits, type Report, type UnitCounts } from './report.ts';

interface SystemsItem {
  readonly maDonVi: string;
  readonly soHeThong: number;
  readonly soHeThongDungChung: number;
}

const systemsAnswer = dataAnswer<SystemsItem>({
  type: 'object',
  required: ['maDonVi', ...COUNT_FIELDS],
  properties: {
    maDonVi: { type: 'string' },
    soHeThong: { type: 'number' },
    soHeThongDungChung: { type: 'number' },
  },
});

export function decodeSystemsReport(body: unknown, place: string): Report<CountField> {
  const { data, total } = systemsAnswer(body, place);
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
