import type { SourceValue } from '../../../connector-kit/connector.ts';
import { HOUR, SECOND, type Window } from '../../../core/clock.ts';
import { configError } from '../../../core/errors.ts';
import { type Text, text } from '../../../core/text.ts';

/** What a connector must not do is a bug of the connector; what a source must not send is told to a person. */

export const interleaved = (open: string, next: string) =>
  new TypeError(`The connector began slice "${next}" before it closed "${open}"`);

export const undeclared = (stream: string) =>
  new TypeError(`The connector yields "${stream}", which it does not declare`);

export const outOfDomain = (value: SourceValue) =>
  configError(
    'VALUE_OUT_OF_DOMAIN',
    text(
      `Nguồn trả về ${value.measure} = ${value.value} cho đơn vị ${value.unit} ngày ${value.day}; cần số nguyên không âm. Hãy báo đơn vị quản lý nguồn sửa số liệu.`,
      `The source sent ${value.measure} = ${value.value} for unit ${value.unit} on ${value.day}; expected an integer of at least 0. Ask its operator to correct the figure.`,
    ),
  );

export const outsideWindow = (stream: string, day: string, window: Window) =>
  configError(
    'DAY_OUTSIDE_WINDOW',
    text(
      `Nguồn trả về dữ liệu "${stream}" ngày ${day}, ngoài kỳ đã hỏi ${window.from} - ${window.to}. Hãy kiểm tra bộ lọc ngày của nguồn.`,
      `The source sent "${stream}" of ${day}, outside the window ${window.from} to ${window.to} that was asked for. Check the source's date filter.`,
    ),
  );

export const conflicting = (measure: string, unit: string, day: string) =>
  configError(
    'CONFLICTING_VALUES',
    text(
      `Nguồn trả về hai giá trị khác nhau của ${measure} cho đơn vị ${unit} ngày ${day}. Hãy báo đơn vị quản lý nguồn kiểm tra.`,
      `The source sent two different values of ${measure} for unit ${unit} on ${day}. Ask its operator to check.`,
    ),
  );

/** A cache between the hub and the source that answers by itself although it was told to ask: yesterday's figures. */
export function oldAnswers(seconds: number): Text[] {
  const hours = Math.floor((seconds * SECOND) / HOUR);
  if (hours < 1) return [];
  return [
    text(
      `Có câu trả lời đã nằm trong bộ nhớ đệm trung gian ${hours} giờ, nên số liệu có thể cũ. Hãy đề nghị đơn vị vận hành không lưu đệm địa chỉ API này.`,
      `An answer had lain in a cache in between for ${hours} hours, so figures may be old. Ask the operator not to cache this API address.`,
    ),
  ];
}
