import { readFileSync } from 'node:fs';
import { HttpResponse, http } from 'msw';
import { describe, expect, it } from 'vitest';
import { configured, type RecordMeasure } from '../../src/connector-kit/connector.ts';
import type { Row } from '../../src/connector-kit/declared-rows.ts';
import { tryCheck } from '../../test/kit/connector-run.ts';
import { connectorSuite } from '../../test/kit/connector-suite.ts';
import { asideOf, clock, MARCH, read, recordsOf, sliceOf } from '../../test/kit/generic-json-source.ts';
import { PRACTICE_UNITS } from '../../test/kit/practice-units.ts';
import { genericJson } from './index.ts';
import { PRACTICE_PASSWORD } from './practice.ts';

connectorSuite(genericJson, {
  secrets: [PRACTICE_PASSWORD],
  badConfig: { baseUrl: 'https://he-thong.test', lists: [] },
  pages: {
    config: (practice) => ({
      ...practice,
      lists: practice.lists.map((list) => ({
        ...list,
        paging: { ...list.paging, size: 3 } as typeof list.paging,
      })),
    }),
    number: /trang=\d+|"tiepTheo":"\d+"/,
  },
});

describe('the worked example of the README', () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  const [config, rows] = [...readme.matchAll(/```json\n(.*?)```/gs)].map(([, text]) =>
    JSON.parse(text as string),
  );
  const table = readme
    .split('\n')
    .filter((line) => /^\| \d/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(2, -1)
        .map((cell) => cell.trim()),
    );
  const bookings = http.get('https://dat-lich.test/v2/bookings', ({ request }) => {
    const asked = new URL(request.url).searchParams;
    const isAllowed = request.headers.get('x-api-key') === 'khoa-bi-mat';
    if (!isAllowed || asked.get('tu') !== '20240301' || asked.get('den') !== '20240320')
      return HttpResponse.json({}, { status: 401 });
    const [start, size] = [Number(asked.get('bat_dau')), Number(asked.get('so_dong'))];
    return HttpResponse.json({ data: { count: rows.length, items: rows.slice(start, start + size) } });
  });

  it('gives the facts of its table', async () => {
    const trial = await read(config, [bookings]);
    expect(trial.error).toBeNull();
    const [stream] = configured(genericJson, genericJson.config.parse(config), new Map()).records;
    const counted = (data: unknown) =>
      ((stream?.measures ?? []) as unknown as RecordMeasure<Row>[]).map((one) =>
        String(one.count(data as Row)),
      );
    expect(recordsOf(trial).map(({ unit, at, data }) => [unit, at.slice(0, 10), ...counted(data)])).toEqual(
      table,
    );
  });

  it('tells what it left out, and declares the rest', async () => {
    const trial = await read(config, [bookings]);
    expect(asideOf(trial)).toEqual([
      { type: 'aside', stream: 'lich-hen', why: 'NO_DAY', count: 1, example: '#5: at' },
    ]);
    expect(sliceOf(trial)).toMatchObject({ declaredTotal: 4 });
  });

  it('check shows the first row as it is read, and nothing of what it holds', async () => {
    const anyDay = http.get('https://dat-lich.test/v2/bookings', () =>
      HttpResponse.json({ data: { count: rows.length, items: rows } }),
    );
    const input = { connector: genericJson, config: genericJson.config.parse(config), clock };
    const trial = await tryCheck({ ...input, units: PRACTICE_UNITS, window: MARCH, handlers: [anyDay] });
    expect(trial.result).toMatchObject({
      ok: true,
      sample:
        'Lịch hẹn làm thủ tục: đơn vị 19804, ngày 12/03/2024; KHAC.LICH_HEN = 1, KHAC.DEN_DUNG_HEN = 1, KHAC.HO_SO_NOP = 2',
    });
  });
});
