import { describe, expect, it } from 'vitest';
import { inspect, type PullResult } from '../../../src/app/pull/inspect.ts';
import { isQuietBeginning } from '../../../src/app/pull/quiet-beginning.ts';
import { remarks } from '../../../src/app/pull/remarks.ts';
import { heldBack, withWarnings, wouldPublish } from '../../../src/app/pull/run-messages.ts';
import { text } from '../../../src/core/text.ts';
import { CASES, POSTS } from '../../kit/scripted-connector.ts';

/** Forty posts were visible and none is left. */
const RESULT: PullResult = {
  slices: [
    {
      id: 1,
      stream: 'posts',
      window: { from: '2024-01-01', to: '2024-01-31' },
      received: 6,
      declared: 6,
      isConfirmed: false,
    },
  ],
  recordsRead: 6,
  quarantined: {},
  ignored: {},
  setAside: [],
  units: { own: 1, foreign: 0, example: '' },
  onlyUnitIds: null,
  mayBeEmpty: false,
  comparisons: [{ measureId: 1, unitId: 7, before: 40, after: null }],
  measures: [POSTS.code, CASES.code],
  measuresOfStream: () => [POSTS.code],
  measureCode: () => POSTS.code,
  unitName: () => 'Phường An',
};

const reasons = (changes: Partial<PullResult>) =>
  inspect({ ...RESULT, ...changes }).map(({ measure, reason }) => [measure, reason.vi]);

it('records of unknown units only: that is the reason for every measure, not the sum that fell to 0', () => {
  const quarantined = { 'X-1': 1, 'X-2': 1, 'X-3': 1, 'X-4': 1, 'X-5': 1, 'X-6': 1 };
  const reason =
    'Cả 6 bản ghi đều có mã đơn vị lạ ("X-1", "X-2", "X-3", "X-4", "X-5", …). Số liệu cũ được giữ nguyên; hãy xem đề xuất ghép mã bằng lệnh "hub units unmatched", xác nhận rồi lấy lại.';
  expect(reasons({ recordsRead: 6, quarantined })).toEqual([
    [POSTS.code, reason],
    [CASES.code, reason],
  ]);
});

it('one known record among them: the sum tells', () => {
  const told = reasons({ recordsRead: 6, quarantined: { 'X-1': 5 } });
  expect(told).toEqual([[POSTS.code, expect.stringContaining('Tổng đổi từ 40 thành 0')]]);
});

it('F16 half of the small units went over to the others: the sum tells nothing, the shift does', () => {
  const parts = (after: (unitId: number) => number | null) =>
    [1, 2, 3, 4, 5, 6, 7, 8].map((unitId) => ({ measureId: 1, unitId, before: 15, after: after(unitId) }));
  const told = (comparisons: PullResult['comparisons']) =>
    reasons({ comparisons }).map(([, reason]) => reason);
  expect(told(parts((unitId) => (unitId % 2 ? null : 30)))).toEqual([
    expect.stringMatching(/Tổng 120 gần như không đổi nhưng số liệu từng đơn vị lệch tổng cộng 120/),
  ]);
  expect(told(parts((unitId) => (unitId % 2 ? 12 : 18)))).toEqual([]);
  const few = [1, 2, 3].map((unitId) => ({
    measureId: 1,
    unitId,
    before: 15,
    after: unitId === 2 ? 45 : null,
  }));
  expect(told(few)).toEqual([]);
});

it('F16 one unit that moved for itself is the reason, not the shift of all', () => {
  const unit = (unitId: number, before: number, after: number) => ({ measureId: 1, unitId, before, after });
  const comparisons = [unit(1, 60, 0), unit(2, 20, 40), unit(3, 20, 60)];
  expect(reasons({ comparisons }).map(([, reason]) => /^Tổng của Phường An/.test(`${reason}`))).toEqual([
    true,
    true,
    true,
  ]);
});

it('figures of another province alone are held, beside our own they are told', () => {
  const ours = { comparisons: [], units: { own: 3, foreign: 6, example: 'Phường Ba Đình' } };
  expect(reasons(ours)).toEqual([]);
  expect(remarks({ ...RESULT, ...ours }).map(({ vi }) => vi)).toEqual([
    'Có số liệu của 6 đơn vị ngoài tỉnh (ví dụ Phường Ba Đình); các đơn vị này không được chấm điểm.',
  ]);
  const [first] = reasons({ comparisons: [], units: { ...ours.units, own: 0 } });
  expect(first?.[1]).toMatch(/đều của 6 đơn vị ngoài tỉnh \(ví dụ Phường Ba Đình\)/);
  const theirs = { ...RESULT, comparisons: [], units: { ...ours.units, own: 0 } };
  expect(remarks(theirs)).toEqual([]);
  // Whoever pulls one unit has asked for it.
  expect([inspect({ ...theirs, onlyUnitIds: [7] }), remarks({ ...theirs, onlyUnitIds: [7] })]).toEqual([
    [],
    [],
  ]);
});

