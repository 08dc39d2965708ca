import { isDeepStrictEqual } from 'node:util';
import type { CheckContext } from '../../src/connector-kit/connector.ts';
import { dayOf, monthOf } from '../../src/core/clock.ts';
import { type Text, text } from '../../src/core/text.ts';
import type { MonthReport } from './antivirus-report.ts';
import type { IocConfig } from './config.ts';
import { readReports } from './read-report.ts';
import { futureMonth, noFiles, noMonth, twoReports } from './report-errors.ts';
import { monthInName } from './report-month.ts';

export interface FolderReports {
  /** By month; a month without a file is not among them. */
  readonly months: ReadonlyMap<string, FileReport>;
  readonly warnings: readonly Text[];
  /** Files that may still be written. */
  readonly unsettled: readonly string[];
}

export interface FileReport extends MonthReport {
  /** "bkav/thang-03.xlsx" */
  readonly place: string;
}

/** All reports that lie in the source's folder, each month from one file or from copies of it. */
export async function folderReports({
  config,
  files,
  clock,
}: CheckContext<IocConfig>): Promise<FolderReports> {
  const folder = config.folder ?? '';
  const found = await files.list(folder);
  if (found.length === 0) throw noFiles(folder);
  const today = monthOf(dayOf(clock.now()));
  const months = new Map<string, FileReport>();
  const warnings: Text[] = [];
  const unsettled: string[] = [];
  for (const { name, isSettled } of found) {
    const place = `${folder}/${name}`;
    if (!isSettled) {
      warnings.push(beingWritten(place));
      unsettled.push(place);
      continue;
    }
    const read = await readReports(await files.bytes(folder, name), config, { name, place });
    warnings.push(...read.warnings, ...misnamed(name, place, read.months));
    for (const report of read.months) {
      if (report.month === null) throw noMonth(place);
      if (report.month > today) throw futureMonth(report.month, today, place);
      const known = months.get(report.month);
      if (!known) months.set(report.month, { ...report, place });
      else if (saysTheSame(known, report)) warnings.push(copy(report.month, known.place, place));
      else throw twoReports(report.month, known.place, place);
    }
  }
  return { months, warnings, unsettled };
}

/** The same file under two names, or the same figures in another form. */
const saysTheSame = (a: MonthReport, b: MonthReport): boolean =>
  isDeepStrictEqual(contentOf(a), contentOf(b));

const contentOf = ({ units, silentUnits }: MonthReport) => [
  new Map(units.map(({ unit, counts }) => [unit, counts])),
  new Set(silentUnits),
];

function misnamed(name: string, place: string, months: readonly MonthReport[]): Text[] {
  const named = monthInName(name);
  const said = months.map(({ month }) => month).filter((month) => month !== null);
  if (named === null || said.length === 0 || said.includes(named)) return [];
  return [
    text(
      `Tên tệp ${place} ghi tháng ${named} nhưng nội dung là tháng ${said.join(', ')}; đã lấy theo nội dung.`,
      `The name of ${place} says ${named}, its content ${said.join(', ')}; the content counts.`,
    ),
  ];
}

const beingWritten = (place: string): Text =>
  text(
    `Tệp ${place} vừa mới được ghi nên để lại cho lần lấy sau.`,
    `The file ${place} was written just now and is left for the next pull.`,
  );

const copy = (month: string, first: string, other: string): Text =>
  text(
    `${other} giống hệt ${first} (tháng ${month}) nên chỉ tính một lần.`,
    `${other} says the same as ${first} (${month}) and counts once.`,
  );
