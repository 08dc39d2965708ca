import type { Hub } from '../src/app/hub.ts';
import type { Access, PublicRead } from '../src/app/rights/access.ts';
import { fromNetwork } from '../src/core/origin.ts';
import { isAdministrator, isSignedIn, type Principal } from '../src/core/principal.ts';
import type { Language } from '../src/core/text.ts';
import { type Catalogue, createCatalogue } from './index-set/catalogue.ts';
import { createLoaders, type Loaders } from './loaders.ts';

/** What the caller's request says about the caller. */
export interface Caller {
  readonly language: Language;
  readonly principal: Principal;
  /** Of the data, asked after the request came. */
  readonly dataVersion?: string | undefined;
  /** Changes nothing: what questions of that version share need not be read again (see `Hub.at`). */
  readonly onlyReads?: boolean;
}

export interface Context extends Caller {
  /** Of the whole province. */
  readonly isAdmin: boolean;
  readonly publicRead: PublicRead;
  readonly access: Access;
  /** As the caller sees it: what is not the caller's is not there. */
  readonly hub: Hub;
  readonly catalogue: Catalogue;
  readonly loaders: Loaders;
  readonly version: string;
}

export type ContextOf = (caller: Caller) => Context;

/** `version` is the hub's own. */
export function contextFactory(hub: Hub, version: string, publicRead: PublicRead = 'all'): ContextOf {
  const catalogue = createCatalogue(hub);
  return (caller) => {
    const { principal } = caller;
    const { access, hub: seen } = hub.seenBy(principal, publicRead);
    // Changes are kept under the caller's name.
    const forChanges = () =>
      isSignedIn(principal) ? seen.as(principal.id, fromNetwork(principal.address ?? '')) : seen;
    const { dataVersion, onlyReads = false } = caller;
    const own = onlyReads && dataVersion !== undefined ? seen.at(dataVersion) : forChanges();
    return {
      ...caller,
      isAdmin: isAdministrator(principal),
      publicRead,
      access,
      hub: own,
      catalogue,
      version,
      loaders: createLoaders(own),
    };
  };
}
