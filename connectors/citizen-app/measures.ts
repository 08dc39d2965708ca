import type { Count, RecordMeasure, RecordStream, ValueStream } from '../../src/connector-kit/connector.ts';
import type { Aggregation, Measure } from '../../src/core/measure.ts';
import { type Text, text } from '../../src/core/text.ts';
import type { Bulletin, Interaction, Standing } from './records.ts';

const BULLETIN = text('bản tin', 'bulletin');
const CASE = text('phản ánh', 'report');
const PERSON = text('người', 'person');
const ACCOUNT = text('tài khoản', 'account');
const HOUSEHOLD = text('hộ', 'household');
const FIRM = text('doanh nghiệp', 'firm');
const SERVICE = text('dịch vụ', 'service');

function counted<D>(code: string, title: Text, unit: Text, count: (data: D) => Count): RecordMeasure<D> {
  return { code, title, unit, aggregation: 'SUM', count };
}

const NOT_DUE: ReadonlySet<Standing> = new Set(['NOT_YET_DUE', 'NO_DEADLINE']);

const due = ({ standing }: Interaction): Count => (NOT_DUE.has(standing) ? standing : 1);

/** Only due reports, so that the share among HUES.INTERACTION_DUE never exceeds 100 %. */
const frustrated = ({ standing, isFrustrated }: Interaction): Count => {
  if (NOT_DUE.has(standing)) return standing;
  return isFrustrated ? 1 : 'NOT_FRUSTRATED';
};

export const interactions: RecordStream<Interaction> = {
  name: 'interactions',
  title: text('Phản ánh của người dân, doanh nghiệp', 'Reports of citizens and businesses'),
  identifiesPerson: true,
  measures: [
    counted('HUES.INTERACTION_DUE', text('Phản ánh đến hạn trả lời', 'Reports due for an answer'), CASE, due),
    counted(
      'HUES.INTERACTION_ONTIME',
      text('Phản ánh trả lời trước hoặc đúng hạn', 'Reports answered early or on time'),
      CASE,
      ({ standing }) => (standing === 'ON_TIME' ? 1 : standing),
    ),
    counted(
      'HUES.RATING_SUM',
      text('Tổng điểm đánh giá (thang 1 đến 5)', 'Sum of ratings (1 to 5)'),
      text('điểm', 'point'),
      ({ rating }) => rating ?? 'NOT_RATED',
    ),
    counted(
      'HUES.RATING_N',
      text('Lượt đánh giá', 'Ratings'),
      text('lượt đánh giá', 'rating'),
      ({ rating }) => (rating === null ? 'NOT_RATED' : 1),
    ),
    counted(
      'HUES.FRUSTRATED',
      text('Phản ánh đến hạn có bức xúc', 'Due reports that express frustration'),
      CASE,
      frustrated,
    ),
  ],
  reasons: {
    ANSWERED_LATE: text('Trả lời sau thời hạn', 'Answered after the deadline'),
    ANSWER_DAY_MISSING: text('Đã xử lý nhưng không ghi ngày', 'Handled, but no day is given'),
    OPEN_OVERDUE: text('Quá hạn mà chưa trả lời', 'Past its deadline and not answered'),
    NOT_YET_DUE: text('Chưa trả lời và chưa đến hạn', 'Not answered and not yet due'),
    NO_DEADLINE: text('Không có thời hạn', 'Has no deadline'),
    NOT_RATED: text('Người dân chưa đánh giá', 'Not rated'),
    NOT_FRUSTRATED: text('Không có bức xúc', 'No frustration'),
  },
};

const ofKind =
  (kind: string) =>
  (bulletin: Bulletin): Count => {
    if (bulletin.kind !== kind) return 'OTHER_KIND';
    return bulletin.standing === 'PUBLISHED' ? 1 : bulletin.standing;
  };

