import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import type { IndexSet } from '../../src/catalog/index-set.ts';
import type { IndexSetFile } from '../../src/catalog/index-set-file.ts';
import { loadCatalogue } from '../../src/catalog/load-catalogue.ts';
import { loadIndexSet } from '../../src/catalog/load-index-set.ts';
import { HubError } from '../../src/core/errors.ts';
import type { Measure } from '../../src/core/measure.ts';
import type { UnitLevel } from '../../src/core/unit.ts';

const FILE = 'hue-dti-2024.yaml';
const source = readFileSync(new URL(`../../src/catalog/sets/${FILE}`, import.meta.url), 'utf8');

/** What the connectors are to offer; their own tests say that they do. */
const OFFERED: Record<string, string> = {
  REF: 'STAFF OFFICIAL RESIDENT ADULT POP15 HOUSEHOLD ID_ENTITLED TEAM_MEMBER VILLAGE BUSINESS',
  WEB: 'PROFILE_UPDATED NEWS_LEADER NEWS_ACTIVITY',
  HUES:
    'NEWS_POLICY NEWS_INTERNAL ALERT READER_CITIZEN READER_STAFF ACCOUNT_STAFF ACCOUNT_ADULT HOUSEHOLD_DEVICE ' +
    'CLOUD_STAFF TEAM_TRAINED SKILL_CITIZEN SKILL_STAFF WALLET SIGN_CITIZEN SIGN_OFFICIAL ADDRESS_OK SELLER ' +
    'CASHLESS_STAFF SERVICE_LIVE INTERACTION_DUE INTERACTION_ONTIME RATING_SUM RATING_N FRUSTRATED',
  PLAT: 'WORK_FUNCTION REPORT_LOGIN REPORT_MONTH MAP_RECORD',
  BCAST: 'DX_BULLETIN',
  IOC: 'SYS_OWNED SYS_SHARED',
  AV: 'SEAT_ANTIMALWARE SEAT_ANTIVIRUS HOST_MANAGED HOST_INFECTED NOTICE NOTICE_RESOLVED',
  TTHC: 'PROC PROC_FULL RECEIVED RECEIVED_ONLINE SUPPLEMENT SUPPLEMENT_BAD',
};
const offered: Measure[] = Object.entries(OFFERED).flatMap(([family, names]) =>
  names.split(' ').map((name) => ({
    code: `${family}.${name}`,
    title: { vi: name, en: name },
    unit: { vi: 'đơn vị', en: 'unit' },
    aggregation: 'SUM' as const,
  })),
);

const load = (text: string) => loadIndexSet(FILE, text, offered);

