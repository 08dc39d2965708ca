import { randomUUID } from 'node:crypto';
import type { AuditEntry } from '../../src/app/audit/audit-page.ts';
import { rowsOfBoth } from '../../src/app/comparison/compare-years.ts';
import type { Hub } from '../../src/app/hub.ts';
import type { Page } from '../../src/app/page.ts';
import type { Results } from '../../src/app/reports/results.ts';
import { MASK_BELOW } from '../../src/app/rights/few-people.ts';
import { grantViews } from '../../src/app/rights/grant-view.ts';
import { seenByEach } from '../../src/app/rights/seen-by.ts';
import { settingsOf, settingsSchema } from '../../src/app/source-settings.ts';
import { UnitDirectory } from '../../src/app/units/unit-directory.ts';
import type { AlertView } from '../../src/app/views/alert.ts';
import type { ApiTokenView } from '../../src/app/views/api-token.ts';
import type { AssessmentView } from '../../src/app/views/assessment.ts';
import type { PublicationView } from '../../src/app/views/publication.ts';
import type { PullRunView } from '../../src/app/views/pull-run.ts';
import type { QuantityView } from '../../src/app/views/receipt.ts';
import type { RankedUnit, ScoreboardView, ScoreView } from '../../src/app/views/scoreboard.ts';
import type { SourceView } from '../../src/app/views/source.ts';
import type { UnitMatchView, UnmatchedUnitView } from '../../src/app/views/unit-match.ts';
import { measuresOf } from '../../src/connector-kit/connector.ts';
import { HubError } from '../../src/core/errors.ts';
import { text } from '../../src/core/text.ts';
import type { Unit } from '../../src/core/unit.ts';
import { CONNECTOR, FIRST_ROW, INDEX_SET, NEWS, TENTH_ROW } from './fake-catalogue.ts';

const NOW = new Date('2024-11-20T03:00:00.000Z');

const HUE: Unit = {
  key: 'PROVINCE:46:1976',
  code: '46',
  codeSystem: 'OFFICIAL',
  name: 'Thành phố Huế',
  level: 'PROVINCE',
  parentKey: null,
  validFrom: null,
  validTo: null,
};
export const VINH_NINH: Unit = {
  key: 'COMMUNE:19777:1976',
  code: '19777',
  codeSystem: 'OFFICIAL',
  name: 'Phường Vĩnh Ninh',
  level: 'COMMUNE',
  parentKey: HUE.key,
  validFrom: null,
  validTo: '2025-06-30',
};
export const THUAN_HOA: Unit = {
  ...VINH_NINH,
  key: 'COMMUNE:19789:2025',
  code: '19789',
  name: 'Phường Thuận Hóa',
  validFrom: '2025-07-01',
  validTo: null,
};
const LISTED = [HUE, VINH_NINH, THUAN_HOA];
const UNITS = new UnitDirectory(LISTED, [
  { fromKey: VINH_NINH.key, toKey: THUAN_HOA.key, kind: 'MERGED', date: '2025-07-01' },
]);

const ASSESSMENT: AssessmentView = {
  id: 7,
  indexSet: INDEX_SET,
  year: 2024,
  level: 'COMMUNE',
  owner: 'UBND cấp huyện',
  state: 'ENTRY',
  dataWindow: { from: '2024-01-01', to: '2024-11-15' },
  entryDeadline: '2024-11-30',
  maxPoints: 4800,
  declaredMaxPoints: 5000,
  practice: true,
  scoredAt: NOW,
  published: [],
};

const GROUPS = [{ code: '1', title: 'Nhận thức số', points: 2233, maxApplicable: 2400, printed: '22,33' }];

const NOTHING_GIVEN = { points: null, met: null, printed: null };

const score = (part: Partial<ScoreView>): ScoreView => ({
  indicator: FIRST_ROW,
  maxPoints: 2400,
  state: 'SCORED',
  points: 2233,
  met: null,
  reason: null,
  automatic: { points: 2233, state: 'SCORED', asOf: NOW },
  basis: 'AUTOMATIC',
  selfAssessed: { points: 2400, met: null, printed: '24' },
  department: NOTHING_GIVEN,
  verified: NOTHING_GIVEN,
  final: NOTHING_GIVEN,
  freshness: { state: 'FRESH', asOf: NOW, source: { id: 's1', name: 'Trang tin thành phố' } },
  ...part,
});

