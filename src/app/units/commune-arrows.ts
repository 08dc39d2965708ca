import type { Unit } from '../../core/unit.ts';
import type { MappingRow } from './address-data.ts';
import type { Communes } from './communes.ts';
import type { Arrow } from './reform.ts';
import type { UnitNotes } from './unit-notes.ts';

/** Which old commune went into which new one. Every mapping row gives an arrow or is counted in a note. */
export function communeArrows(
  mappings: readonly MappingRow[],
  before: Communes,
  after: Communes,
  notes: UnitNotes,
): Arrow[] {
  const arrows = new Map<string, Arrow>();
  for (const row of mappings) {
    const to = newCommune(row, after, notes);
    const from = oldCommune(row, before, notes);
    if (!from) continue;
    if (!to) {
      notes.add('NEW_COMMUNE_UNRESOLVED', describe(row));
      continue;
    }
    const pair = `${from.key}>${to.key}`;
    if (arrows.has(pair)) notes.add('ARROW_REPEATED', describe(row));
    else arrows.set(pair, { from, to });
  }
  return [...arrows.values()];
}

function oldCommune(row: MappingRow, before: Communes, notes: UnitNotes): Unit | null {
  if (!row.old) {
    notes.add('ROW_EMPTY', row.new.name);
    return null;
  }
  const { code, name, district, province } = row.old;
  if (code) return before.byCode.get(code)!;
  notes.add('ROW_WITHOUT_OLD_CODE', describe(row));
  const unit = before.byName.find([province, district, name]);
  if (!unit) notes.add('OLD_COMMUNE_UNKNOWN', describe(row));
  return unit;
}

/** The names decide: in rows without an old code the new code is often cut short or a commune's of another province. */
function newCommune(row: MappingRow, after: Communes, notes: UnitNotes): Unit | null {
  const named = after.byName.find([row.new.province, row.new.name]);
  const coded = after.byCode.get(row.new.code) ?? null;
  if (!coded) notes.add('NEW_CODE_UNKNOWN', describe(row));
  else if (named && named !== coded) notes.add('NEW_CODE_CONTRADICTS_NAME', describe(row));
  return named ?? coded;
}

function describe(row: MappingRow): string {
  const old = row.old ? `${row.old.name}, ${row.old.district}, ${row.old.province}` : '-';
  return `${row.id}: ${old} -> ${row.new.code} ${row.new.name}, ${row.new.province}`;
}
