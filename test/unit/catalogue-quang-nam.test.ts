import { describe, expect, test } from 'vitest';
import { findingsOf, realSet } from './catalogue-kit.ts';

describe('Quảng Nam 2021', () => {
  const set = realSet('quang-nam-2021');
  const below = (parent: string | null) => set.groups.filter(({ parentCode }) => parentCode === parent);

  test('three pillars of 50, 20 and 30 points, and no row that the decision does not have', () => {
    expect(below(null).map(({ title, maxPoints }) => [title, maxPoints])).toEqual([
      ['Chính quyền số', 5_000],
      ['Kinh tế số', 2_000],
      ['Xã hội số', 3_000],
    ]);
    expect(set.indicators).toEqual([]);
    expect(set.levels[0]).toMatchObject({ level: 'COMMUNE', maxPoints: 10_000, declaredMaxPoints: 10_000 });
  });

  test('main indices lie in pillars, components in main indices', () => {
    const tree = ['a', 'b', 'c'].map((pillar) =>
      below(pillar).map(({ code }) => `${code}: ${below(code).length}`),
    );
    expect(tree).toEqual([
      ['a.1: 9', 'a.2: 10'],
      ['b.1: 0', 'b.2: 0', 'b.3: 0', 'b.4: 0'],
      ['c.1: 0', 'c.2: 2', 'c.3: 6'],
    ]);
    expect(below('a.1').at(-1)?.title).toBe('Nhà văn hóa thôn');
    expect(below('a.2')[3]?.title).toBe('Cổng dịch công và Hệ thống thông tin một cửa điện tử');
  });

  test('the only disagreement: 41 criteria, but 18 and 24 in its two parts', () => {
    expect(findingsOf(set)).toEqual([
      ['WARNING', 'quang-nam-2021.yaml: groups[a].declared[indicatorCount]', '41', '42'],
    ]);
    expect(set.findings[0]?.message.vi).toContain('văn bản ghi 41 tiêu chí (Mục II.1.a)');
  });

  test('who fills which column, which value counts, and what missing data mean', () => {
    expect(set.columns).toEqual([
      { column: 'SELF', title: 'Tự đánh giá' },
      { column: 'DEPARTMENT', title: 'Sở TTTT đánh giá' },
      { column: 'VERIFIED', title: 'Điểm sau khi thẩm định' },
      { column: 'FINAL', title: 'Điểm đạt được' },
    ]);
    expect(set).toMatchObject({
      counts: ['FINAL', 'VERIFIED', 'DEPARTMENT', 'SELF', 'AUTOMATIC'],
      missing: 'ZERO',
      removalBelowPercent: 50,
      scope: { code: '49', level: 'PROVINCE' },
      firstYear: 2021,
      lastYear: 2024,
    });
    expect(set.publication).toMatchObject({ before: '05-01' });
  });
});
