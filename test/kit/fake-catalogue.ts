import { z } from 'zod';
import type { IndexSet, Indicator } from '../../src/catalog/index-set.ts';
import { type Connector, defineConnector } from '../../src/connector-kit/connector.ts';
import type { Measure } from '../../src/core/measure.ts';
import { text } from '../../src/core/text.ts';
import type { UnitLevel } from '../../src/core/unit.ts';
import type { Rule } from '../../src/rules/rule.ts';

export const NEWS: Measure = {
  code: 'NEWS.COUNT',
  title: text('Số tin bài', 'News items'),
  unit: text('tin', 'items'),
  aggregation: 'SUM',
};

const countRule: Rule = {
  kind: 'count',
  params: { measure: NEWS.code, target: 24 },
  needs: () => [NEWS.code],
  score: () => ({ state: 'SCORED', points: 2400 }),
  explain: () => [],
  gap: () => null,
  describe: ({ year }, title, language) =>
    language === 'vi' ? `Đủ 24 ${title(NEWS.code).vi} năm ${year}` : `24 ${title(NEWS.code).en} in ${year}`,
};

const indicator = (code: string, filling: Indicator['filling'], levels: readonly UnitLevel[]): Indicator => ({
  id: `news-${code}`,
  code,
  groupCode: '1',
  title: `Chỉ số ${code}`,
  task: 'Đăng tin',
  condition: 'Tối thiểu 24 tin',
  evidence: filling === 'NONE' ? null : 'Trang thông tin điện tử',
  maxPoints: 2400,
  levels,
  evidenceClass: filling === 'NONE' ? 'C' : 'A1',
  filling,
  target: null,
  unitOfTarget: null,
  assignment: { responsible: [], lead: [], support: [] },
  legalBasis: null,
  open: [{ question: 'Tối thiểu?', default: 'PRO_RATA', reason: '24 điểm cho 24 tin' }],
  ruleAt: (level) => (filling !== 'NONE' && levels.includes(level) ? countRule : null),
  measures: filling === 'NONE' ? [] : [NEWS.code],
});

export const FIRST_ROW = indicator('1.1', 'AUTOMATIC', ['PROVINCE', 'COMMUNE']);
export const TENTH_ROW = indicator('1.10', 'NONE', ['COMMUNE']);

export const INDEX_SET: IndexSet = {
  code: 'hue-dti-2024',
  version: 1,
  title: 'Chỉ số chuyển đổi số thành phố Huế',
  firstYear: 2024,
  decree: { number: '1234/QĐ-UBND', date: '2024-05-20', issuer: 'UBND tỉnh Thừa Thiên Huế' },
  scoringModel: 'POINTS_PER_ROW',
  rankBy: 'PERCENT',
  series: 'hue-dti',
  holdsFrom: '2024-05-20',
  lastYear: null,
  scope: { code: '46', level: 'PROVINCE' },
  missing: 'STAYS_IN_MAX',
  counts: ['FINAL', 'VERIFIED', 'AUTOMATIC'],
  columns: [],
  listsLossesOnly: false,
  removalBelowPercent: null,
  publication: null,
  team: null,
  officialResults: [],
  open: [],
  levels: [
    {
      level: 'COMMUNE',
      window: { from: '01-01', to: '11-15' },
      entryDeadline: '11-30',
      owner: 'UBND cấp huyện',
      declaredIndicatorCount: 3,
      declaredMaxPoints: 5000,
      indicatorCount: 2,
      maxPoints: 4800,
    },
  ],
  groups: [
    {
      code: '1',
      title: 'Nhận thức số',
      titleNote: null,
      parentCode: null,
      maxPoints: 4800,
      indicators: [FIRST_ROW, TENTH_ROW],
    },
  ],
  indicators: [FIRST_ROW, TENTH_ROW],
  reportedMeasures: [],
  findings: [
    {
      kind: 'COUNT_DIFFERS',
      severity: 'WARNING',
      message: text('Quyết định nêu 3 chỉ số, đếm được 2', 'The decree declares 3 rows, there are 2'),
      path: 'hue-dti-2024.yaml: levels[COMMUNE].declaredIndicatorCount',
      declared: '3',
      computed: '2',
    },
  ],
  digest: 'f'.repeat(64),
};

export const CONNECTOR: Connector<{ url: string; token: string }> = defineConnector({
  id: 'news-site',
  version: '1.0.0',
  title: text('Trang tin', 'News site'),
  description: text('Đếm tin bài', 'Counts news'),
  config: z.object({ url: z.url(), token: z.string().meta({ secret: true }) }),
  records: [],
  values: [{ name: 'news', title: text('Tin', 'News'), measures: [NEWS] }],
  check: async () => ({ ok: true, message: text('Đọc được', 'Readable'), sample: '1 tin' }),
  async *read() {},
  simulate: async () => ({ url: 'http://127.0.0.1:1', close: async () => {} }),
  practiceConfig: (url) => ({ url, token: 'practice' }),
});
