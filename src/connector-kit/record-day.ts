import type { Day } from '../core/clock.ts';
import { configError, type HubError } from '../core/errors.ts';
import { text } from '../core/text.ts';

/** Dates before it come from a clock that was never set (F27). */
export const EARLIEST_DAY: Day = '1990-01-01';

/** A date that cannot be read: the record cannot be counted on any day and is not dropped in silence. */
export const unreadableDate = (list: string, row: number, field: string, value: unknown): HubError =>
  configError(
    'SCHEMA_CHANGED',
    text(
      `Cấu trúc dữ liệu của nguồn đã thay đổi. ${list}, dòng ${row}: trường ${field} ${shown(value, 'ký tự')} không phải là ngày giờ đọc được (mong đợi như 20240312081500 hoặc 2024-03-12T08:15:00). Hãy báo đơn vị vận hành nguồn và quản trị viên.`,
      `The source's data have another shape. ${list}, row ${row}: field ${field} ${shown(value, 'characters')} is no readable date (expected like 20240312081500 or 2024-03-12T08:15:00). Tell the source's operator and the administrator.`,
    ),
  );

/** An item that lies outside the days that were asked for: the source ignores its date filter. */
export const outsideRequest = (list: string, row: number, field: string, day: string): HubError =>
  configError(
    'OUTSIDE_REQUEST',
    text(
      `${list}, dòng ${row}: ${field} = ${day} nằm ngoài khoảng ngày đã yêu cầu. Hãy kiểm tra bộ lọc ngày của nguồn.`,
      `${list}, row ${row}: ${field} = ${day} lies outside the days asked for. Check the source's date filter.`,
    ),
  );

const LIKE_A_DATE = /^(?:\d{1,4}[-/]\d{1,2}[-/]\d{1,4}(?:[ T][\d:.]*)?|(?:19|20)\d{6}(?:\d{6})?)$/;

/** A value that looks like a date may be repeated; any other could name a person or be a number of theirs. */
const shown = (value: unknown, characters: string): string =>
  LIKE_A_DATE.test(String(value)) ? `"${value}"` : `(${String(value).length} ${characters})`;
