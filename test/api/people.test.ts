import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Hub } from '../../src/app/hub.ts';
import type { RemediationItem } from '../../src/app/views/remediation.ts';
import type { AssessIndicator } from '../../src/app/views/scoreboard.ts';
import type { IndexSet, Indicator } from '../../src/catalog/index-set.ts';
import { HubError } from '../../src/core/errors.ts';
import { text } from '../../src/core/text.ts';
import { ADMIN, type Api, startApi } from '../kit/api.ts';
import { FIRST_ROW, INDEX_SET, TENTH_ROW } from '../kit/fake-catalogue.ts';
import { SCOREBOARD, THUAN_HOA, VINH_NINH } from '../kit/fake-hub.ts';

const MET_ROW: Indicator = {
  ...FIRST_ROW,
  id: 'news-1.6',
  code: '1.6',
  maxPoints: 100,
  target: { text: '*1', atLeastPercent: 6050, footnote: 'Chú thích đã mất' },
  unitOfTarget: '%',
  assignment: { responsible: ['VP-TK', 'VHTT xã'], lead: ['Sở TTTT'], support: [] },
  legalBasis: 'QĐ 1957',
};

const NEWER: IndexSet = {
  ...INDEX_SET,
  code: 'thanh-hoa-2023',
  version: 2,
  series: 'thanh-hoa',
  lastYear: 2024,
  decree: { ...INDEX_SET.decree, date: '2023' },
  scoringModel: 'TARGETS',
  missing: 'UNMET',
  counts: ['VERIFIED', 'SELF'],
  columns: [{ column: 'VERIFIED', title: 'Kết luận của tổ' }],
  removalBelowPercent: 50,
  publication: { text: 'Trước tháng 5', before: '05-01', place: null },
  team: { founded: 'QĐ 12', members: [{ post: 'Trưởng phòng', role: 'Tổ trưởng', scope: '2.1, 2.6' }] },
  groups: [
    { ...(INDEX_SET.groups[0] as IndexSet['groups'][number]), indicators: [MET_ROW] },
    { ...(INDEX_SET.groups[0] as IndexSet['groups'][number]), code: '1a', parentCode: '1', indicators: [] },
  ],
  indicators: [MET_ROW],
};

const GIVEN = { points: 100, met: true, printed: 'Đạt' };
const [SCORED, UNSCORED] = SCOREBOARD.indicators as [
  (typeof SCOREBOARD.indicators)[0],
  (typeof SCOREBOARD.indicators)[0],
];
const BOARD: typeof SCOREBOARD = {
  ...SCOREBOARD,
  assessment: { ...SCOREBOARD.assessment, indexSet: NEWER },
  printedTotal: '565,24',
  metTargets: { met: 1, total: 3, share: 3333 },
  indicators: [
    { ...SCORED, indicator: MET_ROW, met: true, basis: 'VERIFIED', department: GIVEN, verified: GIVEN },
    UNSCORED,
  ],
};

const item = (indicator: Indicator, missingPoints: number, closing: string): RemediationItem => ({
  indicator,
  state: 'SCORED',
  points: 2400 - missingPoints,
  maxPoints: 2400,
  missingPoints,
  closing,
  assignment: MET_ROW.assignment,
});

