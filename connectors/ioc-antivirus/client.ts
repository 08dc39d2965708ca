import { urlUnder } from '../../src/connector-kit/base-url.ts';
import type { Http } from '../../src/connector-kit/http.ts';
import { configError } from '../../src/core/errors.ts';
import { type Text, text } from '../../src/core/text.ts';
import type { IocConfig } from './config.ts';
import { readReports } from './read-report.ts';
import type { CountColumn, CountField, Report } from './report.ts';
import { wrongMonth } from './report-errors.ts';
import { decodeSystemsReport } from './systems-report.ts';

export interface AskedReport extends Report<CountColumn> {
  readonly silentUnits: readonly string[];
  readonly warnings: readonly Text[];
}

/** The two monthly reports of the IOC. */
export interface IocClient {
  antivirus(month: string): Promise<AskedReport>;
  systems(month: string): Promise<Report<CountField>>;
}

export function iocClient({ config, http }: { config: IocConfig; http: Http }): IocClient {
  const requestOf = (place: string) => ({
    url: urlUnder(config.baseUrl ?? '', `/${place}`),
    headers: { 'x-api-key': config.apiKey ?? '' },
  });
  return {
    async antivirus(month) {
      const place = `${config.reportPath.replace(/^\/+/, '')}?thang=${month}`;
      const { body } = await http.bytes(requestOf(place));
      return askedReport(body, config, month, place);
    },
    async systems(month) {
      const place = `hetthong?thang=${month}`;
      return decodeSystemsReport((await http.json(requestOf(place))).body, place);
    },
  };
}

/** A report about another month is refused, whatever address it came from; one that names none is taken as asked for. */
export async function askedReport(
  bytes: Uint8Array,
  config: IocConfig,
  month: string,
  place: string,
): Promise<AskedReport> {
  // The form with a closing line is ours: its numbers are written the Vietnamese way.
  const decimal = config.decimal === 'auto' && config.closingLine ? ',' : config.decimal;
  const closing = config.closingLine ? { closing: '#tong' } : {};
  const { months, warnings } = await readReports(
    bytes,
    { ...config, decimal },
    { name: place, place, ...closing },
  );
  const other = months.find((one) => one.month !== month && one.month !== null);
  if (other?.month) throw wrongMonth(other.month, month, place);
  const [report] = months;
  if (!report) throw noReport(place);
  const { units, declaredTotal, silentUnits } = report;
  return { units, declaredTotal, silentUnits, warnings };
}

const noReport = (place: string) =>
  configError(
    'NO_REPORT',
    text(
      `${place} không có báo cáo nào. Hãy hỏi IOC đã chốt tháng này chưa.`,
      `${place} holds no report. Ask the IOC whether the month is closed.`,
    ),
  );
