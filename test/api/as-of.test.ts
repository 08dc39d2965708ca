import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Hub } from '../../src/app/hub.ts';
import { text } from '../../src/core/text.ts';
import { type Api, startApi } from '../kit/api.ts';
import { SCOREBOARD } from '../kit/fake-hub.ts';

const PLACE = 'unit: "19777", indexSet: "hue-dti-2024", year: 2024';
const ASSESSMENT = 'indexSet: "hue-dti-2024", year: 2024, level: COMMUNE';
const MOMENT = '2024-11-15T17:00:00+07:00';
const SAME_MOMENT = new Date('2024-11-15T10:00:00Z');
const EARLY = new Date('2020-01-01T00:00:00Z');

/** Each moment the API handed on, by what it was asked for. */
const asked: [what: string, moment: Date | null | undefined][] = [];

const [row] = SCOREBOARD.indicators;
const hub: Partial<Hub> = {
  scoreboardAsOf: async (_unit, _indexSet, _year, asOf) => {
    asked.push(['scoreboard', asOf]);
    return asOf <= EARLY ? null : { ...SCOREBOARD, asOf };
  },
  ranking: async (_assessment, _page, _within, asOf) => {
    asked.push(['ranking', asOf]);
    return { totalCount: 0, items: [], hasNextPage: false, hasPreviousPage: false };
  },
  trend: async (_unit, _indexSet, asOf) => {
    asked.push(['trend', asOf]);
    return [];
  },
  removalProposals: async (_assessment, asOf) => {
    asked.push(['removalProposals', asOf]);
    return [];
  },
  unscoredReason: async (_assessment, asOf) => (asOf === null ? null : text('Chưa chấm', 'Not scored')),
  scoreboardChanges: async (_unit, _indexSet, _year, { from, to }) => {
    asked.push(['from', from], ['to', to]);
    const after = { ...SCOREBOARD, asOf: to };
    return {
      unit: SCOREBOARD.unit,
      assessment: SCOREBOARD.assessment,
      before: null,
      after,
      changes: row ? [{ indicator: row.indicator, before: null, after: row }] : [],
    };
  },
};

let api: Api;
beforeAll(async () => {
  api = await startApi(hub);
});
afterAll(() => api.close());
beforeEach(() => void asked.splice(0));

async function data(query: string, variables: object = {}) {
  const { body } = await api.query(query, variables);
  expect(body.errors).toBeUndefined();
  return body.data;
}

describe('asOf', () => {
  test.each([
    ['as a literal', `asOf: "${MOMENT}"`, '', {}],
    ['as a variable', 'asOf: $at', '($at: DateTime!)', { at: MOMENT }],
    ['in UTC', 'asOf: $at', '($at: DateTime!)', { at: '2024-11-15T10:00:00.000Z' }],
  ])('is handed on %s to all that answers about results', async (_how, asOf, declared, variables) => {
    const answer = await data(
      `query${declared} {
         scoreboard(${PLACE}, ${asOf}) { asOf losses { byGroup { lost } } indicator(code: "1.1") { receipt { decreeText } } }
         assessment(${ASSESSMENT}) { unscoredReason(${asOf}) ranking(first: 5, ${asOf}) { totalCount } removalProposals(${asOf}) { units } }
         unit(code: "19777") { trend(indexSet: "hue-dti-2024", ${asOf}) { year } }
       }`,
      variables,
    );
    expect(answer.scoreboard).toMatchObject({ asOf: '2024-11-15T10:00:00.000Z' });
    expect(answer.assessment).toEqual({
      unscoredReason: 'Chưa chấm',
      ranking: { totalCount: 0 },
      removalProposals: [],
    });
    expect(new Map(asked)).toEqual(
      new Map(['scoreboard', 'ranking', 'removalProposals', 'trend'].map((what) => [what, SAME_MOMENT])),
    );
  });

  test('left out, or null, is now', async () => {
    for (const asOf of ['', ', asOf: null']) {
      const answer = await data(
        `{ scoreboard(${PLACE}${asOf}) { asOf points } assessment(${ASSESSMENT}) { unscoredReason ranking(first: 5${asOf}) { totalCount } } }`,
      );
      expect(answer).toMatchObject({
        scoreboard: { asOf: null, points: 22.33 },
        assessment: { unscoredReason: null },
      });
      expect(asked.splice(0)).toEqual([['ranking', null]]);
    }
  });

  test('before the first scoring there is no scoreboard, which is no error', async () => {
    expect(await data(`{ scoreboard(${PLACE}, asOf: "2020-01-01T00:00:00Z") { points } }`)).toEqual({
      scoreboard: null,
    });
  });

  test.each([
    '2024-11-15',
    '2024-11-15T17:00:00',
    '2024-02-30T17:00:00Z',
    '2024-11-15T25:00:00Z',
    '0000-01-01T00:00:00Z',
    '15/11/2024 17:00',
    '',
    1731664800,
  ])('refuses %j: no moment, or without a zone', async (at) => {
    const { status, body } = await api.query(
      `query ($at: DateTime!) { scoreboard(${PLACE}, asOf: $at) { points } }`,
      { at },
    );
    expect(status).toBe(400);
    expect(JSON.stringify(body.errors)).toContain('2024-11-15T17:00:00+07:00');
    expect(asked).toEqual([]);
  });
});

describe('scoreboardChanges', () => {
  test('has both scoreboards and the rows that differ, each with its receipt', async () => {
    const { scoreboardChanges } = await data(
      `{ scoreboardChanges(${PLACE}, from: "2020-01-01T00:00:00Z", to: "${MOMENT}") {
           unit { code } assessment { year } before { points } after { points asOf }
           changes { indicator { code } before { points } after { points state receipt { steps { value } } } } } }`,
    );
    expect(scoreboardChanges).toEqual({
      unit: { code: '19777' },
      assessment: { year: 2024 },
      before: null,
      after: { points: 22.33, asOf: '2024-11-15T10:00:00.000Z' },
      changes: [
        {
          indicator: { code: '1.1' },
          before: null,
          after: { points: 22.33, state: 'SCORED', receipt: { steps: [{ value: '22,33' }] } },
        },
      ],
    });
    expect(asked).toEqual([
      ['from', EARLY],
      ['to', SAME_MOMENT],
    ]);
  });
});