const assessed: AssessIndicator[] = [];
const hub: Partial<Hub> = {
  indexSets: () => [INDEX_SET, NEWER],
  scoreboard: async () => BOARD,
  assessment: async () => BOARD.assessment,
  removalProposals: async () => [{ indicator: MET_ROW, unitsWithData: 499, units: 1000, share: 4990 }],
  remediation: async (_board, language) => [
    item(TENTH_ROW, 2400, language === 'vi' ? 'Cần thêm 24 tin.' : '24 more.'),
    item(MET_ROW, 167, 'Cần đạt.'),
    item(FIRST_ROW, 1, 'Cần đạt.'),
  ],
  losses: () => ({
    byGroup: [{ code: '3', title: 'Hạ tầng số', lost: 5871, maxPoints: 10_000 }],
    byResponsible: [
      { responsible: 'VP-TK, VHTT xã', lost: 500, items: 1 },
      { responsible: null, lost: 1, items: 2 },
    ],
  }),
  compareEditions: () => ({
    from: INDEX_SET,
    to: NEWER,
    changes: [
      { id: 'a', older: FIRST_ROW, newer: MET_ROW, changes: [{ kind: 'MOVED', from: '1.1', to: '1.6' }] },
      { id: 'b', older: null, newer: MET_ROW, changes: [{ kind: 'ADDED', from: null, to: '1.6' }] },
      { id: 'c', older: TENTH_ROW, newer: null, changes: [{ kind: 'DROPPED', from: '1.10', to: null }] },
    ],
  }),
  assessIndicator: async (input) => {
    assessed.push(input);
    if (input.value !== '65%') return BOARD;
    throw new HubError('config', 'BAD_VALUE', text('Cần số', 'A number is needed'), {
      details: { field: 'value' },
    });
  },
};

let api: Api;
beforeAll(async () => {
  api = await startApi(hub);
});
afterAll(() => api.close());

async function data(query: string, headers: Record<string, string> = {}) {
  const { body } = await api.query(query, {}, headers);
  expect(body.errors).toBeUndefined();
  return body.data;
}

const board = (fields: string) => `{ scoreboard(unit: "19777", indexSet: "x", year: 2024) { ${fields} } }`;

describe('a scoreboard', () => {
  test('has the columns of people side by side, and whose value counts', async () => {
    const column = '{ points met printed }';
    const { scoreboard } = await data(
      board(
        `indicators { met basis selfAssessed ${column} department ${column} verified ${column} final ${column} }`,
      ),
    );
    const nothing = { points: null, met: null, printed: null };
    const given = { points: 1, met: true, printed: 'Đạt' };
    const self = { points: 24, met: null, printed: '24' };
    expect(scoreboard.indicators).toEqual([
      {
        met: true,
        basis: 'VERIFIED',
        selfAssessed: self,
        department: given,
        verified: given,
        final: nothing,
      },
      {
        met: null,
        basis: 'AUTOMATIC',
        selfAssessed: self,
        department: nothing,
        verified: nothing,
        final: nothing,
      },
    ]);
  });

  test('has published results as printed, and the share of met targets', async () => {
    const { scoreboard } = await data(
      board('printedTotal metTargets { met total share } groups { printed }'),
    );
    expect(scoreboard).toEqual({
      printedTotal: '565,24',
      metTargets: { met: 1, total: 3, share: 33.33 },
      groups: [{ printed: '22,33' }],
    });
  });

  test('has losses by group and by who is responsible', async () => {
    const { scoreboard } = await data(
      board('losses { byGroup { code title lost maxPoints } byResponsible { responsible lost items } }'),
    );
    expect(scoreboard.losses).toEqual({
      byGroup: [{ code: '3', title: 'Hạ tầng số', lost: 58.71, maxPoints: 100 }],
      byResponsible: [
        { responsible: 'VP-TK, VHTT xã', lost: 5, items: 1 },
        { responsible: null, lost: 0.01, items: 2 },
      ],
    });
  });

  test('has its remediation page by page, in the reader’s language', async () => {
    const fields = `totalCount pageInfo { hasNextPage hasPreviousPage endCursor }
      nodes { indicator { code } points maxPoints missingPoints closing state assignment { responsible lead support } }`;
    const first = (await data(board(`remediation(first: 2) { ${fields} }`))).scoreboard.remediation;
    const assignment = { responsible: ['VP-TK', 'VHTT xã'], lead: ['Sở TTTT'], support: [] };
    const shared = { maxPoints: 24, state: 'SCORED', assignment };
    expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true, hasPreviousPage: false } });
    expect(first.nodes).toEqual([
      { ...shared, indicator: { code: '1.10' }, points: 0, missingPoints: 24, closing: 'Cần thêm 24 tin.' },
      { ...shared, indicator: { code: '1.6' }, points: 22.33, missingPoints: 1.67, closing: 'Cần đạt.' },
    ]);
    const after = `remediation(first: 2, after: "${first.pageInfo.endCursor}") { ${fields} }`;
    const rest = (await data(board(after))).scoreboard.remediation;
    expect(rest).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: false, hasPreviousPage: true } });
    expect(rest.nodes.map((one: { indicator: object }) => one.indicator)).toEqual([{ code: '1.1' }]);
    const english = await data(board('remediation(first: 1) { nodes { closing } }'), {
      'accept-language': 'en',
    });
    expect(english.scoreboard.remediation.nodes).toEqual([{ closing: '24 more.' }]);
  });

  test.each([
    ['remediation(first: 0) { totalCount }', 'BAD_PAGE_SIZE'],
    ['remediation(first: 101) { totalCount }', 'BAD_PAGE_SIZE'],
    ['remediation(first: 2, after: "bm9uc2Vuc2U") { totalCount }', 'BAD_CURSOR'],
  ])('%s: %s', async (field, code) => {
    const { body } = await api.query(board(field));
    expect(body.errors[0].extensions.code).toBe(code);
  });
});

