import { parse } from 'csv-parse/sync';
import { validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXPORT_TABLES } from '../../schema/export/tables.ts';
import { toId } from '../../schema/id.ts';
import { buildHubSchema } from '../../schema/index.ts';
import type { Identity } from '../../src/app/identity/identity.ts';
import type { Principal } from '../../src/core/principal.ts';
import { ADMIN, type Api, startApi } from '../kit/api.ts';
import { fakeHub, SCOREBOARD, VINH_NINH } from '../kit/fake-hub.ts';

/** Of the data; the tests move it. */
let version = 'one';
const RISKY = { ...SCOREBOARD.unit, name: '=HYPERLINK("http://x")' };
let api: Api;
beforeAll(async () => {
  const { results } = fakeHub();
  api = await startApi({
    dataVersion: async () => version,
    // Over more than two pages; the first unit bears a name that a spreadsheet would compute.
    results: async (...args) => {
      const found = await results(...args);
      const boards = found.boards.slice(0, 1).flatMap((board) =>
        Array.from({ length: 201 }, (_, index) => ({
          ...board,
          unit: { ...(index === 0 ? RISKY : board.unit), key: `${board.unit.key}-${index}` },
          stored: { ...board.stored, position: index + 1, rank: index + 1 },
        })),
      );
      return { ...found, boards };
    },
  });
});
afterAll(() => api.close());

const LINKS = `{
  assessment(indexSet: "hue-dti-2024", year: 2024, level: COMMUNE) {
    ranking(first: 1, within: "46", orderBy: { field: RANK }) { export { csv json } }
    scores(first: 1, filter: { states: [NO_DATA], missingAtLeast: 0.5 }) { export { csv json } }
    statistics(filter: { indicators: ["1.1"] }) { export { csv json } }
  }
  scoreboard(unit: "19777", indexSet: "hue-dti-2024", year: 2024, asOf: "2024-11-15T00:00:00+07:00") { export { csv json } }
  unit(code: "19777") {
    yearComparison(from: { indexSet: "hue-dti-2024", year: 2024 }, to: { indexSet: "hue-dti-2024", year: 2024 }) { export { csv json } }
  }
}`;

interface Links {
  readonly csv: string;
  readonly json: string;
}

function linksIn(value: unknown): Links[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('csv' in value) return [value as Links];
  return Object.values(value).flatMap(linksIn);
}

test.each(Object.entries(EXPORT_TABLES))('%s is an operation of the schema', (_name, { document }) => {
  expect(validate(buildHubSchema(), document)).toEqual([]);
});

test('what an answer links is there, as CSV and as JSON, row by row the same', async () => {
  const links = linksIn((await api.query(LINKS)).body.data);
  expect(links).toHaveLength(5);
  for (const { csv, json } of links) {
    const [sheet, document] = [await api.send(csv), await api.send(json)];
    expect([sheet.status, document.status], csv).toEqual([200, 200]);
    expect([sheet.type, document.type]).toEqual([
      'text/csv; charset=utf-8',
      'application/json; charset=utf-8',
    ]);
    const rows = parse(sheet.text, { bom: true, delimiter: ';', columns: true });
    expect(rows.length).toBe(document.body.rows.length);
    expect(rows.length, csv).toBeGreaterThan(0);
  }
});

test('the frozen copy of a publication is sent byte for byte, and to nobody who may not see it', async () => {
  const link = `/export/publication.json?id=${toId('ResultPublication', '4')}`;
  const file = await api.send(link);
  expect(file).toMatchObject({ status: 200, type: 'application/json; charset=utf-8', text: '{}' });
  expect(await api.send('/export/publication.json')).toMatchObject({ status: 400 });
  const closed = await startApi({}, { publicRead: 'none' });
  expect(await closed.send(link)).toMatchObject({ status: 401 });
  expect(await closed.send(link, { headers: ADMIN })).toMatchObject({ status: 200 });
  await closed.close();
});

