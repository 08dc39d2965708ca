import type { Results } from '../../src/app/reports/results.ts';
import type { RowFilter } from '../../src/app/reports/row-filter.ts';
import { type ScoreOrder, type ScoreRow, scoreReport } from '../../src/app/reports/score-report.ts';

/** Of results that one request read: an export asks for every page of the same table. */
const kept = new WeakMap<Results, Map<string, readonly ScoreRow[]>>();

export function scoreRows(
  results: Results,
  filter: RowFilter,
  order: ScoreOrder | null,
): readonly ScoreRow[] {
  const tables = kept.get(results) ?? new Map<string, readonly ScoreRow[]>();
  kept.set(results, tables);
  const key = JSON.stringify([filter, order]);
  const rows = tables.get(key) ?? scoreReport(results, filter, order);
  tables.set(key, rows);
  return rows;
}
