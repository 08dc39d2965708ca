import type { NewRow } from '../../catalog/fill-rows.ts';
import type { IndexSet } from '../../catalog/index-set.ts';
import { toNumber } from '../../core/points.ts';
import { withoutAccents } from '../../core/text.ts';
import { SOURCES } from './columns.ts';
import type { ReadCriterion } from './read-criteria.ts';

type Complete = { readonly [K in keyof ReadCriterion]: NonNullable<ReadCriterion[K]> };
export type Criterion = Omit<Complete, 'task' | 'evidence'> & Pick<ReadCriterion, 'task' | 'evidence'>;

/** A criterion in the words of a file. Its values come from people, so it has no rule. */
export const rowOf = (set: IndexSet, criterion: Criterion): NewRow => ({
  id: `${idPart(set.series)}.${idPart(criterion.code)}`,
  code: criterion.code,
  group: criterion.group,
  title: criterion.title,
  ...(criterion.task === null ? {} : { task: criterion.task }),
  ...(criterion.evidence === null ? {} : { evidence: criterion.evidence }),
  points: toNumber(criterion.points),
  levels: set.levels.map(({ level }) => level) as NewRow['levels'],
  ...(SOURCES[criterion.source] as (typeof SOURCES)[string]),
});

/** Stable as long as the printed code is: "a.1.10" is "a-1-10". */
export const idPart = (code: string): string =>
  withoutAccents(code)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
