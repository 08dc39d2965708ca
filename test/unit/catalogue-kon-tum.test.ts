import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import type { OfficialResult } from '../../src/catalog/index-set.ts';
import type { IndexSetFile } from '../../src/catalog/index-set-file.ts';
import { findingsOf, load, realSet, rowOf, sourceOf } from './catalogue-kit.ts';

const FILE = 'kon-tum-2023.yaml';

describe('Kon Tum 2023', () => {
  const set = realSet('kon-tum-2023');
  const result = set.officialResults[0] as OfficialResult;

  test('eight indices of 1000 points share 27 listed rows', () => {
    expect(set.groups.map(({ maxPoints }) => maxPoints / 100)).toEqual([
      100, 100, 100, 100, 100, 200, 150, 150,
    ]);
    expect(set.groups.map(({ indicators }) => indicators.length)).toEqual([1, 1, 5, 1, 1, 7, 5, 6]);
    expect(set.levels[0]).toMatchObject({ indicatorCount: 27, maxPoints: 100_000, declaredMaxPoints: null });
    expect(set).toMatchObject({
      listsLossesOnly: true,
      scoringModel: 'POINTS_PER_INDEX',
      missing: 'STAYS_IN_MAX',
      scope: { code: '23494', level: 'COMMUNE' },
      counts: ['FINAL', 'VERIFIED', 'DEPARTMENT', 'AUTOMATIC', 'SELF'],
    });
  });

  test('the published results stand exactly as printed, decimal commas and points', () => {
    expect([...result.groups].map(([, { text }]) => text)).toEqual([
      '84',
      '80',
      '41,29',
      '81,51',
      '95',
      '118',
      '40',
      '25,44',
    ]);
    expect(result.indicators.size).toBe(27);
    expect(result.indicators.get('3.5')).toEqual({ text: '8,57', points: 857 });
    expect(result.indicators.get('8.1')).toEqual({ text: '0.93', points: 93 });
    expect(result.indicators.get('8.4')).toEqual({ text: '4.04', points: 404 });
    expect([result.indicators.get('6.1')?.text, result.indicators.get('6.10')?.text]).toEqual(['8', '0']);
  });

  test('the document states no total, so it is the sum of the stated indices', () => {
    expect(result).toMatchObject({
      unit: '23494',
      year: 2023,
      total: { text: '565,24', points: 56_524, stated: false },
    });
  });

  test('the only disagreement: index 7 got 40, but its listed losses leave 50', () => {
    expect(findingsOf(set)).toEqual([['WARNING', `${FILE}: officialResults[23494].groups[7]`, '40', '50']]);
  });

  test('each row below its maximum has a unit that must fix it', () => {
    expect(rowOf(set, '1.3').assignment.responsible).toEqual(['VHTT']);
    expect(rowOf(set, '2.5').assignment.responsible).toEqual(['Công chức ĐC-NN-XD&MT']);
    expect(rowOf(set, '6.2').assignment.responsible).toEqual(['Một cửa xã']);
    expect(rowOf(set, '6.7').assignment.responsible).toEqual(['VP-TK', 'VHTT xã']);
    expect(set.indicators.every(({ assignment }) => assignment.responsible.length > 0)).toBe(true);
  });

  test('two rows come from the one-stop shop and name what the document leaves open, people fill the others', () => {
    const automatic = set.indicators.filter(({ ruleAt }) => ruleAt('COMMUNE') !== null);
    expect(automatic.map(({ code, evidenceClass, open }) => [code, evidenceClass, open.length])).toEqual([
      ['6.2', 'A2', 4],
      ['6.3', 'A2', 4],
    ]);
    expect(automatic.flatMap(({ ruleAt }) => ruleAt('COMMUNE')?.needs())).toEqual([
      'TTHC.PROC_USED',
      'TTHC.PROC_ONLINE',
      'TTHC.RESOLVED_FULL',
      'TTHC.RESOLVED',
    ]);
  });

  test('a stated total that is not the sum of the indices is found, a right one is not', () => {
    const withTotal = (total: string) => {
      const file = parse(sourceOf('kon-tum-2023')) as IndexSetFile;
      file.officialResults[0]!.total = total;
      return load(FILE, stringify(file));
    };
    expect(findingsOf(withTotal('565,25'))).toContainEqual([
      'WARNING',
      `${FILE}: officialResults[23494].total`,
      '565,25',
      '565.24',
    ]);
    const right = withTotal('565.24');
    expect(right.findings).toHaveLength(1);
    expect(right.indexSet?.officialResults[0]?.total).toEqual({
      text: '565.24',
      points: 56_524,
      stated: true,
    });
  });

  test('without all results of its rows nothing is computed for an index whose rows are all listed', () => {
    const file = parse(sourceOf('kon-tum-2023')) as IndexSetFile;
    file.listsLossesOnly = false;
    for (const group of file.groups) group.points = null;
    file.scoringModel = 'POINTS_PER_ROW';
    file.levels[0]!.declared = [];
    file.officialResults[0]!.groups = [
      { code: '1', text: '3' },
      { code: '2', text: '1' },
    ];
    file.officialResults[0]!.indicators = [{ code: '1.3', text: '4' }];
    expect(findingsOf(load(FILE, stringify(file)))).toEqual([
      ['WARNING', `${FILE}: officialResults[23494].groups[1]`, '3', '4'],
    ]);
  });
});
