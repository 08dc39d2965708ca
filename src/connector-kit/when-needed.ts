import { createRequire } from 'node:module';

const load = createRequire(import.meta.url);

/**
 * A package that is loaded when it is first used. Every hub, each of its reading threads and each command loads this
 * folder, most of them use few of its packages, and undici alone takes 14 MB in each.
 */
export function whenNeeded<Package>(name: string): () => Package {
  let loaded: Package | undefined;
  return () => {
    loaded ??= load(name) as Package;
    return loaded;
  };
}
