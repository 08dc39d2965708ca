/** A small index set in the form of the real ones: a count, a date, two ratios and a row that people fill. */
export const TEST_SET = `
title: Bộ chỉ số thử
version: 1
firstYear: 2024
decree: { number: 1/QĐ, date: "2024-01-02", issuer: UBND }
scoringModel: POINTS_PER_ROW
rankBy: PERCENT
levels:
  - { level: COMMUNE, window: { from: "01-01", to: "11-15" }, entryDeadline: "11-30", owner: Huyện }
  - { level: DEPARTMENT, window: { from: "01-01", to: "11-15" }, entryDeadline: "11-30", owner: Sở }
groups:
  - { code: "1", title: Tin bài }
  - { code: "2", title: Người dân }
indicators:
  - id: test.posts
    code: "1.1"
    group: "1"
    title: Đăng tin
    task: Đăng tin
    condition: Đủ 12 tin
    evidence: Trang thông tin
    points: 24
    levels: [COMMUNE, DEPARTMENT]
    evidenceClass: A1
    rules: [{ kind: count, params: { measure: POST.COUNT, minimum: 12, mode: PRO_RATA } }]
  - id: test.visits
    code: "2.1"
    group: "2"
    title: Lượt xem
    task: Lượt xem trên dân số
    condition: Tỷ lệ
    evidence: Trang thông tin
    points: 10
    levels: [COMMUNE]
    evidenceClass: A1
    rules: [{ kind: ratio, params: { numerator: VISIT.TOTAL, denominator: REF.PEOPLE } }]
  - id: test.cases
    code: "2.10"
    group: "2"
    title: Hồ sơ
    task: Hồ sơ trên dân số
    condition: Tỷ lệ
    evidence: Hệ thống một cửa
    points: 20
    levels: [COMMUNE]
    evidenceClass: A1
    rules: [{ kind: ratio, params: { numerator: CASE.COUNT, denominator: REF.PEOPLE } }]
`;
