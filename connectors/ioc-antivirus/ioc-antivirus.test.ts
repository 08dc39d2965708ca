import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { connectorSuite } from '../../test/kit/connector-suite.ts';
import { decodeAntivirusReport } from './antivirus-report.ts';
import { closingsOf, lastClosedMonth } from './closing.ts';
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
const read = (content: string | Uint8Array, month = '2024-03') =>
  decodeAntivirusReport(Buffer.from(content), month, 'baocao?thang=2024-03');
const errorOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('expected an error');
};

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
    const error = errorOf(() => read(CSV.replace(';57;50', ';58;50')));
    expect(error).toMatchObject({ family: 'config', code: 'DUPLICATE_ROW' });
    expect((error as Error).message).toMatch(/H57\.29.*line 2 and line 6/);
  });

  it('F18 reads the same file in UTF-16 and refuses other code pages', () => {
    const utf16 = Buffer.from(CSV, 'utf16le');
    expect(read(utf16)).toEqual(read(CSV));
    expect(errorOf(() => read(Buffer.from(CSV, 'latin1')))).toMatchObject({ code: 'BAD_ENCODING' });
  });

  it.each(['57,5', '-3', '1,234', '1.23', '12.3456', 'N/A', '', '1e3', '99.999.999.999.999.999'])(
    'F45 refuses the number "%s", naming unit, column and line',
    (value) => {
      const error = errorOf(() => read(CSV.replace(';0;0;0\r\n', `;${value};0;0\r\n`)));
      expect(error).toMatchObject({ family: 'config', code: 'BAD_NUMBER' });
      expect((error as Error).message).toContain(`unit 19804: "may_nhiem" says "${value}"`);
      expect((error as Error).message).toContain('Line 4');
    },
  );

  it('F50 refuses the report of another month', () => {
    expect(errorOf(() => read(CSV, '2024-04'))).toMatchObject({ family: 'config', code: 'WRONG_MONTH' });
  });

  it('F09 refuses a renamed column and takes columns in any order', () => {
    const error = errorOf(() => read(CSV.replace('may_nhiem', 'so_may_nhiem')));
    expect(error).toMatchObject({ family: 'config', code: 'SCHEMA_CHANGED' });
    expect((error as Error).message).toContain('may_nhiem');
    const turned = CSV.replace(
      /^(\uFEFF?)([^#\r\n]+)$/gm,
      (_, mark, line) => mark + line.split(';').reverse().join(';'),
    );
    expect(read(turned)).toEqual(read(CSV));
  });

  it('F07 takes nothing of a file that was cut off anywhere', () => {
    const whole = CSV.trimEnd();
    for (let length = 0; length < whole.length - 1; length++) {
      const error = errorOf(() => read(whole.slice(0, length)));
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
      (answer) => (errorOf(() => decode(answer)) as Error).message,
    );
    expect(new Set(messages).size).toBe(3);
  });

  it('F09 names a missing field and its place', () => {
    const answer = body();
    delete answer.data[1].soHeThong;
    const error = errorOf(() => decode(answer));
    expect(error).toMatchObject({ family: 'config', code: 'SCHEMA_CHANGED' });
    expect((error as Error).message).toContain('"data.1.soHeThong" in hetthong?thang=2024-03');
  });

  it('F45 refuses a negative number, naming the unit', () => {
    const answer = body();
    answer.data[0].soHeThong = -7;
    expect((errorOf(() => decode(answer)) as Error).message).toMatch(/H57\.29.*soHeThong.*-7/);
  });
});

describe('closing days', () => {
  it('takes the months whose 15th lies in the window and is not in the future', () => {
    const months = (from: string, to: string, today: string) =>
      closingsOf({ from, to }, today).map(({ month }) => month);
    expect(months('2024-01-01', '2024-11-15', '2025-01-01')).toHaveLength(11);
    expect(months('2024-01-16', '2024-03-14', '2025-01-01')).toEqual(['2024-02']);
    expect(months('2024-01-01', '2024-12-31', '2024-02-14')).toEqual(['2024-01']);
    expect(months('2024-01-16', '2024-01-31', '2025-01-01')).toEqual([]);
  });

  it('knows the last closed month', () => {
    expect(lastClosedMonth('2024-03-15')).toBe('2024-03');
    expect(lastClosedMonth('2024-03-14')).toBe('2024-02');
    expect(lastClosedMonth('2024-01-10')).toBe('2023-12');
  });
});
