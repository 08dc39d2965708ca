import { type Grant, isAdministrator, isSignedIn, type Principal } from '../../core/principal.ts';
import { gives, isOfUnits, type Permission, type UnitPermission } from './permissions.ts';
import { reaches, type Units } from './reach.ts';

/** What callers whom nobody knows may read: published results and the catalogue, all, or nothing. */
export type PublicRead = 'results' | 'all' | 'none';

/** What one caller may do. */
export interface Access {
  /** On a unit at least, for what belongs to units; in the hub for the rest. */
  may(permission: Permission): boolean;
  mayAt(permission: UnitPermission, unitKey: string): boolean;
  mayEverywhere(permission: Permission): boolean;
  /** Of assessments that are not published it sees nothing. */
  readonly publishedOnly: boolean;
}

/**
 * Rights come from grants alone. What is open to the public is for those who do not sign in: a token that was made for
 * one unit shows that unit, whatever the administrator opened to others.
 */
export function accessOf(units: Units, principal: Principal, publicRead: PublicRead): Access {
  if (isAdministrator(principal)) return EVERYTHING;
  return isSignedIn(principal) ? grantedTo(units, principal.grants) : PUBLIC[publicRead];
}

const always = (may: boolean, publishedOnly = false): Access => ({
  may: () => may,
  mayAt: () => may,
  mayEverywhere: () => may,
  publishedOnly,
});

const EVERYTHING = always(true);

function anyoneMay(permissions: readonly Permission[], publishedOnly: boolean): Access {
  const may = (permission: Permission) => permissions.includes(permission);
  return { may, mayAt: may, mayEverywhere: may, publishedOnly };
}

const PUBLIC: Readonly<Record<PublicRead, Access>> = {
  none: anyoneMay([], false),
  results: anyoneMay(['VIEW_CATALOGUE', 'VIEW_RESULTS'], true),
  all: anyoneMay(['VIEW_CATALOGUE', 'VIEW_RESULTS', 'VIEW_EVIDENCE', 'VIEW_SOURCES'], false),
};

function grantedTo(units: Units, grants: readonly Grant[]): Access {
  // A grant on a unit that we do not know gives nothing, see grant-view.ts.
  const known = grants.filter(({ unit }) => unit === null || units.byKey(unit) !== null);
  const giving = (permission: Permission) => known.filter(({ role }) => gives(role, permission));
  const mayEverywhere = (permission: Permission) =>
    permission === 'VIEW_CATALOGUE' || giving(permission).some(({ unit }) => unit === null);
  return {
    may: (permission) => (isOfUnits(permission) ? giving(permission).length > 0 : mayEverywhere(permission)),
    mayAt(permission, unitKey) {
      const unit = units.byKey(unitKey);
      return (
        unit !== null &&
        giving(permission).some((grant) => grant.unit === null || reaches(units, grant.unit, unit))
      );
    },
    mayEverywhere,
    publishedOnly: false,
  };
}