test('an indicator has its target in parts, who sees to it, and its legal basis', async () => {
  const { indexSets } = await data(`{ indexSets { code groups { indicators {
    target targetDetail { text atLeastPercent footnote } assignment { responsible lead support } legalBasis
  } } } }`);
  expect(indexSets[1].groups[0].indicators).toEqual([
    {
      target: '*1',
      targetDetail: { text: '*1', atLeastPercent: 60.5, footnote: 'Chú thích đã mất' },
      assignment: { responsible: ['VP-TK', 'VHTT xã'], lead: ['Sở TTTT'], support: [] },
      legalBasis: 'QĐ 1957',
    },
  ]);
  expect(indexSets[0].groups[0].indicators[0]).toEqual({
    target: null,
    targetDetail: null,
    assignment: { responsible: [], lead: [], support: [] },
    legalBasis: null,
  });
});

test('a set tells its series, its time, its scope and its rules about people', async () => {
  const { indexSet } = await data(`{ indexSet(code: "thanh-hoa-2023") {
    series holdsFrom firstYear lastYear scope { code level } missing counts columns { column title }
    removalBelowPercent publication { text before place } team { founded members { post role scope } }
    decree { date } groups { code parentCode }
  } }`);
  expect(indexSet).toEqual({
    series: 'thanh-hoa',
    holdsFrom: '2024-05-20',
    firstYear: 2024,
    lastYear: 2024,
    scope: { code: '46', level: 'PROVINCE' },
    missing: 'UNMET',
    counts: ['VERIFIED', 'SELF'],
    columns: [{ column: 'VERIFIED', title: 'Kết luận của tổ' }],
    removalBelowPercent: 50,
    publication: { text: 'Trước tháng 5', before: '05-01', place: null },
    team: { founded: 'QĐ 12', members: [{ post: 'Trưởng phòng', role: 'Tổ trưởng', scope: '2.1, 2.6' }] },
    decree: { date: '2023' },
    groups: [
      { code: '1', parentCode: null },
      { code: '1a', parentCode: '1' },
    ],
  });
});

test('two versions of one set are two answers', async () => {
  const versions = await startApi({
    indexSets: () => [INDEX_SET, { ...INDEX_SET, version: 2, title: 'Bản hai' }],
  });
  const { body } = await versions.query('{ indexSets { version title } }');
  await versions.close();
  expect(body.data.indexSets).toEqual([
    { version: 1, title: INDEX_SET.title },
    { version: 2, title: 'Bản hai' },
  ]);
});

