import { lastClosedMonth } from '../../src/connector-kit/closing.ts';
import type { CheckContext, CheckResult } from '../../src/connector-kit/connector.ts';
import { dayOf } from '../../src/core/clock.ts';
import { text } from '../../src/core/text.ts';
import { platformClient } from './client.ts';
import type { PlatformConfig } from './config.ts';
import type { UnitUsage } from './usage.ts';
import { type UsageFiles, usageFiles } from './usage-files.ts';

export async function check(context: CheckContext<PlatformConfig>): Promise<CheckResult> {
  const { config, http, clock, files } = context;
  if (config.transport === 'folder') return checkFiles(await usageFiles(files, config.folder));
  const month = lastClosedMonth(dayOf(clock.now()));
  const client = platformClient({ config, http, clock });
  const { items, total } = await client.usagePage(month, 1, 1);
  const [first] = items;
  if (!first) return emptyMonth(month);
  const mapRecords = await client.mapRecords(first.unit);
  return {
    ok: true,
    message: text(
      `Đọc được thống kê tháng ${month} (${total} đơn vị); máy chủ bản đồ trả lời ${mapRecords === null ? 'là đơn vị đầu tiên chưa có lớp bản đồ' : `${mapRecords} đối tượng cho đơn vị đầu tiên`}.`,
      `Read the statistics for ${month} (${total} units); the map server answers ${mapRecords === null ? 'that the first unit has no layer' : `${mapRecords} records for the first unit`}.`,
    ),
    sample: sampleOf(first),
  };
}

function checkFiles(files: UsageFiles): CheckResult {
  const month = files.lastMonth;
  const units = month === null ? [] : files.usage(month).units;
  const [first] = units;
  if (month === null || !first) return emptyFiles;
  return {
    ok: true,
    message: text(
      `Đọc được thống kê đến tháng ${month} (${units.length} đơn vị).`,
      `Read the statistics up to ${month} (${units.length} units).`,
    ),
    sample: sampleOf(first),
  };
}

const emptyFiles: CheckResult = {
  ok: false,
  message: text(
    'Các tệp trong thư mục chưa có dòng thống kê nào. Hãy đặt tệp thống kê tháng vào thư mục đó.',
    'The files of the folder hold no row of statistics. Put the monthly files there.',
  ),
  sample: null,
};

const sampleOf = ({ unit, reportLogins }: UnitUsage): string => `${unit} · dangNhapBaoCao = ${reportLogins}`;

const emptyMonth = (month: string): CheckResult => ({
  ok: false,
  message: text(
    `Nền tảng trả lời nhưng thống kê tháng ${month} không có đơn vị nào. Hãy hỏi đơn vị vận hành đã chốt tháng này chưa.`,
    `The platform answers, but its statistics for ${month} hold no unit. Ask its operator whether the month is closed.`,
  ),
  sample: null,
});
