import type { CheckContext, CheckResult } from '../../src/connector-kit/connector.ts';
import { dayOf, lastWholeMonth, monthOf } from '../../src/core/clock.ts';
import { formatNumber, text } from '../../src/core/text.ts';
import { BULLETINS, CLOSINGS, INTERACTIONS, INTERACTIONS_WITHOUT_DEADLINES } from './answers.ts';
import { readOne } from './client.ts';
import type { CitizenAppConfig } from './config.ts';

/** Reads the first row of each of the three lists: a token may be good for one and not for another. */
export async function check(context: CheckContext<CitizenAppConfig>): Promise<CheckResult> {
  const window = lastWholeMonth(dayOf(context.clock.now()));
  const list = context.config.answerDays === undefined ? INTERACTIONS : INTERACTIONS_WITHOUT_DEADLINES;
  const reports = await readOne(context, list, window);
  const bulletins = await readOne(context, BULLETINS, window);
  const closings = await readOne(context, CLOSINGS, window);
  const [year, month] = monthOf(window.from).split('-');
  if ([reports, bulletins, closings].every(({ items }) => items.length === 0)) {
    return {
      ok: false,
      message: text(
        `Hue-S chấp nhận mã truy cập nhưng không trả dòng nào của tháng ${month}/${year}. Hãy hỏi đơn vị vận hành xem mã này được xem đơn vị nào.`,
        `Hue-S accepts the token but has no row for ${month}/${year}. Ask its operator which units this token may see.`,
      ),
      sample: null,
    };
  }
  const [reportCount, bulletinCount, closingCount] = [reports, bulletins, closings].map(({ items, total }) =>
    formatNumber(total ?? items.length, 'vi'),
  );
  return {
    ok: true,
    message: text(
      'Đọc được phản ánh, bản tin và số liệu chốt của Hue-S.',
      'Reports, bulletins and closed figures of Hue-S can be read.',
    ),
    sample: `${reportCount} phản ánh, ${bulletinCount} bản tin, ${closingCount} bảng số liệu chốt trong tháng ${month}/${year}`,
  };
}
