import type { Count, RecordStream } from '../../src/connector-kit/connector.ts';
import { text } from '../../src/core/text.ts';
import { DOSSIER, measure } from './stream-measure.ts';

/*
 * What the index of QĐ 766/QĐ-TTg needs beyond the Huế set. A verdict is one of few words, because the store keeps
 * each once (see src/app/pull/reading/slice-tally.ts).
 */

export type Payment = 'NO_FEE' | 'PAID_ONLINE' | 'NOT_PAID_ONLINE' | 'UNKNOWN_PAYMENT' | 'UNKNOWN_FEE';

export interface DossierDetails {
  readonly payment: Payment;
  readonly isInputDigital: boolean;
  readonly isResultDigital: boolean;
  readonly isReused: boolean;
}

/** A dossier's details in one word: the payment, and three signs for input, result and reuse ("NO_FEE+-+"). */
export type Digitisation = `${Payment}${Sign}${Sign}${Sign}` | 'NOT_ACCEPTED' | 'UNKNOWN_STATUS';
type Sign = '+' | '-';

const sign = (isSo: boolean): Sign => (isSo ? '+' : '-');

export const digitisationVerdict = ({
  payment,
  isInputDigital,
  isResultDigital,
  isReused,
}: DossierDetails): Digitisation =>
  `${payment}${sign(isInputDigital)}${sign(isResultDigital)}${sign(isReused)}`;

const isLeftOut = (data: Digitisation): data is 'NOT_ACCEPTED' | 'UNKNOWN_STATUS' =>
  data === 'NOT_ACCEPTED' || data === 'UNKNOWN_STATUS';

/** `fromEnd`: 3 the papers handed in, 2 the result, 1 reuse. */
const signed =
  (fromEnd: number, reason: string) =>
  (data: Digitisation): Count => {
    if (isLeftOut(data)) return data;
    return data.at(-fromEnd) === '+' ? 1 : reason;
  };

const ofPayment =
  (count: (payment: Payment) => Count) =>
  (data: Digitisation): Count =>
    isLeftOut(data) ? data : count(data.slice(0, -3) as Payment);

/** By the day of receipt, as the national portal reports them: their denominator is TTHC.RECEIVED of the same days. */
export const digitisation: RecordStream<Digitisation> = {
  name: 'digitisation',
  title: text('Số hóa và thanh toán của hồ sơ đã tiếp nhận', 'Digitisation and payment of dossiers received'),
  identifiesPerson: true,
  measures: [
    measure(
      'TTHC.FEE_DOSSIER',
      text('Số hồ sơ phải nộp phí, lệ phí', 'Dossiers with a fee'),
      DOSSIER,
      'SUM',
      ofPayment((payment) => (payment === 'NO_FEE' || payment === 'UNKNOWN_FEE' ? payment : 1)),
    ),
    measure(
      'TTHC.PAID_ONLINE',
      text('Số hồ sơ thanh toán trực tuyến', 'Dossiers paid online'),
      DOSSIER,
      'SUM',
      ofPayment((payment) => (payment === 'PAID_ONLINE' ? 1 : payment)),
    ),
    measure(
      'TTHC.DIGITISED_INPUT',
      text('Số hồ sơ có thành phần được số hóa', 'Dossiers whose papers are digitised'),
      DOSSIER,
      'SUM',
      signed(3, 'PAPER_ONLY'),
    ),
    measure(
      'TTHC.DIGITISED_RESULT',
      text('Số hồ sơ có kết quả điện tử', 'Dossiers with an electronic result'),
      DOSSIER,
      'SUM',
      signed(2, 'NO_DIGITAL_RESULT'),
    ),
    measure(
      'TTHC.REUSED_DATA',
      text('Số hồ sơ sử dụng lại dữ liệu số hóa', 'Dossiers that reuse digitised data'),
      DOSSIER,
      'SUM',
      signed(1, 'NOTHING_REUSED'),
    ),
  ],
  reasons: {
    NO_FEE: text('Không phải nộp phí, lệ phí', 'No fee'),
    NOT_PAID_ONLINE: text('Không thanh toán trực tuyến', 'Not paid online'),
    UNKNOWN_PAYMENT: text('Cách thanh toán không rõ', 'A way of payment that nobody explained'),
    PAPER_ONLY: text('Không có tệp trong thành phần hồ sơ', 'No file among the papers handed in'),
    NO_DIGITAL_RESULT: text('Không có tệp kết quả', 'No file of the result'),
    NOTHING_REUSED: text('Không sử dụng lại dữ liệu số hóa', 'Nothing is reused'),
    NOT_ACCEPTED: text('Chưa hoặc không được tiếp nhận', 'Not yet, or not accepted'),
    UNKNOWN_STATUS: text('Trạng thái không có trong bảng ý nghĩa', 'A status that nobody explained'),
  },
};

export type FeedbackVerdict = 'IN_TIME' | 'LATE' | 'OPEN_OVERDUE';

const FEEDBACK = text('phản ánh, kiến nghị', 'piece of feedback');

/** By the day it was due. */
export const feedback: RecordStream<FeedbackVerdict> = {
  name: 'feedback',
  title: text('Phản ánh, kiến nghị về thủ tục hành chính', 'Feedback on administrative procedures'),
  identifiesPerson: true,
  measures: [
    measure(
      'TTHC.FEEDBACK_TOTAL',
      text('Số phản ánh, kiến nghị đến hạn', 'Feedback due for an answer'),
      FEEDBACK,
      'SUM',
      () => 1,
    ),
    measure(
      'TTHC.FEEDBACK_ONTIME',
      text('Số phản ánh, kiến nghị xử lý trước hoặc đúng hạn', 'Feedback handled early or on time'),
      FEEDBACK,
      'SUM',
      (verdict: FeedbackVerdict) => (verdict === 'IN_TIME' ? 1 : verdict),
    ),
  ],
  reasons: {
    LATE: text('Xử lý sau thời hạn', 'Handled after the deadline'),
    OPEN_OVERDUE: text('Quá hạn mà chưa xử lý', 'Past its deadline and not handled'),
  },
};
