import { describe, expect, test } from 'vitest';
import type { UnitLevel } from '../../src/core/unit.ts';
import { findingsOf, load, realSet, rowOf, sourceOf } from './catalogue-kit.ts';

const FILE = 'hue-dti-2024.yaml';

describe('Hue DTI 2024', () => {
  const set = realSet('hue-dti-2024');
  const row = (code: string) => rowOf(set, code);
  const rowsOf = (level: UnitLevel) => set.indicators.filter(({ levels }) => levels.includes(level));

  test('declared and computed totals stand side by side', () => {
    expect(
      set.levels.map(({ level, indicatorCount, maxPoints, declaredIndicatorCount, declaredMaxPoints }) => [
        level,
        indicatorCount,
        maxPoints,
        declaredIndicatorCount,
        declaredMaxPoints,
      ]),
    ).toEqual([
      ['DEPARTMENT', 35, 40_100, 34, 39_100],
      ['DISTRICT', 53, 67_500, 53, 67_500],
      ['COMMUNE', 50, 64_500, 50, 64_500],
    ]);
  });

  test('only the department figures disagree, and both are findings', () => {
    expect(findingsOf(set)).toEqual([
      ['WARNING', `${FILE}: levels[DEPARTMENT].declared[indicatorCount]`, '34', '35'],
      ['WARNING', `${FILE}: levels[DEPARTMENT].declared[maxPoints]`, '391', '401'],
    ]);
    expect(set.findings[1]?.message.vi).toContain('điểm a; "b) Thang điểm (Tổng điểm tối đa)"');
  });

  test('groups hold the rows and points of each level', () => {
    const pointsOf = (level: UnitLevel) =>
      set.groups.map(({ indicators }) =>
        indicators
          .filter(({ levels }) => levels.includes(level))
          .reduce((sum, { maxPoints }) => sum + maxPoints / 100, 0),
      );
    expect(set.groups.map(({ indicators }) => indicators.length)).toEqual([10, 3, 6, 8, 4, 7, 5, 4, 6]);
    expect(set.groups.map(({ maxPoints }) => maxPoints / 100)).toEqual([
      170, 30, 80, 120, 40, 75, 50, 40, 70,
    ]);
    expect(pointsOf('DEPARTMENT')).toEqual([126, 20, 30, 30, 40, 65, 30, 10, 50]);
    expect(pointsOf('DISTRICT')).toEqual([170, 30, 80, 120, 40, 75, 50, 40, 70]);
    expect(pointsOf('COMMUNE')).toEqual([170, 20, 80, 120, 40, 65, 50, 40, 60]);
    expect(set.groups.every(({ titleNote }) => titleNote)).toBe(true);
  });

  test('37 rows are automatic, and how the others are filled', () => {
    const tally = (level: UnitLevel, filling: string) => {
      const rows = rowsOf(level).filter((indicator) => indicator.filling === filling);
      return [rows.length, rows.reduce((sum, { maxPoints }) => sum + maxPoints / 100, 0)];
    };
    expect(tally('DISTRICT', 'AUTOMATIC')).toEqual([37, 500]);
    expect(tally('DEPARTMENT', 'AUTOMATIC')).toEqual([28, 336]);
    expect(tally('COMMUNE', 'AUTOMATIC')).toEqual([36, 490]);
    expect(tally('DISTRICT', 'AGENCY_FIGURE')).toEqual([4, 40]);
    expect(tally('DISTRICT', 'SIGNED_FILE')).toEqual([11, 125]);
    expect(tally('DISTRICT', 'NONE')).toEqual([1, 10]);
    expect(set.indicators.filter(({ evidenceClass }) => evidenceClass === 'A1')).toHaveLength(17);
  });

  test('codes are as printed: 1.10 is not 1.1', () => {
    expect(set.indicators.slice(0, 10).map(({ code }) => code)).toEqual([
      '1.1',
      '1.2',
      '1.3',
      '1.4',
      '1.5',
      '1.6',
      '1.7',
      '1.8',
      '1.9',
      '1.10',
    ]);
    expect(new Set(set.indicators.map(({ code }) => code)).size).toBe(53);
  });

  test("the decree's words are kept, misprints and empty cells included", () => {
    expect(row('1.2').condition).toContain('Tổ chức 1 cuộc thi đạt 50% số điểm');
    expect(row('3.6').condition).toContain('Chỉ số sẽ đưa vào tính nếu không phát sinh');
    expect(row('8.1').title).toContain('cơ sở kinh doanh doanh trên địa bàn');
    expect(row('2.3').evidence).toBeNull();
    expect(set.indicators.filter(({ evidence }) => evidence === null)).toHaveLength(1);
  });

  test('a row has a rule exactly where it is ticked', () => {
    for (const indicator of set.indicators) {
      for (const { level } of set.levels) {
        expect(indicator.ruleAt(level) !== null).toBe(indicator.levels.includes(level));
      }
    }
    expect(rowsOf('DEPARTMENT').map(({ code }) => code)).not.toContain('1.8');
    expect(rowsOf('COMMUNE').map(({ code }) => code)).not.toContain('2.3');
  });

  test('7.1 and 7.2 count staff for departments and people elsewhere', () => {
    expect(row('7.1').ruleAt('DEPARTMENT')?.needs()).toEqual(['AG.EID2_STAFF', 'REF.STAFF']);
    expect(row('7.1').ruleAt('COMMUNE')?.needs()).toEqual(['AG.EID2_CITIZEN', 'REF.ID_ENTITLED']);
    expect(row('7.2').ruleAt('DEPARTMENT')?.needs()).toEqual(['HUES.WALLET', 'REF.STAFF']);
    expect(row('7.2').ruleAt('DISTRICT')?.needs()).toEqual(['HUES.WALLET', 'REF.POP15']);
    expect(row('7.2').measures).toEqual(['HUES.WALLET', 'REF.STAFF', 'REF.POP15']);
  });

  test('rules carry their parameters and defaults', () => {
    expect(row('1.4').ruleAt('COMMUNE')?.params).toEqual({
      measure: 'WEB.NEWS_LEADER',
      minimum: 12,
      mode: 'PRO_RATA',
    });
    expect(row('9.4').ruleAt('COMMUNE')?.params).toMatchObject({ scale: 5, targetPercent: 100 });
  });

  test('windows, deadlines and owners of the levels', () => {
    for (const level of set.levels) {
      expect(level.window).toEqual({ from: '01-01', to: '11-15' });
      expect(level.entryDeadline).toBe('11-30');
    }
    expect(set.levels.map(({ owner }) => owner)).toEqual([
      'Sở Thông tin và Truyền thông',
      'Sở Thông tin và Truyền thông',
      'Ủy ban nhân dân cấp huyện tương ứng',
    ]);
  });

  test('every open point has a default and a reason', () => {
    const open = set.indicators.flatMap((indicator) => indicator.open);
    expect(open.length).toBeGreaterThan(50);
    expect(open.every(({ question, default: answer, reason }) => question && answer && reason)).toBe(true);
  });

  test('the general rules of the decision', () => {
    expect(set).toMatchObject({
      series: 'hue-dti',
      holdsFrom: '2024-04-04',
      lastYear: null,
      scope: { code: '46', level: 'PROVINCE' },
      missing: 'STAYS_IN_MAX',
      rankBy: 'PERCENT',
      counts: ['FINAL', 'VERIFIED', 'AUTOMATIC'],
      removalBelowPercent: null,
      team: null,
      officialResults: [],
    });
    expect(set.publication?.text).toContain('trong tháng 12 hằng năm');
    expect(set.publication?.before).toBeNull();
  });

  test('the digest is that of the file', () => {
    const source = sourceOf('hue-dti-2024');
    expect(set.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(load(FILE, source).indexSet?.digest).toBe(set.digest);
    expect(load(FILE, `${source}\n`).indexSet?.digest).not.toBe(set.digest);
  });
});
