import type { CheckContext, CheckResult } from '../../src/connector-kit/connector.ts';
import { addDays, dayOf } from '../../src/core/clock.ts';
import { formatDay, formatNumber, text } from '../../src/core/text.ts';
import { createClient } from './client.ts';
import { type Config, STREAMS, type StreamName } from './config.ts';
import { LISTS, lastDayOf } from './lists.ts';
import { streams } from './measures.ts';
import { firstPosition, pagingOf } from './requests.ts';

/** Logs in and reads one item of the first list that is offered; its number leads to a person and is not shown. */
export async function check({ config, http, clock }: CheckContext<Config>): Promise<CheckResult> {
  const stream = STREAMS.find((one) => config.streams.includes(one)) as StreamName;
  const last = lastDayOf(stream, dayOf(clock.now()));
  const asked = { from: addDays(last, -30), to: last };
  const query = LISTS[stream].query(asked, '', 1);
  const client = createClient(config, http, clock);
  const answer = await client.page(query, firstPosition(config), {});
  const pageZero = async () => {
    const zero = await client.page(query, { page: 0 }, { known: answer.mark });
    return zero.unchanged ? 0 : client.open(zero.body, query).length;
  };
  const page = answer.unchanged ? null : client.open(answer.body, query);
  if (page && page.length > 0 && page.total === null && (await hasPageZero(config, pageZero))) {
    return countsFromZero;
  }
  const [first] = page ? LISTS[stream].reader(config)(page.rows, asked, 1) : [];
  const total = page?.total ?? page?.length ?? 0;
  const { vi, en } = streams[stream].title;
  return {
    ok: true,
    message: text(
      `Đăng nhập được và đọc được danh sách "${vi}": ${formatNumber(total, 'vi')} mục trong 31 ngày qua.`,
      `Logged in and read the list "${en}": ${formatNumber(total, 'en')} items in the last 31 days.`,
    ),
    sample: first ? `${first.unit}: ${formatDay(first.at.slice(0, 10))}, ${first.data}` : '0',
  };
}

/** Without a total nobody would miss the rows before the first page that is asked for. */
async function hasPageZero(config: Config, rowsOfPageZero: () => Promise<number>): Promise<boolean> {
  if (pagingOf(config) !== 'page' || config.firstPage === 0) return false;
  // A source that refuses page 0 has none.
  return (await rowsOfPageZero().catch(() => 0)) > 0;
}

const countsFromZero: CheckResult = {
  ok: false,
  message: text(
    'Nguồn đánh số trang từ 0 nhưng cấu hình bắt đầu từ 1, nên các dòng của trang đầu sẽ bị bỏ sót. Hãy đặt "Số của trang đầu" là 0.',
    'The source counts its pages from 0, the configuration begins at 1: the rows of its first page would be lost. Set the number of the first page to 0.',
  ),
  sample: null,
};
