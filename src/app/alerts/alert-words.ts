import { formatMoment } from '../../core/format-moment.ts';
import { type Text, text } from '../../core/text.ts';
import type { AlertKind } from '../../store/alerts.ts';

/** What the state of a source is called in a subject line. */
export const KIND_WORDS: Record<AlertKind, Text> = {
  FAILED: text('lấy dữ liệu bị lỗi', 'the pull failed'),
  PARTIAL: text('chỉ lấy được một phần dữ liệu', 'the pull delivered only a part'),
  NEEDS_REVIEW: text('số liệu bất thường, chờ kiểm tra', 'suspicious data are held for review'),
  STALE: text('quá lâu chưa có số liệu mới', 'no new data for too long'),
};

const NEXT_STEP: Record<AlertKind, Text> = {
  FAILED: text(
    'Số liệu cũ được giữ nguyên, hệ thống tự lấy lại theo lịch. Nếu lỗi còn tiếp diễn, hãy kiểm tra cấu hình nguồn hoặc báo đơn vị vận hành nguồn.',
    'Earlier data are kept and the hub pulls again on schedule. If it goes on, check the configuration of the source or tell its operator.',
  ),
  PARTIAL: text(
    'Phần chưa lấy được giữ số liệu cũ. Hãy xem lần chạy gần nhất của nguồn để biết phần nào còn thiếu.',
    'What is missing keeps its earlier data. See the latest run of the source for what is missing.',
  ),
  NEEDS_REVIEW: text(
    'Số liệu cũ được giữ nguyên. Hãy xem lần chạy bị giữ và quyết định.',
    'Earlier data are kept. Look at the run that is held and decide.',
  ),
  STALE: text(
    'Hãy kiểm tra hệ thống có đang chạy, lịch của nguồn và lần lấy dữ liệu gần nhất.',
    'Check that the hub runs, the schedule of the source and its latest pull.',
  ),
};

/** What happened, then what to do. Free of links: what a source wrote must not become something to click on. */
export const whatToDo = (kind: AlertKind, happened: Text): Text =>
  text(
    `${withoutLinks(happened.vi)} ${NEXT_STEP[kind].vi}`,
    `${withoutLinks(happened.en)} ${NEXT_STEP[kind].en}`,
  );

/** Also on one line: a name with a line break must not begin a new header or a new line of a list. */
export const withoutLinks = (words: string): string =>
  words
    .replace(/\b[a-z][a-z0-9+.-]*:\/\/\S+/gi, '…')
    .replace(/\s+/g, ' ')
    .trim();

/** What happened to a source that is STALE. */
export const silence = (since: Date, limitHours: number): Text =>
  text(
    `Chưa có số liệu mới được công bố từ ${formatMoment(since)}, quá giới hạn ${limitHours} giờ.`,
    `No pull has been published since ${formatMoment(since)}, longer than the limit of ${limitHours} hours.`,
  );
