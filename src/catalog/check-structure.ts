import { isDay, yearOf } from '../core/clock.ts';
import { text } from '../core/text.ts';
import { monthDay } from '../rules/params.ts';
import { type Check, type Draft, errorFinding, pathIn } from './finding.ts';

/** Codes and ids must name one thing; a reported measure must not take the name of a connector's. */
export const checkDuplicates: Check = (draft) => {
  const { groups, indicators, levels, reportedMeasures } = draft.content;
  const offered = draft.offered.map(({ code }) => code);
  return [
    ...repeated(draft, 'levels', levels, ({ level }) => level),
    ...repeated(draft, 'groups', groups, ({ code }) => code),
    ...repeated(draft, 'indicators', indicators, ({ code }) => code),
    ...repeated(draft, 'indicators', indicators, ({ id }) => id),
    ...repeated(draft, 'reportedMeasures', reportedMeasures, ({ code }) => code, offered),
  ];
};

function repeated<T>(
  { fileName, content }: Draft,
  list: string,
  items: readonly T[],
  nameOf: (item: T) => string,
  taken: readonly string[] = [],
) {
  const seen = new Set(taken);
  return items.flatMap((item, index) => {
    const name = nameOf(item);
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return errorFinding(
      'DUPLICATE',
      pathIn(fileName, content, [list, index]),
      text(
        `"${name}" đã được dùng; mỗi mã và mỗi id chỉ được dùng một lần`,
        `"${name}" is already taken; each code and each id may be used once`,
      ),
    );
  });
}

export const checkDates: Check = (draft) => [...datesOfDecree(draft), ...datesOfLevels(draft)];

function datesOfDecree({ fileName, content }: Draft) {
  const { decree, firstYear } = content;
  if (!isDay(decree.date)) {
    return [
      errorFinding(
        'BAD_DATE',
        pathIn(fileName, content, ['decree', 'date']),
        text(
          `"${decree.date}" không phải một ngày dạng "YYYY-MM-DD"`,
          `"${decree.date}" is not a day in the form "YYYY-MM-DD"`,
        ),
      ),
    ];
  }
  const issued = yearOf(decree.date);
  if (firstYear >= issued) return [];
  return [
    errorFinding(
      'BAD_DATE',
      pathIn(fileName, content, ['firstYear']),
      text(
        `Năm đầu tiên ${firstYear} trước năm ban hành ${issued}`,
        `The first year ${firstYear} is before the year of issue ${issued}`,
      ),
    ),
  ];
}

function datesOfLevels({ fileName, content }: Draft) {
  return content.levels.flatMap(({ window, entryDeadline }, index) => {
    const bad = (segments: readonly string[], vi: string, en: string) =>
      errorFinding('BAD_DATE', pathIn(fileName, content, ['levels', index, ...segments]), text(vi, en));
    const malformed = [
      { value: window.from, at: ['window', 'from'] },
      { value: window.to, at: ['window', 'to'] },
      { value: entryDeadline, at: ['entryDeadline'] },
    ]
      .filter(({ value }) => !monthDay.safeParse(value).success)
      .map(({ value, at }) =>
        bad(
          at,
          `"${value}" không phải một ngày trong năm dạng "MM-DD"`,
          `"${value}" is not a day of the year in the form "MM-DD"`,
        ),
      );
    if (malformed.length > 0 || window.from <= window.to) return malformed;
    return bad(
      ['window'],
      `Niên hạn bắt đầu ${window.from} sau khi kết thúc ${window.to}`,
      `The window begins on ${window.from}, after its end on ${window.to}`,
    );
  });
}

export const checkPoints: Check = ({ fileName, content }) =>
  content.indicators.flatMap(({ code, points }, index) =>
    points > 0 && Number.isInteger(Number((points * 100).toFixed(6)))
      ? []
      : errorFinding(
          'BAD_POINTS',
          pathIn(fileName, content, ['indicators', index, 'points']),
          text(
            `Chỉ số ${code} có ${points} điểm; điểm phải lớn hơn 0 và có tối đa hai chữ số thập phân`,
            `Indicator ${code} has ${points} points; points must be above 0 with at most two decimals`,
          ),
        ),
  );

export const checkGroups: Check = ({ fileName, content }) => {
  const known = new Set(content.groups.map(({ code }) => code));
  return content.indicators.flatMap(({ code, group }, index) =>
    known.has(group)
      ? []
      : errorFinding(
          'UNKNOWN_GROUP',
          pathIn(fileName, content, ['indicators', index, 'group']),
          text(
            `Chỉ số ${code} thuộc nhóm "${group}" không có trong tệp`,
            `Indicator ${code} belongs to group "${group}", which the file does not have`,
          ),
        ),
  );
};

export const checkLevels: Check = ({ fileName, content }) => {
  const known = new Set(content.levels.map(({ level }) => level));
  return content.indicators.flatMap(({ code, levels }, index) =>
    levels
      .filter((level, position) => !known.has(level) || levels.indexOf(level) !== position)
      .map((level) =>
        errorFinding(
          'BAD_LEVEL',
          pathIn(fileName, content, ['indicators', index, 'levels']),
          text(
            `Chỉ số ${code}: cấp ${level} không có trong tệp hoặc ghi hai lần`,
            `Indicator ${code}: the file does not have level ${level}, or it stands there twice`,
          ),
        ),
      ),
  );
};
