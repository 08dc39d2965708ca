import type { Grant, Role } from '../../core/principal.ts';
import { formatDay, type Text, text } from '../../core/text.ts';
import type { Unit } from '../../core/unit.ts';
import type { Units } from './reach.ts';

/** A right as its holder reads it. */
export interface GrantView {
  readonly role: Role;
  /** null: the whole province, or a unit that is not known. */
  readonly unit: Unit | null;
  readonly note: Text | null;
}

export const grantViews = (units: Units, grants: readonly Grant[]): GrantView[] =>
  grants.map((grant) => ({
    role: grant.role,
    unit: grant.unit === null ? null : units.byKey(grant.unit),
    note: endedGrant(units, grant),
  }));

/**
 * Why a right reaches less than its holder may think: its unit is not known, or ended at a reform. Rights do not move
 * to the heirs by themselves. null: there is nothing to explain.
 */
export function endedGrant(units: Units, { unit: key }: Grant): Text | null {
  if (key === null) return null;
  const last = units.sameBody(key).at(-1);
  if (!last || units.byKey(key) === null) return UNKNOWN;
  return last.validTo === null ? null : ended(last, last.validTo, units.successors(last.key));
}

const UNKNOWN = text(
  'Hệ thống không có đơn vị của quyền này nên quyền không có hiệu lực. Hãy đề nghị quản trị viên cấp lại.',
  'The hub does not know the unit of this right, so that it gives nothing. Ask the administrator for a new one.',
);

function ended({ name, code }: Unit, validTo: string, heirs: readonly { readonly unit: Unit }[]): Text {
  const names = heirs.map(({ unit }) => `${unit.name} (${unit.code})`).join(', ');
  const became = names
    ? text(`nay thuộc ${names}`, `it is now part of ${names}`)
    : text('không có đơn vị cùng cấp kế thừa', 'no unit of its level followed it');
  const day = formatDay(validTo);
  return text(
    `${name} (${code}) tồn tại đến hết ngày ${day}, ${became.vi}. Quyền này chỉ còn với số liệu của đơn vị cũ; muốn có quyền ở đơn vị mới, hãy đề nghị quản trị viên cấp.`,
    `${name} (${code}) existed until ${day}; ${became.en}. This right is for the old unit's data alone; ask the administrator for one on the new unit.`,
  );
}
