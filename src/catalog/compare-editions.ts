import { configError } from '../core/errors.ts';
import { toNumber } from '../core/points.ts';
import { formatNumber, text } from '../core/text.ts';
import { compareCodes } from './compare-codes.ts';
import type { IndexSet, Indicator } from './index-set.ts';

export type ChangeKind =
  | 'ADDED'
  | 'DROPPED'
  | 'MOVED'
  | 'RETITLED'
  | 'TARGET_RAISED'
  | 'TARGET_LOWERED'
  /** From or to a target that is no share. */
  | 'TARGET_CHANGED'
  | 'POINTS_CHANGED';

export interface Change {
  readonly kind: ChangeKind;
  /** What the older and the newer edition print: a code, a title, a target or points; null on the side without the row. */
  readonly from: string | null;
  readonly to: string | null;
}

/** All that happened to one indicator between two editions; at least one change. */
export interface IndicatorChange {
  readonly id: string;
  /** Null for an added one. */
  readonly older: Indicator | null;
  /** Null for a dropped one. */
  readonly newer: Indicator | null;
  readonly changes: readonly Change[];
}

/** By identity, not by printed code. In the printed order of the newer edition; what was dropped comes last. */
export function compareEditions(older: IndexSet, newer: IndexSet): readonly IndicatorChange[] {
  if (older.series !== newer.series) throw differentSeries(older, newer);
  const before = new Map(older.indicators.map((row) => [row.id, row]));
  const after = new Set(newer.indicators.map(({ id }) => id));
  const kept = inOrder(newer.indicators).map((row) => changeOf(row.id, before.get(row.id) ?? null, row));
  const dropped = inOrder(older.indicators.filter(({ id }) => !after.has(id)));
  return [...kept, ...dropped.map((row) => changeOf(row.id, row, null))].filter(
    ({ changes }) => changes.length > 0,
  );
}

const inOrder = (rows: readonly Indicator[]) => [...rows].sort((a, b) => compareCodes(a.code, b.code));

const changeOf = (id: string, older: Indicator | null, newer: Indicator | null): IndicatorChange => ({
  id,
  older,
  newer,
  changes: changesOf(older, newer),
});

function changesOf(older: Indicator | null, newer: Indicator | null): readonly Change[] {
  if (older === null || newer === null) {
    return [{ kind: newer ? 'ADDED' : 'DROPPED', from: older?.code ?? null, to: newer?.code ?? null }];
  }
  const kinds: readonly [ChangeKind | null, (row: Indicator) => string | null][] = [
    [older.code === newer.code ? null : 'MOVED', ({ code }) => code],
    [bare(older.title) === bare(newer.title) ? null : 'RETITLED', ({ title }) => title],
    [changeOfTarget(older, newer), ({ target }) => target?.text ?? null],
    [
      older.maxPoints === newer.maxPoints ? null : 'POINTS_CHANGED',
      (row) => formatNumber(toNumber(row.maxPoints), 'vi'),
    ],
  ];
  return kinds.flatMap(([kind, of]) => (kind ? { kind, from: of(older), to: of(newer) } : []));
}

/** A full stop at the end makes no new title. */
const bare = (title: string) => title.replace(/\s*\.$/, '');

function changeOfTarget(older: Indicator, newer: Indicator): ChangeKind | null {
  const [from, to] = [older.target?.atLeastPercent ?? null, newer.target?.atLeastPercent ?? null];
  if (from !== null && to !== null)
    return from === to ? null : from < to ? 'TARGET_RAISED' : 'TARGET_LOWERED';
  return older.target?.text === newer.target?.text ? null : 'TARGET_CHANGED';
}

const differentSeries = (older: IndexSet, newer: IndexSet) =>
  configError(
    'DIFFERENT_SERIES',
    text(
      `Không so sánh được "${older.code}" với "${newer.code}": hai bộ thuộc hai chuỗi khác nhau (${older.series}, ${newer.series}).`,
      `"${older.code}" and "${newer.code}" cannot be compared: they belong to different series (${older.series}, ${newer.series}).`,
    ),
  );