test('an assessment has its owner, publication, team and what is proposed for removal', async () => {
  const { assessment } = await data(`{ assessment(indexSet: "x", year: 2024, level: COMMUNE) {
    owner publication { before } team { founded }
    removalProposals { indicator { code } unitsWithData units share }
  } }`);
  expect(assessment).toEqual({
    owner: 'UBND cấp huyện',
    publication: { before: '05-01' },
    team: { founded: 'QĐ 12' },
    removalProposals: [{ indicator: { code: '1.6' }, unitsWithData: 499, units: 1000, share: 49.9 }],
  });
});

test('two editions are compared row by row', async () => {
  const { editionComparison } = await data(`{ editionComparison(from: "a", to: "b") {
    from { code } to { code } changes { key older { code } newer { code } changes { kind from to } }
  } }`);
  expect(editionComparison).toEqual({
    from: { code: 'hue-dti-2024' },
    to: { code: 'thanh-hoa-2023' },
    changes: [
      {
        key: 'a',
        older: { code: '1.1' },
        newer: { code: '1.6' },
        changes: [{ kind: 'MOVED', from: '1.1', to: '1.6' }],
      },
      { key: 'b', older: null, newer: { code: '1.6' }, changes: [{ kind: 'ADDED', from: null, to: '1.6' }] },
      {
        key: 'c',
        older: { code: '1.10' },
        newer: null,
        changes: [{ kind: 'DROPPED', from: '1.10', to: null }],
      },
    ],
  });
});

describe('assessIndicator', () => {
  const mutation = (value: string, column = 'VERIFIED') =>
    `mutation { assessIndicator(input: {unit: "19777", indexSet: "x", year: 2024, indicator: "1.6", column: ${column},
      value: "${value}", reason: "Biên bản 12"}) { scoreboard { points } userErrors { field code message } } }`;

  test('hands the value on as typed and answers the scoreboard', async () => {
    const answer = await data(mutation(' 16.5 '), ADMIN);
    expect(answer.assessIndicator).toEqual({ scoreboard: { points: 22.33 }, userErrors: [] });
    expect(assessed.at(-1)).toEqual({
      unit: '19777',
      indexSet: 'x',
      year: 2024,
      indicator: '1.6',
      column: 'VERIFIED',
      value: ' 16.5 ',
      reason: 'Biên bản 12',
    });
  });

  test('tells which field is wrong', async () => {
    expect(await data(mutation('65%'), ADMIN)).toEqual({
      assessIndicator: {
        scoreboard: null,
        userErrors: [{ field: 'value', code: 'BAD_VALUE', message: 'Cần số' }],
      },
    });
  });

  test('knows no column of the machine', async () => {
    const { status } = await api.query(mutation('5', 'AUTOMATIC'), {}, ADMIN);
    expect(status).toBe(400);
  });
});

test('a trend names the unit of each year, also below predecessors', async () => {
  const joined = await startApi({
    successions: async (keys) =>
      keys.map((key) => ({
        successors: [],
        predecessors: key === THUAN_HOA.key ? [{ unit: VINH_NINH, kind: 'MERGED', date: '2025-07-01' }] : [],
      })),
    trend: async (key) => {
      const unit = key === THUAN_HOA.key ? THUAN_HOA : VINH_NINH;
      const year = unit === THUAN_HOA ? 2025 : 2024;
      return [{ year, unit, points: 100, maxApplicable: 200, percent: 5000, rank: 1, groups: [] }];
    },
  });
  const trend = 'trend(indexSet: "x") { year unit { code } }';
  const { body } = await joined.query(
    `{ unit(code: "19789") { ${trend} predecessors { unit { ${trend} } } } }`,
  );
  await joined.close();
  expect(body.data.unit).toEqual({
    trend: [{ year: 2025, unit: { code: '19789' } }],
    predecessors: [{ unit: { trend: [{ year: 2024, unit: { code: '19777' } }] } }],
  });
});
