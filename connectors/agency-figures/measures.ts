import type { ValueStream } from '../../src/connector-kit/connector.ts';
import type { Measure } from '../../src/core/measure.ts';
import { text } from '../../src/core/text.ts';

const PERSON = text('người', 'person');
const ATTENDANCE = text('lượt người', 'attendance');
const PRODUCT = text('sản phẩm', 'product');

const MEASURES: readonly Measure[] = [
  {
    code: 'AG.FIBRE_HH',
    title: text('Hộ gia đình có internet cáp quang băng rộng', 'Households with fibre broadband'),
    unit: text('hộ', 'household'),
    aggregation: 'LAST',
  },
  {
    code: 'AG.TRAIN_INVITED',
    title: text('Lượt người được triệu tập tập huấn, hội thảo', 'Summons to trainings and workshops'),
    unit: ATTENDANCE,
    aggregation: 'SUM',
  },
  {
    code: 'AG.TRAIN_ATTENDED',
    title: text(
      'Lượt người tham gia tập huấn, hội thảo đúng thành phần',
      'Attendances of trainings and workshops by the right people',
    ),
    unit: ATTENDANCE,
    aggregation: 'SUM',
  },
  {
    code: 'AG.EID2_STAFF',
    title: text(
      'Công chức, viên chức, người lao động có tài khoản định danh điện tử mức 2',
      'Staff with a level 2 electronic identity',
    ),
    unit: PERSON,
    aggregation: 'LAST',
  },
  {
    code: 'AG.EID2_CITIZEN',
    title: text(
      'Công dân có tài khoản định danh điện tử mức 2',
      'Citizens with a level 2 electronic identity',
    ),
    unit: PERSON,
    aggregation: 'LAST',
  },
  {
    code: 'AG.PRODUCT_LISTED',
    title: text('Sản phẩm địa phương trên sàn thương mại điện tử', 'Local products on e-commerce platforms'),
    unit: PRODUCT,
    aggregation: 'LAST',
  },
  {
    code: 'AG.PRODUCT_TRADED',
    title: text('Sản phẩm địa phương có phát sinh giao dịch', 'Local products with a transaction'),
    unit: PRODUCT,
    aggregation: 'CUM',
  },
];

export const FIGURES: ValueStream = {
  name: 'figures',
  title: text('Số liệu do cơ quan khác cung cấp', 'Figures handed over by agencies'),
  measures: MEASURES,
};

const KNOWN = new Set(MEASURES.map(({ code }) => code));

/** The measure of a code as agencies write it: "FIBRE_HH"; null when no measure is meant. */
export function measureOf(written: string): string | null {
  const code = `AG.${written}`;
  return KNOWN.has(code) ? code : null;
}