describe('a table', () => {
  const RANKING = '/export/ranking.csv?indexSet=hue-dti-2024&year=2024&level=COMMUNE';

  test('has all pages, a heading and numbers that Excel reads; F47 a name is never a formula', async () => {
    const bytes = Buffer.from(await (await fetch(api.url + RANKING)).arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [head, first, second, ...rest] = bytes.toString('utf8', 3).split('\r\n');
    expect(head).toBe(
      'Hạng;Hạng trong phạm vi;Đơn vị;Điểm;Điểm tối đa áp dụng;Điểm còn thiếu;Tỷ lệ (%);1 Nhận thức số',
    );
    expect(first).toBe(`1;1;"'=HYPERLINK(""http://x"") (19777)";22,33;24;1,67;93,04;22,33`);
    expect(second).toBe('2;1;Phường Vĩnh Ninh (19777);22,33;24;1,67;93,04;22,33');
    expect(rest).toHaveLength(201 - 2 + 1);
  });

  test('of JSON has the same columns by key, numbers as numbers', async () => {
    const { body } = await api.send(RANKING.replace('.csv', '.json'));
    expect(body.rows).toHaveLength(201);
    expect(body.rows[1]).toEqual({
      rank: 2,
      rankWithin: 1,
      unitCode: '19777',
      unitName: 'Phường Vĩnh Ninh',
      points: 22.33,
      maxApplicable: 24,
      missingPoints: 1.67,
      percent: 93.04,
      'group 1': 22.33,
    });
  });

  test('goes by the version of the data: not sent again while it is the same, new at once when it is another', async () => {
    const ask = (etag?: string) =>
      fetch(api.url + RANKING, {
        // Without it fetch, which keeps nothing, would ask for a fresh answer.
        headers: etag === undefined ? {} : { 'if-none-match': etag, 'cache-control': 'max-age=0' },
      });
    let etag = '';
    // A tag ends with its minute.
    await expect
      .poll(async () => {
        etag = (await ask()).headers.get('etag') ?? '';
        return (await ask(etag)).status;
      })
      .toBe(304);
    version = 'two';
    const next = await ask(etag);
    expect(next.status).toBe(200);
    expect(next.headers.get('etag')).not.toBe(etag);
    expect(next.headers.get('content-disposition')).toBe('attachment; filename=ranking.csv');
    expect(next.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test.each([
    ['of another name', '/export/secrets.csv', 404, 'NOT_FOUND'],
    ['of another format', RANKING.replace('.csv', '.exe'), 404, 'NOT_FOUND'],
    ['with a misspelt filter', `${RANKING}&filters=x`, 400, 'BAD_PARAMETER'],
    ['with a parameter twice', `${RANKING}&year=2025`, 400, 'BAD_PARAMETER'],
    ['from the middle on', `${RANKING}&after=x`, 400, 'BAD_PARAMETER'],
    ['with broken JSON', `${RANKING}&filter={`, 400, 'BAD_PARAMETER'],
    ['with a value of another type', `${RANKING}&filter={"states":["GONE"]}`, 400, 'BAD_PARAMETER'],
    ['without what it needs', '/export/ranking.csv?year=2024', 400, 'BAD_PARAMETER'],
    ['of an unknown set', RANKING.replace('hue-dti-2024', 'nowhere'), 400, 'UNKNOWN_INDEX_SET'],
  ])('%s is refused in words, as JSON', async (_what, link, status, code) => {
    const answer = await api.send(link);
    expect(answer).toMatchObject({ status, body: { errors: [{ extensions: { code } }] } });
    expect(answer.text).not.toMatch(/node_modules|at \w+ \(/);
  });

  test('shows nobody what the API would not show: a stranger where reading is closed, a bad credential', async () => {
    const closed = await startApi({}, { publicRead: 'none' });
    expect(await closed.send(RANKING)).toMatchObject({
      status: 401,
      body: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
    });
    await closed.close();
    expect(await api.send(RANKING, { headers: { authorization: 'Bearer wrong' } })).toMatchObject({
      status: 401,
    });
  });

  test('S07 holds the units of its reader alone, with the ranks of the whole', async () => {
    const reader: Principal = {
      kind: 'TOKEN',
      id: 'token:1',
      name: 'Phường Vĩnh Ninh',
      grants: [{ role: 'READER', unit: VINH_NINH.key }],
    };
    const scoped = await startApi({}, { identity: { bearer: async () => reader } as unknown as Identity });
    const headers = { authorization: 'Bearer dti_of_the_commune' };
    const tables = ['ranking', 'scores'].map((table) => RANKING.replace('ranking.csv', `${table}.json`));
    const unitsOf = async (table: string, sent: Record<string, string>) => {
      const { body } = await scoped.send(table, { headers: sent });
      return [...new Set(body.rows.map((row: { unitCode: string }) => row.unitCode))];
    };
    for (const table of tables) {
      expect(await unitsOf(table, headers)).toEqual(['19777']);
      expect(await unitsOf(table, ADMIN)).toEqual(['19777', '19789']);
    }
    await scoped.close();
  });

  test('breaks off when a later page fails, so that a part never passes for the whole', async () => {
    let reads = 0;
    const { results } = fakeHub();
    const failing = await startApi({
      results: async (...args) => {
        const found = await results(...args);
        const boards = found.boards.slice(0, 1).flatMap((board) =>
          Array.from({ length: 201 }, (_, index) => ({
            ...board,
            unit: { ...board.unit, key: `k-${index}` },
            get stored() {
              reads += 1;
              if (reads > 900) throw new Error('the disk is gone');
              return board.stored;
            },
          })),
        );
        return { ...found, boards };
      },
    });
    const response = await fetch(failing.url + RANKING);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
    await failing.close();
  });
});
