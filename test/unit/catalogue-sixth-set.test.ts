import { expect, test } from 'vitest';
import { load, rowOf } from './catalogue-kit.ts';

/** A decree that nobody has seen: what a province writes to add its own. */
const SIXTH_SET = `
title: Bộ chỉ số chuyển đổi số cấp xã tỉnh Thử
version: 1
holdsFrom: "2024-02-01"
firstYear: 2024
scope: { code: "46", level: PROVINCE }
decree: { number: 1/QĐ-UBND, date: "2024-02-01", issuer: Ủy ban nhân dân tỉnh Thử }
scoringModel: POINTS_PER_INDEX
rankBy: POINTS
missing: ZERO
counts: [FINAL, AUTOMATIC, SELF]
levels:
  - level: COMMUNE
    window: { from: "01-01", to: "12-31" }
    entryDeadline: "12-31"
    owner: Sở Thử
    declared:
      - { what: indicatorCount, value: 3, places: [Điều 1] }
      - { what: maxPoints, value: 100, places: [Điều 2] }
groups:
  - { code: I, title: Chính quyền số, points: 60 }
  - { code: I.1, parent: I, title: Dịch vụ công }
  - { code: II, title: Xã hội số, points: 40 }
indicators:
  - id: thu.online
    code: I.1.1
    group: I.1
    title: Hồ sơ trực tuyến
    points: 60
    levels: [COMMUNE]
    evidenceClass: A1
    rules: [{ kind: ratio, params: { numerator: TTHC.RECEIVED_ONLINE, denominator: TTHC.RECEIVED } }]
  - id: thu.plan
    code: II.1
    group: II
    title: Kế hoạch
    points: 40
    levels: [COMMUNE]
    evidenceClass: M
    assignment: { responsible: [Công chức Văn hóa - Xã hội] }
`;

test('a sixth set is a file: it loads with the one figure that disagrees', () => {
  const { indexSet, findings } = load('thu-2024.yaml', SIXTH_SET);
  expect(findings.map(({ severity, declared, computed }) => [severity, declared, computed])).toEqual([
    ['WARNING', '3', '2'],
  ]);
  expect(indexSet).toMatchObject({ code: 'thu-2024', series: 'thu-2024', lastYear: null });
  expect(indexSet?.groups.map(({ code, parentCode, maxPoints }) => [code, parentCode, maxPoints])).toEqual([
    ['I', null, 6_000],
    ['I.1', 'I', 6_000],
    ['II', null, 4_000],
  ]);
  const context = { max: 6_000, year: 2024 };
  const quantities = new Map([
    ['TTHC.RECEIVED_ONLINE', { value: 30, day: '2024-06-30' }],
    ['TTHC.RECEIVED', { value: 40, day: '2024-06-30' }],
  ]);
  const row = indexSet && rowOf(indexSet, 'I.1.1');
  expect(row?.ruleAt('COMMUNE')?.score(quantities, context)).toEqual({ state: 'SCORED', points: 4_500 });
  expect(indexSet && rowOf(indexSet, 'II.1').ruleAt('COMMUNE')).toBeNull();
});