export const SCOREBOARD: ScoreboardView = {
  id: 11,
  assessment: ASSESSMENT,
  unit: VINH_NINH,
  rank: 1,
  rankedUnits: 1,
  points: 2233,
  maxApplicable: 2400,
  percent: 9304,
  printedTotal: null,
  metTargets: null,
  groups: GROUPS,
  indicators: [
    score({}),
    score({
      indicator: TENTH_ROW,
      state: 'NO_DATA',
      points: null,
      reason: text('Chưa có số liệu', 'No data yet'),
      automatic: { points: null, state: 'NO_DATA', asOf: null },
      freshness: { state: 'NEVER', asOf: null, source: null },
    }),
  ],
  scoredAt: NOW,
  asOf: null,
};

const RANKED: RankedUnit = {
  scoreboardId: SCOREBOARD.id,
  rank: 1,
  rankWithin: 1,
  unit: VINH_NINH,
  points: 2233,
  maxApplicable: 2400,
  percent: 9304,
  groups: GROUPS,
};

const RESULTS: Results = {
  assessment: ASSESSMENT,
  asOf: null,
  rows: [FIRST_ROW, TENTH_ROW],
  boards: [
    {
      unit: VINH_NINH,
      rankWithin: 1,
      stored: {
        id: SCOREBOARD.id,
        assessmentId: ASSESSMENT.id,
        unitId: 1,
        unitKey: VINH_NINH.key,
        parentKey: HUE.key,
        position: 1,
        rank: 1,
        points: 2233,
        maxApplicable: 2400,
        percent: 9304,
        groups: [[2233, 2400]],
        scores: [
          ['SCORED', 2233, 1],
          ['NO_DATA', null, null],
        ],
        knownFrom: NOW,
      },
    },
    {
      unit: THUAN_HOA,
      rankWithin: null,
      stored: {
        id: 12,
        assessmentId: ASSESSMENT.id,
        unitId: 2,
        unitKey: THUAN_HOA.key,
        parentKey: HUE.key,
        position: 2,
        rank: null,
        points: null,
        maxApplicable: 2400,
        percent: null,
        groups: [[null, 2400]],
        scores: [
          ['NO_DATA', null, null],
          ['NO_DATA', null, null],
        ],
        knownFrom: NOW,
      },
    },
  ],
  cells: () =>
    SCOREBOARD.indicators.map(({ indicator, state, points, freshness }) => ({
      indicator,
      state,
      points,
      missing: indicator.maxPoints - (points ?? 0),
      freshness: freshness.state,
      asOf: freshness.asOf,
    })),
  view: ({ unit }) => ({ ...SCOREBOARD, unit }),
};

const RUN: PullRunView = {
  id: 'run-1',
  sourceId: 's1',
  connectorVersion: '1.0.0',
  state: 'RUNNING',
  startedAt: NOW,
  finishedAt: null,
  window: ASSESSMENT.dataWindow,
  recordsRead: 10,
  rowsUnmatched: 2,
  rowsIgnored: 1,
  recordsExpected: 20,
  pagesRead: 1,
  factsChanged: 0,
  payloadHash: null,
  ratePerSecond: 5,
  secondsLeft: 2,
  errorCode: null,
  message: text('Đang đọc', 'Reading'),
  held: [],
  decision: null,
  dueAt: null,
  lateSeconds: null,
  retries: 0,
  retryAt: null,
  isResumable: false,
  onlyUnits: null,
};

const ALERT: AlertView = {
  id: '5',
  sourceId: 's1',
  kind: 'FAILED',
  openedAt: NOW,
  lastSeenAt: NOW,
  closedAt: null,
  message: text(
    'Nguồn trả lời lỗi 500. Hãy báo đơn vị vận hành.',
    'The source answered 500. Tell its operator.',
  ),
  deliveries: [{ channel: 'EMAIL', state: 'WAITING', attempts: 2, lastError: 'SMTP_STATUS_450' }],
};

