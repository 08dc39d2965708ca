import { isAdministrator, isSignedIn, type Principal } from '../../core/principal.ts';
import type { HubDeps } from '../deps.ts';
import type { Hub } from '../hub.ts';
import type { UnitDirectory } from '../units/unit-directory.ts';
import { type Access, accessOf, type PublicRead } from './access.ts';
import { limitedHub } from './limited-hub.ts';

/** What a caller may do, and the hub as that one sees it. */
export interface Seen {
  readonly access: Access;
  readonly hub: Hub;
}

/** More sets of rights than a province hands out. */
const MOST_KEPT = 200;

interface Hubs {
  readonly directory: UnitDirectory;
  readonly whole: () => Hub;
  /** The hub over some units, or over published results alone. */
  readonly over: (part: Partial<Pick<HubDeps, 'directory' | 'publishedOnly'>>) => Hub;
  readonly maskBelow: number;
}

/** Choosing the units of a set of rights takes some milliseconds, so each set is kept with its hub. */
export function seenByEach({ directory, whole, over, maskBelow }: Hubs): Hub['seenBy'] {
  const kept = new Map<string, Seen>();
  const seen = (principal: Principal, publicRead: PublicRead): Seen => {
    const access = accessOf(directory, principal, publicRead);
    if (isAdministrator(principal)) return { access, hub: whole() };
    const all = access.publishedOnly ? over({ publishedOnly: true }) : whole();
    const narrow = access.mayEverywhere('VIEW_RESULTS')
      ? all
      : over({ directory: directory.limitedTo((unit) => access.mayAt('VIEW_RESULTS', unit.key)) });
    return { access, hub: limitedHub({ whole: all, narrow, access, maskBelow }) };
  };
  return (principal, publicRead) => {
    const key = JSON.stringify(isSignedIn(principal) ? principal.grants : publicRead);
    const known = kept.get(key);
    if (known) return known;
    const made = seen(principal, publicRead);
    if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value as string);
    kept.set(key, made);
    return made;
  };
}
