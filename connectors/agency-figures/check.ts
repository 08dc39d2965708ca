import type { CheckContext, CheckResult } from '../../src/connector-kit/connector.ts';
import { dayOf, isInside, type Window, yearOf } from '../../src/core/clock.ts';
import { formatDay, formatNumber, text } from '../../src/core/text.ts';
import { agencyClient } from './client.ts';
import type { AgencyConfig } from './config.ts';
import { figuresIn } from './figure-files.ts';

/** Agencies hand over a few times a year: the first row since January of the year before tells that they do. */
export async function check(context: CheckContext<AgencyConfig>): Promise<CheckResult> {
  const today = dayOf(context.clock.now());
  const window = { from: `${yearOf(today) - 1}-01-01`, to: today };
  const { first, rows } = await sampleOf(context, window);
  const since = formatDay(window.from);
  if (!first) {
    return {
      ok: false,
      message: text(
        `Nguồn trả lời nhưng chưa có số liệu nào từ ${since}. Hãy hỏi cơ quan cung cấp đã nhập số liệu chưa.`,
        `The source answers, but holds no figure since ${since}. Ask the agency whether it has entered any.`,
      ),
      sample: null,
    };
  }
  return {
    ok: true,
    message: text(
      `Đọc được số liệu của cơ quan cung cấp từ ${since}: ${formatNumber(rows, 'vi')} dòng.`,
      `Read the agency's figures since ${since}: ${formatNumber(rows, 'en')} rows.`,
    ),
    sample: `${first.unit} · ${first.code} · ${formatDay(first.day)} = ${first.value ?? '–'}`,
  };
}

async function sampleOf({ config, http, files }: CheckContext<AgencyConfig>, window: Window) {
  if (config.transport === 'http') {
    const { items, total } = await agencyClient({ config, http }).page(window, 1, 1);
    return { first: items[0], rows: total ?? items.length };
  }
  const { figures } = await figuresIn(files, config.folder);
  const recent = figures.filter(({ day }) => isInside(day, window));
  return { first: recent[0], rows: recent.length };
}
