import { HttpResponse, http, type RequestHandler } from 'msw';
import { describe, expect, it } from 'vitest';
import type { SourceRecord } from '../../src/connector-kit/connector.ts';
import type { Clock } from '../../src/core/clock.ts';
import { HubError } from '../../src/core/errors.ts';
import { type Trial, tryRead } from '../../test/kit/connector-run.ts';
import { connectorSuite } from '../../test/kit/connector-suite.ts';
import { PRACTICE_UNITS } from '../../test/kit/practice-units.ts';
import { PRACTICE_PASSWORD, practiceConfig } from './config.ts';
import answer from './fixtures/bulletins.json' with { type: 'json' };
import { broadcast } from './index.ts';
import { bulletins } from './measures.ts';
import type { Bulletin } from './records.ts';

connectorSuite(broadcast, {
  secrets: [PRACTICE_PASSWORD],
  badConfig: { baseUrl: 'https://user:pass@host', username: '', password: 'x' },
  scale: 4,
  pages: { config: (practice) => ({ ...practice, pageSize: 7 }), number: /page=\d+/ },
});

const HOST = 'https://httt-nguon.test/api';
const clock: Clock = { now: () => new Date('2024-03-20T09:00:00+07:00') };

const login = http.post(`${HOST}/token`, () => HttpResponse.json({ token: 'mot' }));
const listing = (body: object) => http.get(`${HOST}/bantin`, () => HttpResponse.json(body));

const readMarch = (handlers: RequestHandler[], changes: Partial<ReturnType<typeof practiceConfig>> = {}) =>
  tryRead({
    connector: broadcast,
    config: { ...practiceConfig(HOST), ...changes },
    clock,
    units: PRACTICE_UNITS,
    window: { from: '2024-03-01', to: '2024-03-31' },
    handlers: [...handlers, login, listing(answer)],
  });

const recordsOf = ({ batches }: Trial) =>
  batches.flatMap((batch) => (batch.type === 'records' ? (batch.records as SourceRecord<Bulletin>[]) : []));
const countOf = ({ data }: SourceRecord<Bulletin>) => bulletins.measures[0]?.count(data);

describe('the recorded answer of the source information system', () => {
  it('a bulletin counts once, on the day it was first heard, when it is about digital transformation', async () => {
    const found = recordsOf(await readMarch([])).map((record) => [record.key, record.at, countOf(record)]);
    expect(found).toEqual([
      ['BT-1', '2024-03-13T05:00:00+07:00', 1],
      ['BT-2', '2024-03-02T05:00:00+07:00', 1],
      ['BT-3', '2024-03-04T05:00:00+07:00', 'OTHER_TOPIC'],
      ['BT-4', '2024-03-06T05:00:00+07:00', 'AIRING_FAILED'],
      ['BT-5', '2024-03-19T09:00:00+07:00', 'NEVER_AIRED'],
    ]);
  });

  it('one first heard in February leaves the records and the total of March', async () => {
    const trial = await readMarch([]);
    expect(trial.batches).toContainEqual(expect.objectContaining({ type: 'slice', declaredTotal: 5 }));
  });

  it("a district's bulletin belongs to its own station", async () => {
    const [, second] = recordsOf(await readMarch([]));
    expect(second?.unit).toBe('H57.31');
  });

  it('only a title that can count is kept', async () => {
    const [first, , obituary] = recordsOf(await readMarch([]));
    expect(first?.title).toBe('Hướng dẫn nộp hồ sơ trực tuyến');
    expect(obituary?.title).toBeNull();
  });

  it('topics and keywords come from the configuration', async () => {
    const records = recordsOf(await readMarch([], { topics: ['VHXH'], keywords: ['ho so'] }));
    expect(records.filter((record) => countOf(record) === 1).map(({ key }) => key)).toEqual(['BT-1', 'BT-2']);
  });

  it('priorities come from the configuration; a bulletin without one counts', async () => {
    const [first, second] = answer.data;
    const rows = [{ ...first, loai: null }, second, { ...first, maBanTin: 'BT-7', loai: 'KHAN_CAP' }];
    const trial = await readMarch([listing({ data: rows, total: 3 })], { priorities: ['UU_TIEN'] });
    expect(recordsOf(trial).map((record) => [record.key, countOf(record)])).toEqual([
      ['BT-1', 1],
      ['BT-2', 1],
      ['BT-7', 'OTHER_PRIORITY'],
    ]);
  });

  it('F09 a bulletin of no station is named', async () => {
    const row = { ...answer.data[0], maXa: undefined };
    const { error } = await readMarch([listing({ data: [row], total: 1 })]);
    expect(error).toMatchObject({ code: 'SCHEMA_CHANGED', family: 'config' });
    expect((error as HubError).text.vi).toContain('"data.0.maXa"');
  });
});

describe('F04 a token that runs out', () => {
  /** Every token is good for `uses` pages. */
  function stations(uses: number) {
    const seen = { logins: 0, pages: [] as (string | null)[] };
    let left = 0;
    const handlers = [
      http.post(`${HOST}/token`, () => {
        seen.logins++;
        left = uses;
        return HttpResponse.json({ token: `ma-${seen.logins}` });
      }),
      http.get(`${HOST}/bantin`, ({ request }) => {
        const page = new URL(request.url).searchParams.get('page');
        seen.pages.push(page);
        const isGood = request.headers.get('authorization') === `Bearer ma-${seen.logins}`;
        if (!isGood || left-- <= 0) return HttpResponse.json({}, { status: 401 });
        const start = (Number(page) - 1) * 2;
        return HttpResponse.json({ data: answer.data.slice(start, start + 2), total: answer.data.length });
      }),
    ];
    return { seen, handlers };
  }

  it('logs in again and asks for the refused page only', async () => {
    const { seen, handlers } = stations(2);
    const trial = await readMarch(handlers, { pageSize: 2 });
    expect(trial.error).toBeNull();
    expect(seen).toEqual({ logins: 2, pages: ['1', '2', '3', '3'] });
    expect(recordsOf(trial)).toHaveLength(5);
  });

  it('a second refusal of the same page ends the read', async () => {
    const { seen, handlers } = stations(0);
    const { error } = await readMarch(handlers, { pageSize: 2 });
    expect(error).toMatchObject({ code: 'CREDENTIALS_REFUSED', family: 'config' });
    expect(seen).toEqual({ logins: 2, pages: ['1', '1'] });
  });
});
