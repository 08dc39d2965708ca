import { z } from 'zod';
import { measureCode } from '../rules/params.ts';
import { bothLanguages, declaredFigure, level, line, openPoint, optionalLine } from './file-words.ts';
import { indicatorEntry } from './indicator-entry.ts';

const levelEntry = z.strictObject({
  level,
  window: z.strictObject({ from: line, to: line }),
  entryDeadline: line,
  owner: line,
  declared: z.array(declaredFigure).default([]),
});

const measureEntry = z.strictObject({
  code: measureCode,
  title: bothLanguages,
  unit: bothLanguages,
  aggregation: z.enum(['SUM', 'LAST', 'CUM', 'MAX_DATE', 'MIN_DATE']),
});

const groupEntry = z.strictObject({
  code: line,
  title: line,
  titleNote: optionalLine,
  parent: optionalLine,
  /** Where the document gives the group a maximum of its own; otherwise its parts add up to it. */
  points: z.number().nullable().default(null),
  declared: z.array(declaredFigure).default([]),
});

const valueColumn = z.enum(['SELF', 'DEPARTMENT', 'VERIFIED', 'FINAL']);

const memberEntry = z.strictObject({
  post: line,
  role: line,
  /** The supporting unit whose rows are the member's scope; null where the document gives it none. */
  unit: line.nullable(),
});

const printedResult = z.strictObject({ code: line, text: line });

const officialResultEntry = z.strictObject({
  unit: line,
  year: z.int(),
  /** Null where the document states no total: then its parts add up to it. */
  total: line.nullable(),
  groups: z.array(printedResult).nonempty(),
  indicators: z.array(printedResult).default([]),
});

/**
 * The shape of src/catalog/sets/<code>.yaml, of a later version <code>@<version>.yaml. What its parts must agree on
 * is for the checks.
 */
export const indexSetFile = z.strictObject({
  title: line,
  version: z.int().positive(),
  /** Left out: a series of its own. */
  series: optionalLine,
  holdsFrom: line,
  firstYear: z.int(),
  lastYear: z.int().nullable().default(null),
  scope: z.strictObject({ code: line, level }),
  /** The date as far as it is printed: a day or only a year. */
  decree: z.strictObject({ number: line, date: line, issuer: line }),
  scoringModel: z.enum(['POINTS_PER_ROW', 'POINTS_PER_INDEX', 'TARGETS']),
  rankBy: z.enum(['PERCENT', 'POINTS']),
  missing: z.enum(['STAYS_IN_MAX', 'ZERO', 'UNMET']),
  counts: z.array(z.enum([...valueColumn.options, 'AUTOMATIC'])).nonempty(),
  columns: z.array(z.strictObject({ column: valueColumn, title: line })).default([]),
  listsLossesOnly: z.boolean().default(false),
  removalBelowPercent: z.int().min(1).max(100).nullable().default(null),
  publication: z
    .strictObject({ text: line, before: optionalLine, place: optionalLine })
    .nullable()
    .default(null),
  team: z
    .strictObject({ founded: line, members: z.array(memberEntry).nonempty() })
    .nullable()
    .default(null),
  levels: z.array(levelEntry).nonempty(),
  /** What the document leaves open for the set as a whole. */
  open: z.array(openPoint).default([]),
  reportedMeasures: z.array(measureEntry).default([]),
  groups: z.array(groupEntry).nonempty(),
  /** Empty while the appendix with the rows is not at hand. */
  indicators: z.array(indicatorEntry),
  officialResults: z.array(officialResultEntry).default([]),
});

export type IndexSetFile = z.infer<typeof indexSetFile>;
export type LevelEntry = IndexSetFile['levels'][number];
export type GroupEntry = IndexSetFile['groups'][number];
export type OfficialResultEntry = IndexSetFile['officialResults'][number];
