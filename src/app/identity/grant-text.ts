import { type Grant, ROLES } from '../../core/principal.ts';
import type { HubDeps } from '../deps.ts';
import { badInput } from './refusals.ts';

type Units = Pick<HubDeps, 'directory' | 'province'>;

/** "verifier:46", "unit-reporter:19789", "administrator": the role, and the code of a unit unless it is the province. */
export type GrantText = string;

const wordOf = (role: string): string => role.toLowerCase().replaceAll('_', '-');

/** null when it names no role of ours; `unknownUnit` when it names one on a unit that we do not know. */
export function grantIn({ directory, province }: Units, typed: GrantText): Grant | 'unknownUnit' | null {
  const [word = '', code = province] = typed.trim().split(':');
  const role = ROLES.find((one) => wordOf(one) === wordOf(word));
  if (role === undefined) return null;
  if (code === province) return { role, unit: null };
  const unit = directory.latestByCode(code);
  return unit === null ? 'unknownUnit' : { role, unit: unit.key };
}

/** Throws BAD_INPUT. */
export function grantOf(units: Units, typed: GrantText): Grant {
  const grant = grantIn(units, typed);
  if (grant !== null && grant !== 'unknownUnit') return grant;
  const roles = ROLES.map(wordOf).join(', ');
  throw badInput(
    'grants',
    `Quyền "${typed}" không hợp lệ; cần dạng vai-trò hoặc vai-trò:mã-đơn-vị, ví dụ verifier:${units.province}. Vai trò: ${roles}.`,
    `The right "${typed}" is not valid; expected role or role:unit code, such as verifier:${units.province}. Roles: ${roles}.`,
  );
}

export const grantText = ({ directory }: Pick<HubDeps, 'directory'>, { role, unit }: Grant): GrantText =>
  unit === null ? wordOf(role) : `${wordOf(role)}:${directory.byKey(unit)?.code ?? unit}`;

export const sameGrant = (a: Grant, b: Grant): boolean => a.role === b.role && a.unit === b.unit;
