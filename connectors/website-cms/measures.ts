import type { RecordStream } from '../../src/connector-kit/connector.ts';
import { text } from '../../src/core/text.ts';
import type { NewsKind } from './kinds.ts';

/** Why the public does not see an item. */
export type Unpublished = 'DRAFT' | 'FUTURE' | 'DELETED';
export type NewsVerdict = NewsKind | 'OTHER_CATEGORY' | 'DUPLICATE' | 'TRANSLATION' | Unpublished;
export type ProfileVerdict = 'UPDATED' | Unpublished;

const NEWS = text('tin', 'item');

const unpublishedReasons = {
  DRAFT: text('Chưa công khai (nháp, chờ duyệt hoặc riêng tư)', 'Not public (draft, pending or private)'),
  FUTURE: text('Ngày đăng ở tương lai', 'Dated in the future'),
  DELETED: text('Đã xóa', 'Deleted'),
};

export const news: RecordStream<NewsVerdict> = {
  name: 'news',
  title: text('Tin bài', 'News items'),
  identifiesPerson: false,
  measures: [
    {
      code: 'WEB.NEWS_LEADER',
      title: text('Số tin hoạt động của lãnh đạo đơn vị', "News items on the leadership's work"),
      unit: NEWS,
      aggregation: 'SUM',
      count: (verdict) => (verdict === 'LEADER' ? 1 : isActivity(verdict) ? 'COUNTED_AS_ACTIVITY' : verdict),
    },
    {
      code: 'WEB.NEWS_ACTIVITY',
      title: text('Số tin hoạt động của đơn vị', "News items on the unit's work"),
      unit: NEWS,
      aggregation: 'SUM',
      count: (verdict) => (isActivity(verdict) ? 1 : verdict === 'LEADER' ? 'COUNTED_AS_LEADER' : verdict),
    },
  ],
  reasons: {
    ...unpublishedReasons,
    DUPLICATE: text(
      'Trùng liên kết hoặc tiêu đề với tin khác trong ngày',
      'Same link or title as another item of the day',
    ),
    TRANSLATION: text('Bản dịch của tin tiếng Việt', 'A translation of a Vietnamese item'),
    OTHER_CATEGORY: text(
      'Chuyên mục không nằm trong bảng chuyên mục',
      'Its category is not among those configured',
    ),
    COUNTED_AS_LEADER: text('Đã tính là tin lãnh đạo (1.4)', 'Counted as news of the leadership (1.4)'),
    COUNTED_AS_ACTIVITY: text('Đã tính là tin hoạt động (1.5)', "Counted as news of the unit's work (1.5)"),
  },
};

const isActivity = (verdict: NewsVerdict): boolean => verdict === 'ACTIVITY' || verdict === 'TRAINING';

export const profile: RecordStream<ProfileVerdict> = {
  name: 'profile',
  title: text('Trang thông tin đơn vị', "The unit's profile pages"),
  identifiesPerson: false,
  measures: [
    {
      code: 'WEB.PROFILE_UPDATED',
      title: text('Ngày cập nhật thông tin đơn vị', "Day on which the unit's profile was updated"),
      unit: text('lần cập nhật', 'update'),
      aggregation: 'MAX_DATE',
      count: (verdict) => (verdict === 'UPDATED' ? 1 : verdict),
    },
  ],
  reasons: unpublishedReasons,
};
