import type { Role } from '../../core/principal.ts';

/** Of results and values. They are given on a unit and reach those below it. */
export type UnitPermission = 'VIEW_RESULTS' | 'VIEW_EVIDENCE' | 'DECLARE_VALUES' | 'DECIDE_VALUES';

/** Of what belongs to no unit: only a grant on the whole province gives them. */
export type HubPermission =
  | 'VIEW_CATALOGUE'
  | 'VIEW_SOURCES'
  | 'EDIT_SOURCES'
  | 'PUBLISH_RESULTS'
  | 'ADMINISTER';

export type Permission = UnitPermission | HubPermission;

/** The order of a reader's and an editor's tables. */
export const PERMISSIONS = [
  'VIEW_CATALOGUE',
  'VIEW_RESULTS',
  'VIEW_EVIDENCE',
  'DECLARE_VALUES',
  'DECIDE_VALUES',
  'VIEW_SOURCES',
  'EDIT_SOURCES',
  'PUBLISH_RESULTS',
  'ADMINISTER',
] as const satisfies readonly Permission[];

/**
 * To declare a unit's own values and to decide on them are two things that no role but the administrator's joins.
 * Whoever edits sources sees what they change, but not the single records behind it (S09).
 */
const OF_ROLE: Readonly<Record<Role, readonly Permission[]>> = {
  READER: ['VIEW_CATALOGUE', 'VIEW_RESULTS', 'VIEW_EVIDENCE'],
  UNIT_REPORTER: ['VIEW_CATALOGUE', 'VIEW_RESULTS', 'VIEW_EVIDENCE', 'DECLARE_VALUES'],
  VERIFIER: ['VIEW_CATALOGUE', 'VIEW_RESULTS', 'VIEW_EVIDENCE', 'DECIDE_VALUES'],
  SOURCE_EDITOR: ['VIEW_CATALOGUE', 'VIEW_RESULTS', 'VIEW_SOURCES', 'EDIT_SOURCES'],
  ADMINISTRATOR: PERMISSIONS,
};

export const gives = (role: Role, permission: Permission): boolean => OF_ROLE[role].includes(permission);

export const givesAllOf = (role: Role, other: Role): boolean =>
  OF_ROLE[other].every((permission) => gives(role, permission));

const OF_UNITS: ReadonlySet<Permission> = new Set<UnitPermission>([
  'VIEW_RESULTS',
  'VIEW_EVIDENCE',
  'DECLARE_VALUES',
  'DECIDE_VALUES',
]);

export const isOfUnits = (permission: Permission): permission is UnitPermission => OF_UNITS.has(permission);
