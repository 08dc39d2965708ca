import type { Measure } from '../../core/measure.ts';
import { type Language, text } from '../../core/text.ts';
import type { QuantityView, ReceiptView } from '../views/receipt.ts';
import type { RemediationItem } from '../views/remediation.ts';

/** Counts of fewer people than this are not shown to those who may not see single records (S10). */
export const MASK_BELOW = 5;

const PEOPLE = /(^|\s)người($|\s)/iu;

/** The unit says what is counted: "người", "lượt người". */
export const countsPeople = ({ unit }: Pick<Measure, 'unit'>): boolean =>
  PEOPLE.test(unit.vi.normalize('NFC'));

/** None at all is no secret, and is not the same as few. */
const isFew = ({ measure, value }: QuantityView, maskBelow: number): boolean =>
  value !== null && value > 0 && value < maskBelow && countsPeople(measure);

/** The lines of the arithmetic repeat the quantities: they go with the first that is masked. */
export function maskedReceipt(receipt: ReceiptView, maskBelow: number): ReceiptView {
  const quantities = receipt.quantities.map((one) =>
    isFew(one, maskBelow) ? { ...one, value: null, isMasked: true } : one,
  );
  const isMasked = quantities.some((one) => one.isMasked);
  return { ...receipt, quantities, steps: isMasked ? [] : receipt.steps };
}

/** What would close a row of counted people tells how many there are; how few, it does not say. */
export function maskedClosing(
  item: RemediationItem,
  measure: (code: string) => Measure,
  language: Language,
): RemediationItem {
  const isOfPeople = item.indicator.measures.some((code) => countsPeople(measure(code)));
  return isOfPeople ? { ...item, closing: FOR_OTHERS[language] } : item;
}

const FOR_OTHERS = text(
  'Chỉ tiêu đếm người; chi tiết dành cho người được xem hồ sơ.',
  'It counts people; the details are for those who may see the records.',
);
