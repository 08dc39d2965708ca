import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import type { IndexSetFile } from '../../src/catalog/index-set-file.ts';
import { load, sourceOf } from './catalogue-kit.ts';

const FILE = 'hue-dti-2024.yaml';

describe('a malformed set', () => {
  /** Kinds and paths of all errors after a change of the good file. */
  function errorsAfter(change: (file: IndexSetFile) => void, code = 'hue-dti-2024'): string[] {
    const fileName = `${code}.yaml`;
    const file = parse(sourceOf(code), { maxAliasCount: -1 }) as IndexSetFile;
    change(file);
    const { indexSet, findings } = load(fileName, stringify(file));
    const errors = findings.filter(({ severity }) => severity === 'ERROR');
    expect(indexSet === null).toBe(errors.length > 0);
    for (const { message } of errors) expect(message.vi && message.en).toBeTruthy();
    return errors.map(({ kind, path }) => `${kind} ${path.replace(`${fileName}: `, '')}`);
  }
  const at = (file: IndexSetFile, code: string) => {
    const found = file.indicators.find((indicator) => indicator.code === code);
    if (!found) throw new Error(`no row ${code}`);
    return found;
  };
  const group = (file: IndexSetFile, code: string) => {
    const found = file.groups.find((one) => one.code === code);
    if (!found) throw new Error(`no group ${code}`);
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

  test.each<[string, string, (file: IndexSetFile) => void, string[]]>([
    [
      'a group below itself, and one below nothing',
      'quang-nam-2021',
      (file) => {
        group(file, 'a').parent = 'a.1.1';
        group(file, 'b.1').parent = 'b.9';
        group(file, 'c.1').parent = 'c.1';
      },
      [
        'UNKNOWN_PARENT groups[b.1].parent',
        'CYCLE groups[a].parent',
        'CYCLE groups[a.1].parent',
        'CYCLE groups[a.1.1].parent',
        'CYCLE groups[c.1].parent',
      ],
    ],
    [
      'an index whose rows have more points than it',
      'kon-tum-2023',
      (file) => {
        at(file, '7.1').points = 100;
      },
      ['POINTS_DO_NOT_ADD_UP groups[7].points'],
    ],
    [
      'indices whose rows have fewer points, when all rows are listed',
      'kon-tum-2023',
      (file) => {
        file.listsLossesOnly = false;
        file.indicators = file.indicators.filter(({ code }) => ['7.1', '8.1'].includes(code));
        for (const one of ['1', '2', '3', '4', '5', '6']) {
          file.indicators.push({
            ...at(file, '7.1'),
            id: `x.y${one}`,
            code: `${one}.1`,
            group: one,
            points: 100,
          });
        }
        file.officialResults = [];
      },
      [
        'POINTS_DO_NOT_ADD_UP groups[6].points',
        'POINTS_DO_NOT_ADD_UP groups[7].points',
        'POINTS_DO_NOT_ADD_UP groups[8].points',
      ],
    ],
    [
      'an index and a row without points, and a part of an index with too many',
      'quang-nam-2021',
      (file) => {
        group(file, 'b').points = null;
        group(file, 'c').points = 30.005;
        group(file, 'a.1').points = 20;
        group(file, 'a.2').points = 40;
      },
      ['BAD_POINTS groups[b].points', 'BAD_POINTS groups[c].points', 'POINTS_DO_NOT_ADD_UP groups[a].points'],
    ],
    [
      'a row of points without points',
      'kon-tum-2023',
      (file) => {
        delete at(file, '1.3').points;
      },
      ['BAD_POINTS indicators[1.3].points', 'BAD_RESULT officialResults[23494].indicators[1.3]'],
    ],
    [
      'a set of targets with points and without rows',
      'thanh-hoa-2022',
      (file) => {
        file.team = null;
        file.indicators = [];
      },
      ['NO_ROWS indicators'],
    ],
    [
      'every bad target',
      'thanh-hoa-2023',
      (file) => {
        at(file, '1.2').points = 1;
        at(file, '1.3').target = { text: '110%', footnote: null };
        at(file, '1.4').target = { text: '100', footnote: null };
        at(file, '1.5').target = null;
        at(file, '1.6').target = { text: '75%', footnote: null };
        at(file, '1.7').target = { text: '80%', footnote: null };
        at(file, '1.8').unitOfTarget = null;
        at(file, '1.11').target = { text: '*1', footnote: null };
      },
      [
        'BAD_POINTS indicators[1.2].points',
        'BAD_TARGET indicators[1.3].target',
        'BAD_TARGET indicators[1.4].target',
        'BAD_TARGET indicators[1.5].target',
        'BAD_TARGET indicators[1.6].rules[0].params.atLeastPercent',
        'BAD_TARGET indicators[1.7].target',
        'BAD_TARGET indicators[1.8].target',
        'BAD_TARGET indicators[1.11].target',
      ],
    ],
    [
      'a target in a set of points',
      'hue-dti-2024',
      (file) => {
        at(file, '1.1').target = { text: '100%', footnote: null };
      },
      ['BAD_TARGET indicators[1.1].target'],
    ],
    [
      'rows whose value nobody gives',
      'thanh-hoa-2022',
      (file) => {
        file.counts = ['AUTOMATIC'];
        at(file, '1.5').rules = [];
        file.indicators = [at(file, '1.4'), at(file, '1.5')];
        file.team = null;
      },
      ['NOBODY_GIVES_VALUE indicators[1.4].rules', 'NOBODY_GIVES_VALUE indicators[1.5].rules'],
    ],
    [
      'a team member of a unit that supports nothing',
      'thanh-hoa-2022',
      (file) => {
        file.team!.members[1]!.unit = 'Phòng Nội vụ';
      },
      ['UNKNOWN_SUPPORT team.members[Phòng Nội vụ].unit'],
    ],
    [
      'a level outside the scope, a column and a value named twice',
      'quang-nam-2021',
      (file) => {
        file.scope.level = 'DEPARTMENT';
        file.counts.push('FINAL');
        file.columns.push({ column: 'SELF', title: 'Lại tự đánh giá' });
      },
      ['DUPLICATE counts[5]', 'DUPLICATE columns[4]', 'LEVEL_OUTSIDE_SCOPE levels[COMMUNE].level'],
    ],
    [
      'years and days that cannot be',
      'quang-nam-2021',
      (file) => {
        file.decree.date = '08/2021';
        file.holdsFrom = '2021-13-08';
        file.lastYear = 2020;
        file.publication!.before = '05';
      },
      ['BAD_DATE decree.date', 'BAD_DATE holdsFrom', 'BAD_DATE publication.before', 'BAD_DATE lastYear'],
    ],
    [
      'a year without dates',
      'quang-nam-2021',
      (file) => {
        Object.assign(file.levels[0]!, { window: undefined, entryDeadline: '' });
      },
      ['BAD_SHAPE levels[COMMUNE].window', 'BAD_SHAPE levels[COMMUNE].entryDeadline'],
    ],
    [
      'results that are no points, too many, of nothing, and twice',
      'kon-tum-2023',
      (file) => {
        const [result] = file.officialResults;
        result!.total = '565.241';
        result!.groups[0]!.text = '101';
        result!.groups[1]!.code = '9';
        result!.indicators[0]!.text = '4/20';
        result!.indicators[1]!.code = '1.3';
        file.officialResults.push({
          ...result!,
          groups: [{ code: '1', text: '84' }],
          indicators: [],
          total: '84',
        });
      },
      [
        'DUPLICATE officialResults[23494]',
        'DUPLICATE officialResults[23494].indicators[1.3]',
        'BAD_RESULT officialResults[23494].total',
        'BAD_RESULT officialResults[23494].groups[1]',
        'BAD_RESULT officialResults[23494].groups[9]',
        'BAD_RESULT officialResults[23494].indicators[1.3]',
      ],
    ],
  ])('%s', (_, code, change, expected) => {
    expect(errorsAfter(change, code)).toEqual(expected);
  });

  test.each(['Hue DTI.yaml', 'hue-dti-2024@2.yaml', 'hue-dti-2024@.yaml'])(
    'the file name %s is refused',
    (name) => {
      const { indexSet, findings } = load(name, sourceOf('hue-dti-2024'));
      expect(indexSet).toBeNull();
      expect(findings[0]).toMatchObject({ kind: 'BAD_FILE_NAME', severity: 'ERROR', path: name });
    },
  );

  test('says what is wrong in both languages', () => {
    const file = parse(sourceOf('hue-dti-2024')) as IndexSetFile;
    at(file, '1.2').rules[0]!.params['before'] = '15/11';
    at(file, '1.4').rules[0]!.params['minimum'] = 0;
    const messages = load(FILE, stringify(file)).findings.map(({ message }) => message);
    expect(messages[0]).toEqual({
      vi: 'Không phải một ngày trong năm viết dạng "MM-DD", ví dụ "11-15"',
      en: 'Not a day of the year written as "MM-DD", for example "11-15"',
    });
    expect(messages[1]?.vi).toContain('Quá nhỏ');
    expect(messages[1]?.en).toContain('Too small');
  });

  test('a figure that agrees raises nothing, one that differs is a warning and stops nothing', () => {
    const file = parse(sourceOf('hue-dti-2024')) as IndexSetFile;
    file.levels[0]!.declared = [
      { what: 'groupCount', value: 8, called: null, places: ['here', 'there'] },
      { what: 'maxPoints', value: 401, called: null, places: ['here'] },
    ];
    const { indexSet, findings } = load(FILE, stringify(file));
    expect(findings.map(({ severity, declared, computed }) => [severity, declared, computed])).toEqual([
      ['WARNING', '8', '9'],
    ]);
    expect(findings[0]?.message.en).toContain('8 groups (here; there)');
    expect(indexSet?.levels[0]).toMatchObject({ declaredIndicatorCount: null, declaredMaxPoints: 40_100 });
  });

  test('YAML that cannot be read is located', () => {
    const { findings } = load(FILE, 'title: *1\ngroups: [a\nversion: 1\nversion: 2\n');
    expect(findings.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
      `MALFORMED_YAML ${FILE}:3:1`,
      `MALFORMED_YAML ${FILE}:4:1`,
      `MALFORMED_YAML ${FILE}:1:8`,
    ]);
    expect(findings[0]?.message.vi).toMatch(/^Dòng 3, cột 1 không phải YAML đúng: /);
  });

  test('an empty file is a bad shape', () => {
    expect(load(FILE, '').findings.map(({ kind, path }) => [kind, path])).toEqual([['BAD_SHAPE', FILE]]);
  });
});
