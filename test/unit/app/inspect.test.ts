import { expect, it } from 'vitest';
import { inspect, type PullResult } from '../../../src/app/pull/inspect.ts';
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
  onlyUnitIds: null,
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

it('nothing read is nothing, whatever the codes', () => {
  const slices = RESULT.slices.map((slice) => ({ ...slice, received: 0, declared: 0 }));
  const [first] = reasons({ slices, recordsRead: 0, quarantined: {} });
  expect(first?.[1]).toContain('không trả về bản ghi nào');
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
