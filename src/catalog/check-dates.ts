import { isDay, yearOf } from '../core/clock.ts';
import { type Text, text } from '../core/text.ts';
import { monthDay } from '../rules/params.ts';
import { type Check, type Draft, errorFinding, pathIn } from './finding.ts';

export const checkDates: Check = (draft) => [
  ...daysOfSet(draft),
  ...yearsOfSet(draft),
  ...datesOfLevels(draft),
];

const bad = ({ fileName, content }: Draft, at: readonly PropertyKey[], message: Text) =>
  errorFinding('BAD_DATE', pathIn(fileName, content, at), message);

function daysOfSet(draft: Draft) {
  const { decree, holdsFrom, publication } = draft.content;
  return [
    ...(isDay(decree.date) || /^\d{4}$/.test(decree.date)
      ? []
      : [
          bad(
            draft,
            ['decree', 'date'],
            text(
              `"${decree.date}" không phải một ngày dạng "YYYY-MM-DD", cũng không phải một năm`,
              `"${decree.date}" is neither a day in the form "YYYY-MM-DD" nor a year`,
            ),
          ),
        ]),
    ...(isDay(holdsFrom)
      ? []
      : [
          bad(
            draft,
            ['holdsFrom'],
            text(
              `"${holdsFrom}" không phải một ngày dạng "YYYY-MM-DD"`,
              `"${holdsFrom}" is not a day in the form "YYYY-MM-DD"`,
            ),
          ),
        ]),
    ...(publication?.before ? malformedMonthDay(draft, ['publication', 'before'], publication.before) : []),
  ];
}

function yearsOfSet(draft: Draft) {
  const { firstYear, lastYear, holdsFrom } = draft.content;
  const found = [];
  if (isDay(holdsFrom) && firstYear < yearOf(holdsFrom)) {
    found.push(
      bad(
        draft,
        ['firstYear'],
        text(
          `Năm đầu tiên ${firstYear} trước ngày bắt đầu có hiệu lực ${holdsFrom}`,
          `The first year ${firstYear} is before ${holdsFrom}, from which the set holds`,
        ),
      ),
    );
  }
  if (lastYear !== null && lastYear < firstYear) {
    found.push(
      bad(
        draft,
        ['lastYear'],
        text(
          `Năm cuối ${lastYear} trước năm đầu tiên ${firstYear}`,
          `The last year ${lastYear} is before the first year ${firstYear}`,
        ),
      ),
    );
  }
  return found;
}

function datesOfLevels(draft: Draft) {
  return draft.content.levels.flatMap(({ window, entryDeadline }, index) => {
    const malformed = [
      ...malformedMonthDay(draft, ['levels', index, 'window', 'from'], window.from),
      ...malformedMonthDay(draft, ['levels', index, 'window', 'to'], window.to),
      ...malformedMonthDay(draft, ['levels', index, 'entryDeadline'], entryDeadline),
    ];
    if (malformed.length > 0 || window.from <= window.to) return malformed;
    return bad(
      draft,
      ['levels', index, 'window'],
      text(
        `Niên hạn bắt đầu ${window.from} sau khi kết thúc ${window.to}`,
        `The window begins on ${window.from}, after its end on ${window.to}`,
      ),
    );
  });
}

const malformedMonthDay = (draft: Draft, at: readonly PropertyKey[], value: string) =>
  monthDay.safeParse(value).success
    ? []
    : [
        bad(
          draft,
          at,
          text(
            `"${value}" không phải một ngày trong năm dạng "MM-DD"`,
            `"${value}" is not a day of the year in the form "MM-DD"`,
          ),
        ),
      ];