const UNMATCHED: UnmatchedUnitView = {
  sourceId: 's1',
  sourceCode: '19777',
  reason: 'OLD_CODE',
  why: text('Mã cũ.', 'An old code.'),
  records: 12,
  values: 2,
  firstDay: '2025-07-01',
  lastDay: '2025-07-31',
  proposals: [{ unit: THUAN_HOA, kind: 'SUCCESSOR', why: text('Nay thuộc.', 'It belongs to it now.') }],
};

const MATCH: UnitMatchView = {
  id: '3',
  sourceId: 's1',
  sourceCode: '19777',
  unitCode: '19789',
  units: [THUAN_HOA],
  validFrom: '2025-07-01',
  validTo: null,
  reason: 'Công văn 12 của Phường',
  decidedAt: NOW,
};

const API_TOKEN: ApiTokenView = {
  id: '12',
  name: 'Báo cáo tháng',
  grants: [{ role: 'READER', unit: HUE }],
  owner: 'local:lan',
  createdAt: NOW,
  expiresAt: new Date('2025-11-20T03:00:00.000Z'),
  lastUsedAt: null,
  revokedAt: null,
};

const QUANTITY: QuantityView = {
  measure: NEWS,
  scoreboardId: SCOREBOARD.id,
  unitKey: VINH_NINH.key,
  value: 22,
  day: '2024-11-10',
  window: ASSESSMENT.dataWindow,
  knownAt: NOW,
  asOf: null,
  isMasked: false,
};

const SOURCE: SourceView = {
  id: 's1',
  name: 'Trang tin thành phố',
  enabled: true,
  connector: CONNECTOR,
  schedule: '0 2 * * *',
  nextRunAt: NOW,
  lastSuccessAt: null,
  practice: true,
  measures: measuresOf(CONNECTOR),
  settings: settingsOf({ settings: {} }),
  version: 1,
  health: { state: 'NEVER_RUN', message: text('Chưa chạy lần nào', 'Never ran') },
};

function page<T>(...nodes: T[]): Page<T> {
  const items = nodes.map((node, index) => ({ cursor: `c${index + 1}`, node }));
  return { totalCount: nodes.length, items, hasNextPage: false, hasPreviousPage: false };
}

function found<T>(value: T | undefined, code: string, what: string, field?: string): T {
  if (value !== undefined) return value;
  const words = text(`Không có ${what}.`, `There is no ${what}.`);
  throw new HubError('config', code, words, field === undefined ? {} : { details: { field } });
}

const knownSet = (code: string) =>
  found(code === INDEX_SET.code ? INDEX_SET : undefined, 'UNKNOWN_INDEX_SET', `"${code}"`);
const knownRun = (id: string) => found(id === RUN.id ? RUN : undefined, 'UNKNOWN_PULL_RUN', `"${id}"`);

const AUDIT_ENTRY: AuditEntry = {
  seq: 7,
  at: NOW,
  principal: 'local:lan',
  channel: 'API',
  address: '10.1.2.3',
  action: 'SOURCE_CHANGED',
  subject: 'Source',
  subjectKey: '1',
  before: { enabled: true },
  after: { enabled: false },
  reason: null,
  hash: 'ab'.repeat(32),
};

const PUBLICATION: PublicationView = {
  id: '4',
  assessmentId: ASSESSMENT.id,
  number: 1,
  at: NOW,
  scoredAt: NOW,
  by: 'local:lan',
  reason: null,
  hash: 'cd'.repeat(32),
  heldScores: 2,
};