export const bulletins: RecordStream<Bulletin> = {
  name: 'bulletins',
  title: text('Bản tin trên Hue-S', 'Bulletins on Hue-S'),
  identifiesPerson: false,
  measures: [
    counted(
      'HUES.NEWS_POLICY',
      text('Bản tin truyền thông chính sách', 'Policy bulletins'),
      BULLETIN,
      ofKind('CHINH_SACH'),
    ),
    counted(
      'HUES.NEWS_INTERNAL',
      text('Bản tin truyền thông nội bộ', 'Internal bulletins'),
      BULLETIN,
      ofKind('NOI_BO'),
    ),
    counted('HUES.ALERT', text('Thông báo, cảnh báo', 'Notices and alerts'), BULLETIN, ofKind('CANH_BAO')),
  ],
  reasons: {
    OTHER_KIND: text('Bản tin thuộc loại khác', 'A bulletin of another kind'),
    NOT_PUBLISHED: text('Bản tin chưa đăng hoặc đã gỡ', 'Not published, or withdrawn'),
    FUTURE: text('Ngày đăng ở tương lai', 'Dated in the future'),
  },
};

const figure =
  (aggregation: Aggregation) =>
  (name: string, unit: Text, vi: string, en: string): Measure => ({
    code: `HUES.${name}`,
    title: text(vi, en),
    unit,
    aggregation,
  });
const stock = figure('LAST');
/** Counted by the system since 1 January, each person once. */
const sinceJanuary = figure('CUM');

export const figures: ValueStream = {
  name: 'figures',
  title: text('Số liệu Hue-S chốt ngày 15 hằng tháng', 'Hue-S figures closed on the 15th of each month'),
  measures: [
    sinceJanuary('READER_CITIZEN', PERSON, 'Người dân đã đọc bản tin', 'Citizens who read bulletins'),
    sinceJanuary('READER_STAFF', PERSON, 'Cán bộ đã đọc bản tin', 'Staff who read bulletins'),
    stock('ACCOUNT_STAFF', PERSON, 'Cán bộ có tài khoản chuẩn hóa', 'Staff with a verified account'),
    stock('ACCOUNT_ADULT', PERSON, 'Người trưởng thành có tài khoản', 'Adults with a verified account'),
    stock('HOUSEHOLD_DEVICE', HOUSEHOLD, 'Hộ có người dùng Hue-S', 'Households with at least one user'),
    sinceJanuary('CLOUD_STAFF', PERSON, 'Cán bộ có dữ liệu trên đám mây', 'Staff with files in the cloud'),
    sinceJanuary('TEAM_TRAINED', PERSON, 'Thành viên tổ công nghệ số đã học', 'Digital team members trained'),
    sinceJanuary(
      'SKILL_CITIZEN',
      PERSON,
      'Người dân đã học và làm bài kỹ năng số',
      'Citizens tested in skills',
    ),
    sinceJanuary('SKILL_STAFF', PERSON, 'Cán bộ học kỹ năng số', 'Staff in the digital skills course'),
    stock('WALLET', ACCOUNT, 'Tài khoản ví điện tử', 'E-wallet accounts'),
    stock('SIGN_CITIZEN', ACCOUNT, 'Chữ ký số của người dân', 'Digital signatures of citizens'),
    stock('SIGN_OFFICIAL', ACCOUNT, 'Chữ ký số của công chức, viên chức', 'Digital signatures of officials'),
    stock('ADDRESS_OK', HOUSEHOLD, 'Hộ có địa chỉ số đã xác nhận', 'Households with a digital address'),
    stock('SELLER', FIRM, 'Doanh nghiệp bán hàng trên Hue-S', 'Firms that sell on Hue-S'),
    sinceJanuary(
      'CASHLESS_STAFF',
      PERSON,
      'Cán bộ đã thanh toán không tiền mặt',
      'Staff who paid without cash',
    ),
    stock('SERVICE_LIVE', SERVICE, 'Dịch vụ đang cung cấp trên Hue-S', 'Services live on Hue-S'),
  ],
};
