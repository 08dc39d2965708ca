import type { CheckContext, CheckResult } from '../../src/connector-kit/connector.ts';
import { dayOf, lastWholeMonth, monthOf } from '../../src/core/clock.ts';
import { formatDay, formatNumber, text } from '../../src/core/text.ts';
import { readOne } from './client.ts';
import type { Config } from './config.ts';

/** Really reads one row: an address that answers is not yet a source that can be read. */
export async function check(context: CheckContext<Config>): Promise<CheckResult> {
  const window = lastWholeMonth(dayOf(context.clock.now()));
  const { items, total } = await readOne(context, window);
  const [first] = items;
  const [year, month] = monthOf(window.from).split('-');
  if (!first) {
    return {
      ok: false,
      message: text(
        `Nguồn trả lời nhưng không có mục nào của tháng ${month}/${year}. Hãy hỏi đơn vị vận hành xem mã truy cập này được xem đơn vị nào.`,
        `The source answers, but has no item for ${month}/${year}. Ask its operator which units this key may see.`,
      ),
      sample: null,
    };
  }
  return {
    ok: true,
    message: text('Đọc được danh sách mục.', 'The list of items can be read.'),
    sample: `${formatNumber(total ?? 1, 'vi')} mục từ ${formatDay(window.from)}, mục đầu của ${first.maDonVi}`,
  };
}
