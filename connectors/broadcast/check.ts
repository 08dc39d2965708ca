import type { CheckContext, CheckResult } from '../../src/connector-kit/connector.ts';
import { dayOf, lastWholeMonth, monthOf } from '../../src/core/clock.ts';
import { formatNumber, text } from '../../src/core/text.ts';
import { broadcastClient } from './client.ts';
import type { BroadcastConfig } from './config.ts';

export async function check(context: CheckContext<BroadcastConfig>): Promise<CheckResult> {
  const window = lastWholeMonth(dayOf(context.clock.now()));
  const { items, total } = await broadcastClient(context).first(window);
  const [year, month] = monthOf(window.from).split('-');
  if (items.length === 0) {
    return {
      ok: false,
      message: text(
        `Đăng nhập được nhưng hệ thống không trả bản tin nào của tháng ${month}/${year}. Hãy hỏi đơn vị vận hành xem tài khoản này được xem đài nào.`,
        `The login works, but there is no bulletin for ${month}/${year}. Ask the operator which stations this account may see.`,
      ),
      sample: null,
    };
  }
  return {
    ok: true,
    message: text('Đọc được bản tin phát thanh cơ sở.', 'Bulletins of the grassroots broadcast can be read.'),
    sample: `${formatNumber(total ?? items.length, 'vi')} bản tin trong tháng ${month}/${year}`,
  };
}
