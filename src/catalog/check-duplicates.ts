import { text } from '../core/text.ts';
import { type Check, type Draft, errorFinding, pathIn } from './finding.ts';

/** Codes and ids must name one thing; a reported measure must not take the name of a connector's. */
export const checkDuplicates: Check = (draft) => {
  const { counts, columns, groups, indicators, levels, officialResults, reportedMeasures } = draft.content;
  const offered = draft.offered.map(({ code }) => code);
  return [
    ...repeated(draft, ['levels'], levels, ({ level }) => level),
    ...repeated(draft, ['counts'], counts, (column) => column),
    ...repeated(draft, ['columns'], columns, ({ column }) => column),
    ...repeated(draft, ['groups'], groups, ({ code }) => code),
    ...repeated(draft, ['indicators'], indicators, ({ code }) => code),
    ...repeated(draft, ['indicators'], indicators, ({ id }) => id),
    ...repeated(draft, ['reportedMeasures'], reportedMeasures, ({ code }) => code, offered),
    ...repeated(draft, ['officialResults'], officialResults, ({ unit, year }) => `${unit} ${year}`),
    ...officialResults.flatMap(({ groups, indicators }, i) => [
      ...repeated(draft, ['officialResults', i, 'groups'], groups, ({ code }) => code),
      ...repeated(draft, ['officialResults', i, 'indicators'], indicators, ({ code }) => code),
    ]),
  ];
};

function repeated<T>(
  { fileName, content }: Draft,
  list: readonly PropertyKey[],
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
      pathIn(fileName, content, [...list, index]),
      text(
        `"${name}" đã được dùng; mỗi mã và mỗi id chỉ được dùng một lần`,
        `"${name}" is already taken; each code and each id may be used once`,
      ),
    );
  });
}
