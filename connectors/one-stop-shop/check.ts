import type { CheckContext, CheckResult } from '../../src/connector-kit/connector.ts';
import { addDays, dayOf } from '../../src/core/clock.ts';
import { formatDay, formatNumber, text } from '../../src/core/text.ts';
import { createClient, openPage } from './client.ts';
import type { Config } from './config.ts';
import { dossierQuery } from './read.ts';
import { dossierRecords } from './records.ts';

/** Logs in and reads one dossier; its number leads to a person and is not shown. */
export async function check({ config, http, clock }: CheckContext<Config>): Promise<CheckResult> {
  const today = dayOf(clock.now());
  const window = { from: addDays(today, -30), to: today };
  const query = dossierQuery('NGAY_TIEP_NHAN', window, '', 1);
  const answer = await createClient(config, http).page(query, config.firstPage, null);
  const page = answer.unchanged ? null : openPage(answer.body, query);
  const [first] = page ? dossierRecords(page.rows, window, 1) : [];
  const total = page?.total ?? (first ? 1 : 0);
  return {
    ok: true,
    message: text(
      `Đăng nhập được và đọc được hồ sơ: ${formatNumber(total, 'vi')} hồ sơ trong 31 ngày qua.`,
      `Logged in and read dossiers: ${formatNumber(total, 'en')} in the last 31 days.`,
    ),
    sample: first ? `${first.unit}: ${formatDay(first.at.slice(0, 10))}, ${first.data}` : '0',
  };
}