describe('Hue DTI 2024', () => {
  let set: IndexSet;
  beforeAll(() => {
    set = loadCatalogue(offered).indexSets.find(({ code }) => code === 'hue-dti-2024') as IndexSet;
  });
  const row = (code: string) => set.indicators.find((indicator) => indicator.code === code);
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
    expect(
      set.findings.map(({ severity, path, declared, computed }) => [severity, path, declared, computed]),
    ).toEqual([
      ['WARNING', `${FILE}: levels[DEPARTMENT].declared[indicatorCount]`, '34', '35'],
      ['WARNING', `${FILE}: levels[DEPARTMENT].declared[maxPoints]`, '391', '401'],
    ]);
    expect(set.findings[1]?.message.vi).toContain('điểm a; "b) Thang điểm (Tổng điểm tối đa)"');
    expect(loadCatalogue(offered).findings).toEqual(expect.arrayContaining([...set.findings]));
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
    expect(row('1.2')?.condition).toContain('Tổ chức 1 cuộc thi đạt 50% số điểm');
    expect(row('3.6')?.condition).toContain('Chỉ số sẽ đưa vào tính nếu không phát sinh');
    expect(row('8.1')?.title).toContain('cơ sở kinh doanh doanh trên địa bàn');
    expect(row('2.3')?.evidence).toBeNull();
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
    expect(row('7.1')?.ruleAt('DEPARTMENT')?.needs()).toEqual(['AG.EID2_STAFF', 'REF.STAFF']);
    expect(row('7.1')?.ruleAt('COMMUNE')?.needs()).toEqual(['AG.EID2_CITIZEN', 'REF.ID_ENTITLED']);
    expect(row('7.2')?.ruleAt('DEPARTMENT')?.needs()).toEqual(['HUES.WALLET', 'REF.STAFF']);
    expect(row('7.2')?.ruleAt('DISTRICT')?.needs()).toEqual(['HUES.WALLET', 'REF.POP15']);
    expect(row('7.2')?.measures).toEqual(['HUES.WALLET', 'REF.STAFF', 'REF.POP15']);
  });

  test('rules carry their parameters and defaults', () => {
    expect(row('1.4')?.ruleAt('COMMUNE')?.params).toEqual({
      measure: 'WEB.NEWS_LEADER',
      minimum: 12,
      mode: 'PRO_RATA',
    });
    expect(row('9.4')?.ruleAt('COMMUNE')?.params).toMatchObject({ scale: 5, targetPercent: 100 });
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

  test('the digest is that of the file', () => {
    expect(set.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(load(source).indexSet?.digest).toBe(set.digest);
    expect(load(`${source}\n`).indexSet?.digest).not.toBe(set.digest);
  });
});

describe('a malformed set', () => {
  /** Kinds and paths of all errors after a change of the good file. */
  function errorsAfter(change: (file: IndexSetFile) => void): string[] {
    const file = parse(source) as IndexSetFile;
    change(file);
    const { indexSet, findings } = load(stringify(file));
    const errors = findings.filter(({ severity }) => severity === 'ERROR');
    expect(indexSet === null).toBe(errors.length > 0);
    for (const { message } of errors) expect(message.vi && message.en).toBeTruthy();
    return errors.map(({ kind, path }) => `${kind} ${path.replace(`${FILE}: `, '')}`);
  }
  const at = (file: IndexSetFile, code: string) => {
    const found = file.indicators.find((indicator) => indicator.code === code);
    if (!found) throw new Error(`no row ${code}`);
    return found;
  };

  test.each<[string, (file: IndexSetFile) => void, string[]]>([
    ['nothing wrong', () => {}, []],
    [
      'a repeated code',
      (file) => {
        at(file, '1.2').code = '1.1';
      },
      ['DUPLICATE indicators[1.1]'],
    ],
    [
      'a repeated id',
      (file) => {
        at(file, '1.2').id = 'hue.steering-committee';
      },
      ['DUPLICATE indicators[1.2]'],
    ],
    [
      'a repeated group, level and measure',
      (file) => {
        file.levels.push({ ...file.levels[0], declared: [] } as IndexSetFile['levels'][number]);
        file.groups.push(file.groups[8] as IndexSetFile['groups'][number]);
        file.reportedMeasures.push(file.reportedMeasures[0] as IndexSetFile['reportedMeasures'][number]);
      },
      [
        'DUPLICATE levels[DEPARTMENT]',
        'DUPLICATE groups[9]',
        'DUPLICATE reportedMeasures[FILE.COMMITTEE_DECISION]',
      ],
    ],
    [
      "a reported measure under a connector's name",
      (file) => {
        file.reportedMeasures.push({
          ...(file.reportedMeasures[0] as IndexSetFile['reportedMeasures'][number]),
          code: 'REF.STAFF',
        });
      },
      ['DUPLICATE reportedMeasures[REF.STAFF]'],
    ],
    [
      'an unknown group',
      (file) => {
        at(file, '3.2').group = '10';
      },
      ['UNKNOWN_GROUP indicators[3.2].group'],
    ],
    [
      'an unknown rule kind',
      (file) => {
        at(file, '3.2').rules[0]!.kind = 'RATIO';
      },
      ['UNKNOWN_RULE_KIND indicators[3.2].rules[0].kind'],
    ],
    [
      'every bad parameter',
      (file) => {
        at(file, '1.4').rules[0]!.params = { measure: 'WEB.NEWS_LEADER', minimum: -1, mode: 'X', more: 1 };
        at(file, '1.2').rules[0]!.params['before'] = '15/11';
      },
      [
        'BAD_PARAMS indicators[1.2].rules[0].params.before',
        'BAD_PARAMS indicators[1.4].rules[0].params.minimum',
        'BAD_PARAMS indicators[1.4].rules[0].params.mode',
        'BAD_PARAMS indicators[1.4].rules[0].params',
      ],
    ],
    [
      'a rule for a level that the row has not',
      (file) => {
        at(file, '2.3').rules[0]!.levels = ['DISTRICT', 'COMMUNE'];
      },
      ['RULE_LEVEL_OUTSIDE_ROW indicators[2.3].rules'],
    ],
    [
      'a level without a rule, and one with two',
      (file) => {
        at(file, '7.1').rules.pop();
        at(file, '7.2').rules[0]!.levels = ['DEPARTMENT', 'DISTRICT'];
      },
      [
        'NOT_ONE_RULE_PER_LEVEL indicators[7.1].rules',
        'NOT_ONE_RULE_PER_LEVEL indicators[7.1].rules',
        'NOT_ONE_RULE_PER_LEVEL indicators[7.2].rules',
      ],
    ],
    [
      'a level that the set has not, and one named twice',
      (file) => {
        at(file, '1.1').levels.push('PROVINCE');
        at(file, '1.2').levels.push('COMMUNE');
      },
      ['BAD_LEVEL indicators[1.1].levels', 'BAD_LEVEL indicators[1.2].levels'],
    ],
    [
      'a measure that nobody delivers',
      (file) => {
        at(file, '9.2').rules[0]!.params = { measures: ['HUES.ALERTS'] };
        at(file, '2.3').rules[0]!.params = { measure: 'REVIEW.OTHER' };
      },
      ['UNKNOWN_MEASURE indicators[2.3].rules[0].params', 'UNKNOWN_MEASURE indicators[9.2].rules[0].params'],
    ],
    [
      'an automatic row that needs a person',
      (file) => {
        at(file, '9.2').rules[0]!.params = { measures: ['FILE.ANNUAL_PLAN'] };
      },
      ['AUTOMATIC_ROW_NEEDS_REPORTED_MEASURE indicators[9.2].rules[0].params'],
    ],
    [
      'days that do not exist',
      (file) => {
        file.decree.date = '2024-04-31';
        file.levels[0]!.window.from = '1-1';
        file.levels[0]!.entryDeadline = '11-31';
      },
      [
        'BAD_DATE decree.date',
        'BAD_DATE levels[DEPARTMENT].window.from',
        'BAD_DATE levels[DEPARTMENT].entryDeadline',
      ],
    ],
    [
      'a year before the decree and a window that ends before it begins',
      (file) => {
        file.firstYear = 2023;
        file.levels[0]!.window = { from: '11-15', to: '11-14' };
      },
      ['BAD_DATE firstYear', 'BAD_DATE levels[DEPARTMENT].window'],
    ],
    [
      'points that are none',
      (file) => {
        at(file, '1.1').points = 0;
        at(file, '1.3').points = -5;
        at(file, '1.4').points = 24.001;
        at(file, '1.5').points = 24.01;
      },
      [
        'BAD_POINTS indicators[1.1].points',
        'BAD_POINTS indicators[1.3].points',
        'BAD_POINTS indicators[1.4].points',
      ],
    ],
    [
      'several things at once',
      (file) => {
        at(file, '1.1').points = 0;
        at(file, '1.2').group = 'x';
        at(file, '1.4').rules[0]!.kind = 'counts';
        at(file, '9.6').code = '9.5';
      },
      [
        'DUPLICATE indicators[9.5]',
        'BAD_POINTS indicators[1.1].points',
        'UNKNOWN_GROUP indicators[1.2].group',
        'UNKNOWN_RULE_KIND indicators[1.4].rules[0].kind',
      ],
    ],
    [
      'a shape that is not that of an index set',
      (file) => {
        Object.assign(file, { colour: 'red', version: '1' });
        Object.assign(at(file, '1.3'), { points: 'five', id: 'Hue' });
      },
      [
        'BAD_SHAPE version',
        'BAD_SHAPE indicators[1.3].id',
        'BAD_SHAPE indicators[1.3].points',
        `BAD_SHAPE ${FILE}`,
      ],
    ],
  ])('%s', (_, change, expected) => {
    expect(errorsAfter(change)).toEqual(expected);
  });

  test('says what is wrong in both languages', () => {
    const file = parse(source) as IndexSetFile;
    at(file, '1.2').rules[0]!.params['before'] = '15/11';
    at(file, '1.4').rules[0]!.params['minimum'] = 0;
    const messages = load(stringify(file)).findings.map(({ message }) => message);
    expect(messages[0]).toEqual({
      vi: 'Không phải một ngày trong năm viết dạng "MM-DD", ví dụ "11-15"',
      en: 'Not a day of the year written as "MM-DD", for example "11-15"',
    });
    expect(messages[1]?.vi).toContain('Quá nhỏ');
    expect(messages[1]?.en).toContain('Too small');
  });

  test('a figure that agrees raises nothing, one that differs is a warning and stops nothing', () => {
    const file = parse(source) as IndexSetFile;
    file.levels[0]!.declared = [
      { what: 'groupCount', value: 8, places: ['here', 'there'] },
      { what: 'maxPoints', value: 401, places: ['here'] },
    ];
    const { indexSet, findings } = load(stringify(file));
    expect(findings.map(({ severity, declared, computed }) => [severity, declared, computed])).toEqual([
      ['WARNING', '8', '9'],
    ]);
    expect(findings[0]?.message.en).toContain('8 groups (here; there)');
    expect(indexSet?.levels[0]).toMatchObject({ declaredIndicatorCount: null, declaredMaxPoints: 40_100 });
  });

  test('YAML that cannot be read is located', () => {
    const { findings } = load('title: *1\ngroups: [a\nversion: 1\nversion: 2\n');
    expect(findings.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
      `MALFORMED_YAML ${FILE}:3:1`,
      `MALFORMED_YAML ${FILE}:4:1`,
      `MALFORMED_YAML ${FILE}:1:8`,
    ]);
    expect(findings[0]?.message.vi).toMatch(/^Dòng 3, cột 1 không phải YAML đúng: /);
  });

  test('an empty file is a bad shape', () => {
    expect(load('').findings.map(({ kind, path }) => [kind, path])).toEqual([['BAD_SHAPE', FILE]]);
  });
});