it.each([
  [10_000, true],
  [2_000, true],
  [1_001, false],
  [100, false],
])('exactly %i records look like the end of what a source sends: %s', (received, isTold) => {
  const slices = RESULT.slices.map((slice) => ({ ...slice, received, declared: received }));
  expect(remarks({ ...RESULT, slices })).toHaveLength(isTold ? 1 : 0);
  const known = slices.map((slice) => ({ ...slice, isConfirmed: true }));
  expect(remarks({ ...RESULT, slices: known })).toEqual([]);
});

it('nothing read is nothing, whatever the codes', () => {
  const slices = RESULT.slices.map((slice) => ({ ...slice, received: 0, declared: 0 }));
  const [first] = reasons({ slices, recordsRead: 0, quarantined: {} });
  expect(first?.[1]).toContain('không trả về bản ghi nào');
});

describe('F15 nothing at all where a year has just begun', () => {
  const FACTS = { ever: true, inWindow: false };
  const days = (to: string, from = '2027-01-01') => ({ from, to });
  it.each([
    ['on New Year itself', days('2027-01-01'), days('2027-01-01'), FACTS, true],
    ['the first working night', days('2027-01-05'), days('2027-01-05'), FACTS, true],
    ['after a working day', days('2027-01-06'), days('2027-01-06'), FACTS, false],
    ['some days of a year under way', days('2027-03-03', '2027-03-01'), days('2027-03-03'), FACTS, false],
    ['the first days again, later', days('2027-01-03'), days('2027-03-03'), FACTS, false],
    ['days of no year', days('2027-01-02'), null, FACTS, false],
    ['figures would be lost', days('2027-01-03'), days('2027-01-03'), { ever: true, inWindow: true }, false],
    ['a new source', days('2027-01-03'), days('2027-01-03'), { ever: false, inWindow: false }, false],
    [
      'a new source, a whole year',
      days('2026-12-31', '2026-01-01'),
      days('2026-12-31', '2026-01-01'),
      { ever: false, inWindow: false },
      false,
    ],
  ])('%s', (_, asked, year, facts, isBelieved) => {
    const slices = RESULT.slices.map((slice) => ({ ...slice, received: 0, declared: 0 }));
    const mayBeEmpty = isQuietBeginning(asked, year, facts);
    expect(reasons({ slices, comparisons: [], mayBeEmpty }).length === 0).toBe(isBelieved);
  });
});

it('a held run names the measure by its title in the language of the reader, beside its code', () => {
  const held = inspect({ ...RESULT, recordsRead: 6, quarantined: {} });
  const { vi, en } = heldBack(held, [POSTS, CASES]);
  expect(vi).toMatch(/^Chờ người kiểm tra: số POST\.COUNT \(POST\.COUNT\): Tổng đổi/);
  expect(en).toMatch(/^Held for review: number POST\.COUNT \(POST\.COUNT\): The sum moved/);
  const counters = { recordsRead: 6, recordsExpected: 6, pagesRead: 1, payloadHash: null, retries: 0 };
  expect(wouldPublish(counters, held, [POSTS]).en).toContain('number POST.COUNT (POST.COUNT): The sum');
});

it('what a connector warns of stands after the message, each once, the sixth only counted', () => {
  const one = (n: number) => text(`Lưu ý ${n}.`, `Note ${n}.`);
  const { vi, en } = withWarnings(text('Xong.', 'Done.'), [1, 1, 2, 3, 4, 5, 6].map(one));
  expect(vi).toBe('Xong. Lưu ý 1. Lưu ý 2. Lưu ý 3. Lưu ý 4. Lưu ý 5. Và 1 lưu ý khác.');
  expect(en).toBe('Done. Note 1. Note 2. Note 3. Note 4. Note 5. And 1 more to note.');
  expect(withWarnings(text('Xong.', 'Done.'), [])).toEqual(text('Xong.', 'Done.'));
});
