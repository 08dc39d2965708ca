import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { HubError } from '../../src/core/errors.ts';
import { askedReport } from './client.ts';
import { iocConfig } from './config.ts';
import { antivirusValues } from './measures.ts';
import { practiceCsv } from './practice-csv.ts';
import { PRACTICE_KEY } from './simulator.ts';

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url));
const CSV = fixture('baocao-2024-03.csv').toString('utf8');
const HTTP = iocConfig.parse({ baseUrl: 'https://ioc.hue.gov.vn', apiKey: PRACTICE_KEY });
const PLACE = 'baocao?thang=2024-03';

const read = (content: string, month = '2024-03') => askedReport(Buffer.from(content), HTTP, month, PLACE);
const refused = async (content: string, month?: string): Promise<HubError> => {
  const thrown = await read(content, month).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(HubError);
  return thrown as HubError;
};

describe('antivirus report over HTTP', () => {
  it('counts the fixture as the README does', async () => {
    const { units, declaredTotal } = await read(CSV);
    expect(declaredTotal).toBe(2);
    expect(antivirusValues(units, '2024-03-15').filter(({ unit }) => unit === 'H57.29')).toEqual([
      { measure: 'AV.SEAT_ANTIMALWARE', unit: 'H57.29', day: '2024-03-15', value: 1201 },
      { measure: 'AV.SEAT_ANTIVIRUS', unit: 'H57.29', day: '2024-03-15', value: 1198 },
      { measure: 'AV.HOST_MANAGED', unit: 'H57.29', day: '2024-03-15', value: 1234 },
      { measure: 'AV.HOST_INFECTED', unit: 'H57.29', day: '2024-03-15', value: 3 },
      { measure: 'AV.NOTICE', unit: 'H57.29', day: '2024-03-15', value: 57 },
      { measure: 'AV.NOTICE_RESOLVED', unit: 'H57.29', day: '2024-03-15', value: 50 },
    ]);
  });

  it('F17 refuses two different rows of a unit, naming both lines', async () => {
    const error = await refused(CSV.replace(';57;50', ';58;50'));
    expect(error).toMatchObject({ family: 'config', code: 'DUPLICATE_ROW' });
    expect(error.message).toMatch(/H57\.29.*line 2 and line 6/);
  });

  it.each(['57,5', '', '-3'])('F45 refuses the number "%s", naming unit, column and line', async (value) => {
    const error = await refused(CSV.replace(';0;0;0\r\n', `;${value};0;0\r\n`));
    expect(error).toMatchObject({ family: 'config', code: 'BAD_NUMBER' });
    expect(error.message).toContain(`unit 19804: "may_nhiem" says "${value}"`);
    expect(error.message).toContain('Line 4');
  });

  it('F50 refuses the report of another month', async () => {
    expect(await refused(CSV, '2024-04')).toMatchObject({ family: 'config', code: 'WRONG_MONTH' });
  });

  it('F09 refuses a renamed column', async () => {
    const error = await refused(CSV.replace('may_nhiem', 'may_xyz'));
    expect(error).toMatchObject({ family: 'config', code: 'SCHEMA_CHANGED' });
    expect(error.message).toContain('may_nhiem');
  });

  it('F07 takes nothing of a file that was cut off anywhere', async () => {
    const whole = CSV.trimEnd();
    for (let length = 0; length < whole.length - 1; length++) {
      const error = await refused(whole.slice(0, length));
      expect(error, `cut at ${length}`).toMatchObject({ family: 'retry', code: 'CUT_OFF_CSV' });
    }
  });

  it('reads a report without units as an empty result', async () => {
    expect(await read(practiceCsv(1, [], '2024-03', 1))).toMatchObject({ units: [], declaredTotal: 0 });
  });
});
