import { lastClosedMonth } from '../../src/connector-kit/closing.ts';
import type { CheckContext, CheckResult } from '../../src/connector-kit/connector.ts';
import { dayOf } from '../../src/core/clock.ts';
import { type Text, text } from '../../src/core/text.ts';
import { iocClient } from './client.ts';
import type { IocConfig } from './config.ts';
import { consoleClient } from './console-client.ts';
import { HostCount } from './console-hosts.ts';
import { folderReports } from './folder-reports.ts';
import type { CountColumn, UnitCounts } from './report.ts';

export function check(context: CheckContext<IocConfig>): Promise<CheckResult> {
  const { transport } = context.config;
  if (transport === 'folder') return checkFolder(context);
  return transport === 'console' ? checkConsole(context) : checkHttp(context);
}

async function checkHttp(context: CheckContext<IocConfig>): Promise<CheckResult> {
  const month = lastClosedMonth(dayOf(context.clock.now()));
  const client = iocClient(context);
  const [antivirus, systems] = [await client.antivirus(month), await client.systems(month)];
  const first = antivirus.units[0];
  if (!first) {
    return bad(
      text(
        `IOC trả lời nhưng báo cáo tháng ${month} không có đơn vị nào. Hãy hỏi IOC đã chốt tháng này chưa.`,
        `The IOC answers, but its report for ${month} holds no unit. Ask the IOC whether the month is closed.`,
      ),
    );
  }
  return good(
    first,
    text(
      `Đọc được báo cáo tháng ${month}: ${antivirus.units.length} đơn vị về mã độc, ${systems.units.length} đơn vị về hệ thống.`,
      `Read the reports for ${month}: ${antivirus.units.length} units on malware, ${systems.units.length} units on systems.`,
    ),
  );
}

async function checkFolder(context: CheckContext<IocConfig>): Promise<CheckResult> {
  const { months, warnings } = await folderReports(context);
  const notes = {
    vi: warnings.map(({ vi }) => ` ${vi}`).join(''),
    en: warnings.map(({ en }) => ` ${en}`).join(''),
  };
  const newest = [...months.values()].sort((a, b) => (`${a.month}` < `${b.month}` ? 1 : -1))[0];
  const first = newest?.units[0];
  if (!newest || !first) {
    return bad(
      text(
        `Các tệp trong thư mục chưa có đơn vị nào có số liệu.${notes.vi} Hãy kiểm tra tệp.`,
        `No unit has figures in the files of the folder.${notes.en} Check the files.`,
      ),
    );
  }
  return good(
    first,
    text(
      `Đọc được ${months.size} tháng; mới nhất là tháng ${newest.month} với ${newest.units.length} đơn vị (${newest.place}).${notes.vi}`,
      `Read ${months.size} months; the newest is ${newest.month} with ${newest.units.length} units (${newest.place}).${notes.en}`,
    ),
  );
}

/** Enough to see which groups have no unit. */
const TRIED = 200;

async function checkConsole(context: CheckContext<IocConfig>): Promise<CheckResult> {
  const { groups = {}, ignoredGroups } = context.config;
  const count = new HostCount(groups, ignoredGroups);
  const hosts = await consoleClient(context)(TRIED);
  try {
    for await (const chunk of hosts.chunks) {
      for (const host of chunk) count.add(host);
      break;
    }
  } finally {
    await hosts.release();
  }
  const { units } = count.result();
  const first = units.find(({ unit }) => !unit.startsWith('KSC-'));
  const unmapped = units.filter(({ unit }) => unit.startsWith('KSC-')).map(({ unit }) => unit.slice(4));
  if (!first) {
    return bad(
      text(
        `Máy chủ quản trị có ${hosts.total} máy nhưng không máy nào thuộc nhóm đã khai báo. Hãy khai báo nhóm và đơn vị trong cấu hình; nhóm thấy được: ${unmapped.join(', ') || 'không có'}.`,
        `The administration server has ${hosts.total} computers, none of a group that is named. Name groups and units in the configuration; groups seen: ${unmapped.join(', ') || 'none'}.`,
      ),
    );
  }
  const open =
    unmapped.length === 0
      ? text('', '')
      : text(
          ` Nhóm chưa khai báo đơn vị: ${unmapped.join(', ')}.`,
          ` Groups without a unit: ${unmapped.join(', ')}.`,
        );
  return good(
    first,
    text(
      `Máy chủ quản trị có ${hosts.total} máy; đã đọc thử một phần.${open.vi}`,
      `The administration server has ${hosts.total} computers; some were read.${open.en}`,
    ),
  );
}

const bad = (message: Text): CheckResult => ({ ok: false, message, sample: null });

const good = ({ unit, counts }: UnitCounts<CountColumn>, message: Text): CheckResult => {
  const [column, value] = Object.entries(counts)[0] ?? ['-', 0];
  return { ok: true, message, sample: `${unit} · ${column} = ${value}` };
};
