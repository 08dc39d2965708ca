import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { thrownBy } from '../../test/kit/thrown-by.ts';
import { systemValues } from './measures.ts';
import { decodeSystemsReport } from './systems-report.ts';

describe('systems report', () => {
  const body = () =>
    JSON.parse(readFileSync(new URL('fixtures/hetthong-2024-03.json', import.meta.url), 'utf8'));
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
