import { urlUnder } from '../../src/connector-kit/base-url.ts';
import type { Http } from '../../src/connector-kit/http.ts';
import { decodeAntivirusReport } from './antivirus-report.ts';
import type { IocConfig } from './config.ts';
import type { CountColumn, CountField, Report } from './report.ts';
import { decodeSystemsReport } from './systems-report.ts';

/** The two monthly reports of the IOC. */
export interface IocClient {
  antivirus(month: string): Promise<Report<CountColumn>>;
  systems(month: string): Promise<Report<CountField>>;
}

export function iocClient({ config, http }: { config: IocConfig; http: Http }): IocClient {
  const requestOf = (place: string) => ({
    url: urlUnder(config.baseUrl, `/${place}`),
    headers: { 'x-api-key': config.apiKey },
  });
  return {
    async antivirus(month) {
      const place = `baocao?thang=${month}`;
      return decodeAntivirusReport((await http.bytes(requestOf(place))).body, month, place);
    },
    async systems(month) {
      const place = `hetthong?thang=${month}`;
      return decodeSystemsReport((await http.json(requestOf(place))).body, place);
    },
  };
}
