import type { Hub } from '../src/app/hub.ts';
import type { Language } from '../src/core/text.ts';
import { type Catalogue, createCatalogue } from './index-set/catalogue.ts';
import { createLoaders, type Loaders } from './loaders.ts';

/** What the caller's request says about the caller. */
export interface Caller {
  readonly language: Language;
  readonly isAdmin: boolean;
}

export interface Context extends Caller {
  readonly hub: Hub;
  readonly catalogue: Catalogue;
  readonly loaders: Loaders;
  readonly version: string;
}

export type ContextOf = (caller: Caller) => Context;

/** `version` is the hub's own. */
export function contextFactory(hub: Hub, version: string): ContextOf {
  const catalogue = createCatalogue(hub);
  return (caller) => ({ ...caller, hub, catalogue, version, loaders: createLoaders(hub) });
}