describe('the whole catalogue', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dti-sets-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('one error names all defects of all files', () => {
    writeFileSync(join(folder, 'a.yaml'), 'title: [');
    writeFileSync(
      join(folder, 'b.yaml'),
      source.replace('kind: count', 'kind: sum').replace('group: "9"', 'group: "0"'),
    );
    writeFileSync(join(folder, 'c.yaml'), source);
    writeFileSync(join(folder, 'notes.txt'), 'not a set');
    let thrown: unknown;
    try {
      loadCatalogue(offered, folder);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(HubError);
    const { family, code, text, details } = thrown as HubError;
    expect([family, code, details]).toEqual(['stop', 'BAD_CATALOGUE', { errors: 3 }]);
    for (const sentences of [text.vi, text.en]) {
      expect(sentences.match(/^- .*$/gm)).toEqual([
        expect.stringContaining('a.yaml:1:'),
        expect.stringContaining('b.yaml: indicators[9.1].group'),
        expect.stringContaining('b.yaml: indicators[1.4].rules[0].kind'),
      ]);
    }
  });

  test('a missing connector stops the catalogue', () => {
    const withoutBroadcast = offered.filter(({ code }) => code !== 'BCAST.DX_BULLETIN');
    expect(() => loadCatalogue(withoutBroadcast)).toThrow('needs "BCAST.DX_BULLETIN"');
  });
});
