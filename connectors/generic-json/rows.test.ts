import { HttpResponse, http } from 'msw';
import { describe, expect, it } from 'vitest';
import { asideOf, HOST, measure, read, recordsOf, row, source } from '../../test/kit/generic-json-source.ts';

describe('rows that cannot be taken as they are', () => {
  const answer = (...rows: object[]) => http.get(`${HOST}/muc`, () => HttpResponse.json({ rows }));

  it('F45 figures that are no whole numbers are put aside, and one that is missing is no zero', async () => {
    const ready = {
      mode: 'values',
      fields: { so: 'so' },
      measures: [{ ...measure, value: 'so' }],
    };
    const figures = [3, 0, null, -1, 1.5, '7', 'nhiều'];
    const rows = figures.map((so, index) => ({ ...row(index, `2024-03-0${index + 1}`), so }));
    const trial = await read(source(ready), [answer(...rows)]);
    const values = trial.batches.flatMap((batch) => (batch.type === 'values' ? batch.values : []));
    expect(values.map(({ day, value }) => [day, value])).toEqual([
      ['2024-03-01', 3],
      ['2024-03-02', 0],
    ]);
    expect(asideOf(trial)).toMatchObject([{ why: 'NO_COUNT', count: 4, example: '#4: KHAC.A' }]);
  });

  it('F45 the same of records that are counted by a figure of theirs', async () => {
    const counted = { fields: { so: 'so' }, measures: [{ ...measure, value: 'so' }] };
    const rows = [1, '1e3', '１２', 1.5, null].map((so, index) => ({ ...row(index), so }));
    const trial = await read(source(counted), [answer(...rows)]);
    expect(asideOf(trial)).toMatchObject([{ why: 'NO_COUNT', count: 3, example: '#2: KHAC.A' }]);
  });

  it('F27 a row of a day that cannot be is handed on to be told; one of another month is another pull', async () => {
    const days = ['2024-03-05', '2099-01-01', '1970-01-20', '2024-02-28'];
    const trial = await read(source({}), [answer(...days.map((day, index) => row(index + 1, day)))]);
    expect(recordsOf(trial).map(({ key }) => key)).toEqual(['1', '2', '3']);
  });

  it('a source that was asked for March and sends February is told', async () => {
    const asked = source({ query: { from: '{from}', to: '{to}' } });
    const { error } = await read(asked, [answer(row(1, '2024-02-28'))]);
    expect(error).toMatchObject({ code: 'OUTSIDE_REQUEST', family: 'config' });
  });

  it('figures without a day are those of today, and say nothing of another window', async () => {
    const today = source({ mode: 'values', at: undefined, measures: [{ ...measure, value: '`4`' }] });
    const inMarch = await read(today, [answer(row(1))]);
    expect(inMarch.batches).toContainEqual(
      expect.objectContaining({ type: 'slice', window: { from: '2024-03-20', to: '2024-03-20' } }),
    );
    const inJanuary = await read(today, [answer(row(1))], { from: '2024-01-01', to: '2024-01-31' });
    expect(inJanuary.batches).toEqual([]);
  });

  it('F08 an error inside of a good answer is told by okWhen', async () => {
    const failing = http.get(`${HOST}/muc`, () => HttpResponse.json({ code: '99', rows: [] }));
    const { error } = await read({ ...source({}), okWhen: "code == '00'" }, [failing]);
    expect(error).toMatchObject({ code: 'SOURCE_REPORTS_ERROR', family: 'config' });
  });
});
