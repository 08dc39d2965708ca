import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { connectorSuite } from '../../test/kit/connector-suite.ts';
import { thrownBy } from '../../test/kit/thrown-by.ts';
import { decodeAntivirusReport } from './antivirus-report.ts';
import { iocAntivirus } from './index.ts';
import { antivirusValues, systemValues } from './measures.ts';
import { practiceCsv } from './practice-csv.ts';
import { PRACTICE_KEY } from './simulator.ts';
import { decodeSystemsReport } from './systems-report.ts';

connectorSuite(iocAntivirus, {
  secrets: [PRACTICE_KEY],
  badConfig: { baseUrl: 'ftp://ioc.hue.gov.vn', apiKey: '' },
  bodies: 'text',
});

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url));
const CSV = fixture('baocao-2024-03.csv').toString('utf8');
const read = (content: string, month = '2024-03') =>
  decodeAntivirusReport(Buffer.from(content), month, 'baocao?thang=2024-03');

describe('antivirus report', () => {
  it('counts the fixture as the README does', () => {
    const { units, declaredTotal } = read(CSV);
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

  it('F17 refuses two different rows of a unit, naming both lines', () => {
    const error = thrownBy(() => read(CSV.replace(';57;50', ';58;50')));
    expect(error).toMatchObject({ family: 'config', code: 'DUPLICATE_ROW' });
    expect(error.message).toMatch(/H57\.29.*line 2 and line 6/);
  });

  it.each(['57,5', ''])('F45 refuses the number "%s", naming unit, column and line', (value) => {
    const error = thrownBy(() => read(CSV.replace(';0;0;0\r\n', `;${value};0;0\r\n`)));
    expect(error).toMatchObject({ family: 'config', code: 'BAD_NUMBER' });
    expect(error.message).toContain(`unit 19804: "may_nhiem" says "${value}"`);
    expect(error.message).toContain('Line 4');
  });

  it('F50 refuses the report of another month', () => {
    expect(thrownBy(() => read(CSV, '2024-04'))).toMatchObject({ family: 'config', code: 'WRONG_MONTH' });
  });

  it('F09 refuses a renamed column', () => {
    const error = thrownBy(() => read(CSV.replace('may_nhiem', 'so_may_nhiem')));
    expect(error).toMatchObject({ family: 'config', code: 'SCHEMA_CHANGED' });
    expect(error.message).toContain('may_nhiem');
  });

  it('F07 takes nothing of a file that was cut off anywhere', () => {
    const whole = CSV.trimEnd();
    for (let length = 0; length < whole.length - 1; length++) {
      const error = thrownBy(() => read(whole.slice(0, length)));
      expect(error, `cut at ${length}`).toMatchObject({ family: 'retry', code: 'CUT_OFF_CSV' });
    }
  });

  it('reads a report without units as an empty result', () => {
    const empty = practiceCsv(1, [], '2024-03', 1);
    expect(read(empty)).toEqual({ units: [], declaredTotal: 0 });
  });
});

describe('systems report', () => {
  const body = () => JSON.parse(fixture('hetthong-2024-03.json').toString());
  const decode = (answer: unknown) => decodeSystemsReport(answer, 'hetthong?thang=2024-03');

  it('keeps a zero as a fact', () => {
    expect(systemValues(decode(body()).units, '2024-03-15')).toContainEqual({
      measure: 'IOC.SYS_OWNED',
      unit: '19804',
      day: '2024-03-15',
      value: 0,
    });
  });

  it('F08 tells no list from an empty list', () => {
    expect(decode({ data: [], total: 0 })).toEqual({ units: [], declaredTotal: 0 });
    const messages = [{ data: null, total: 0 }, { total: 0 }, { data: {}, total: 0 }].map(
      (answer) => thrownBy(() => decode(answer)).message,
    );
    expect(new Set(messages).size).toBe(3);
  });

  it('F09 names a missing field and its place', () => {
    const answer = body();
    delete answer.data[1].soHeThong;
    const error = thrownBy(() => decode(answer));
    expect(error).toMatchObject({ family: 'config', code: 'SCHEMA_CHANGED' });
    expect(error.message).toContain('"data.1.soHeThong" in hetthong?thang=2024-03');
  });

  it('F45 refuses a negative number, naming the unit', () => {
    const answer = body();
    answer.data[0].soHeThong = -7;
    expect(thrownBy(() => decode(answer)).message).toMatch(/H57\.29.*soHeThong.*-7/);
  });
});