/** A hub of literals: what the API does with them is what is tested. */
export function fakeHub(part: Partial<Hub> = {}, directory = UNITS): Hub {
  const knownUnit = (code: string) =>
    found(directory.latestByCode(code) ?? undefined, 'UNKNOWN_UNIT', `"${code}"`);
  const isSeen = ({ key }: Unit) => directory.byKey(key) !== null;
  const hub: Hub = {
    as: () => hub,
    at: () => hub,
    seenBy: seenByEach({
      directory,
      whole: () => hub,
      over: ({ directory: some = directory }) => fakeHub(part, some),
      maskBelow: MASK_BELOW,
    }),
    grantViews: (grants) => grantViews(directory, grants),
    dataVersion: async () => randomUUID(),
    statistics: async () => ({ sources: [], queue: null, openAlerts: [], deliveries: [] }),
    alerts: async () => page(ALERT),
    sourceRuns: async () => page(RUN),
    alert: async (id) => found(id === ALERT.id ? ALERT : undefined, 'UNKNOWN_ALERT', `"${id}"`),
    indexSets: () => [INDEX_SET],
    measure: (code) => (code === NEWS.code ? NEWS : { ...NEWS, code, title: text(code, code) }),
    findings: () => INDEX_SET.findings,
    compareEditions: (from, to) => ({ from: knownSet(from), to: knownSet(to), changes: [] }),
    assessIndicator: async () => SCOREBOARD,
    publications: async (ids) => ids.map(() => [PUBLICATION]),
    publication: async (id) =>
      found(id === PUBLICATION.id ? PUBLICATION : undefined, 'UNKNOWN_PUBLICATION', `"${id}"`),
    frozenCopy: async () => ({ name: 'cong-bo.json', hash: PUBLICATION.hash, document: '{}' }),
    publishResults: async () => PUBLICATION,
    removalProposals: async () => [],
    remediation: async () => [],
    losses: () => ({ byGroup: [], byResponsible: [] }),
    assessment: async (indexSet, year, level) => {
      knownSet(indexSet);
      const matches = year === ASSESSMENT.year && level === ASSESSMENT.level;
      return found(matches ? ASSESSMENT : undefined, 'NO_ASSESSMENT', `${indexSet} ${year} ${level}`);
    },
    assessments: async () => [ASSESSMENT],
    ranking: async () => page(...[RANKED].filter(({ unit }) => isSeen(unit))),
    results: async () => ({ ...RESULTS, boards: RESULTS.boards.filter(({ unit }) => isSeen(unit)) }),
    compareYears: async () => ({
      from: SCOREBOARD,
      to: SCOREBOARD,
      rows: rowsOfBoth(SCOREBOARD, SCOREBOARD),
    }),
    scoreboard: async (unit, indexSet) => {
      knownSet(indexSet);
      return { ...SCOREBOARD, unit: knownUnit(unit) };
    },
    unscoredReason: async () => null,
    scoreboardAsOf: async (unit, _indexSet, _year, asOf) => ({ ...SCOREBOARD, unit: knownUnit(unit), asOf }),
    scoreboardChanges: async (unit) => ({
      unit: knownUnit(unit),
      assessment: ASSESSMENT,
      before: SCOREBOARD,
      after: SCOREBOARD,
      changes: [],
    }),
    receipt: async ({ unit }, _indicator, language) => ({
      rule: {
        kind: 'count',
        sentence: language === 'vi' ? 'Đủ 24 tin' : '24 items',
        parameters: { target: 24 },
      },
      decreeText: 'Tối thiểu 24 tin',
      steps: [{ label: 'Số tin', expression: '22 / 24 × 24', value: '22,33' }],
      quantities: [{ ...QUANTITY, unitKey: unit.key }],
    }),
    receiptFacts: async () => page({ date: '2024-11-10', value: 22, pullRun: RUN }),
    receiptRecords: async () =>
      page({ externalId: 'n-1', occurredAt: NOW, title: 'Tin số 1', counted: false, reason: 'Đăng lại' }),
    recordsErasedAt: async () => null,
    unit: async (code) => knownUnit(code),
    units: async ({ level }) =>
      page(...LISTED.filter(isSeen).filter((unit) => level === null || unit.level === level)),
    unitsByKey: async (keys) => keys.map((key) => directory.byKey(key)),
    successions: async (keys) =>
      keys.map((key) => ({
        successors:
          key === VINH_NINH.key ? [{ unit: THUAN_HOA, kind: 'MERGED' as const, date: '2025-07-01' }] : [],
        predecessors: [],
      })),
    trend: async () => [
      {
        year: 2024,
        unit: VINH_NINH,
        points: 2233,
        maxApplicable: 2400,
        percent: 9304,
        rank: 1,
        groups: GROUPS,
      },
    ],
    connectors: () => [CONNECTOR],
    sources: async () => page(SOURCE),
    source: async (id) => found(id === SOURCE.id ? SOURCE : undefined, 'UNKNOWN_SOURCE', `"${id}"`, 'source'),
    runs: async (ids) => ids.map(() => [RUN]),
    createSource: async ({ name, connector }) => {
      found(
        connector === CONNECTOR.id ? connector : undefined,
        'UNKNOWN_CONNECTOR',
        `"${connector}"`,
        'connector',
      );
      return { ...SOURCE, name };
    },
    testSource: async () => ({
      ok: true,
      message: text('Đọc được 1 tin', 'Read 1 item'),
      sample: 'Tin số 1',
    }),
    sourceSettingsSchema: () => settingsSchema(),
    updateSource: async ({ source }) =>
      found(source === SOURCE.id ? SOURCE : undefined, 'UNKNOWN_SOURCE', `"${source}"`),
    startPull: async () => RUN,
    pullRunPreview: async () => ({
      facts: { added: 1, changed: 1, vanished: 0 },
      changes: [{ measure: NEWS, unit: VINH_NINH, before: 22, after: 3 }],
      changesCount: 1,
      affected: [
        { indexSet: INDEX_SET.code, year: ASSESSMENT.year, level: 'COMMUNE', indicator: '1.1', units: 1 },
      ],
    }),
    reviewPullRun: async ({ pullRun, reason }) => ({
      ...knownRun(pullRun),
      state: 'OK',
      decision: { decision: 'ACCEPTED', reason, decidedAt: NOW },
      held: [{ measure: NEWS, unit: VINH_NINH, reason: text('Giảm nhiều', 'Fell') }],
    }),
    auditEntries: async () => page(AUDIT_ENTRY),
    auditEntry: async (seq) => (seq === AUDIT_ENTRY.seq ? AUDIT_ENTRY : null),
    cancelPull: async (id) => ({ ...knownRun(id), state: 'CANCELLED' }),
    backfillPreview: async ({ from, to }) => [{ source: SOURCE, from, to }],
    startBackfill: async ({ from, to }) => [{ source: SOURCE, from, to }],
    pullRun: async (id) => knownRun(id),
    unmatchedUnits: async () => page(UNMATCHED),
    unitMatches: async () => page(MATCH),
    unitMatch: async (key) => found(key === MATCH.id ? MATCH : undefined, 'NOT_IN_FORCE', `"${key}"`),
    confirmUnitMatch: async ({ sourceCode, validFrom, validTo, reason }) => ({
      match: { ...MATCH, sourceCode, validFrom, validTo, reason },
      waitingRows: 14,
    }),
    ignoreUnitCode: async ({ sourceCode, reason }) => ({
      match: { ...MATCH, sourceCode, unitCode: null, units: [], validFrom: null, validTo: null, reason },
      waitingRows: 14,
    }),
    withdrawUnitMatch: async ({ match }) =>
      found(match === MATCH.id ? MATCH : undefined, 'NOT_IN_FORCE', `"${match}"`, 'unitMatch'),
    async *pullRunProgress(id) {
      const run = knownRun(id);
      yield run;
      yield { ...run, state: 'OK', recordsRead: 20, finishedAt: NOW, message: text('Xong', 'Done') };
    },
    apiTokens: async () => page(API_TOKEN),
    apiToken: async (_by, id) =>
      found(id === API_TOKEN.id ? API_TOKEN : undefined, 'UNKNOWN_TOKEN', `"${id}"`),
    createApiToken: async (_by, { name, expiresAt }) => ({
      token: { ...API_TOKEN, name, expiresAt },
      secret: 'dti_shown-once',
    }),
    revokeApiToken: async (_by, id) => ({
      ...found(id === API_TOKEN.id ? API_TOKEN : undefined, 'UNKNOWN_TOKEN', `"${id}"`, 'token'),
      revokedAt: NOW,
    }),
    excludeIndicator: async () => SCOREBOARD,
    ...part,
  };
  return hub;
}
