import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const SOURCE = fileURLToPath(new URL('../../src/', import.meta.url));
const INSTALLING = 'installing packages';

let checkout: string;

beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'dti hub bootstrap '));
  for (const name of ['bootstrap', 'bootstrap.mjs']) {
    cpSync(join(SOURCE, name), join(checkout, 'src', name), { recursive: true });
  }
  // A package inside the checkout needs no registry.
  mkdirSync(join(checkout, 'part'));
  write('part/package.json', { name: 'part', version: '1.0.0' });
  const root = { name: 'tiny', dependencies: { part: 'file:part' } };
  write('package.json', { ...root, scripts: { seven: 'node -e "process.exit(7)"' } });
  write('package-lock.json', {
    name: 'tiny',
    lockfileVersion: 3,
    packages: {
      '': root,
      'node_modules/part': { resolved: 'part', link: true },
      part: { version: '1.0.0' },
    },
  });
});

afterEach(() => rmSync(checkout, { recursive: true, force: true }));

describe('bootstrap', () => {
  it('installs what is missing, once, and passes on the exit code', async () => {
    const first = await bootstrap('npm', 'run', 'seven');
    expect(first).toMatchObject({ code: 7, stderr: expect.stringContaining(INSTALLING) });
    const second = await bootstrap('npm', 'run', 'seven');
    expect(second).toMatchObject({ code: 7, stderr: expect.not.stringContaining(INSTALLING) });
  });

  it('installs once when it is started twice at the same time', async () => {
    const both = await Promise.all([bootstrap('npm', 'run', 'seven'), bootstrap('npm', 'run', 'seven')]);
    expect(both.map(({ code }) => code)).toEqual([7, 7]);
    expect(both.filter(({ stderr }) => stderr.includes(INSTALLING))).toHaveLength(1);
    expect(existsSync(join(checkout, '.install-lock'))).toBe(false);
  });

  it('takes over from an installation that died', async () => {
    mkdirSync(join(checkout, '.install-lock'));
    // Above the largest process number that Linux hands out.
    writeFileSync(join(checkout, '.install-lock', 'owner'), '9999999');
    expect(await bootstrap('npm', 'run', 'seven')).toMatchObject({ code: 7 });
  });

  it('tells why an installation failed', async () => {
    write('package-lock.json', {
      name: 'tiny',
      lockfileVersion: 3,
      packages: { '': { name: 'tiny' }, 'node_modules/lost': {} },
    });
    const { code, stderr } = await bootstrap('npm', 'run', 'seven');
    expect(code).toBe(1);
    expect(stderr).toContain('package.json and package-lock.json');
    expect(stderr).toContain('packages could not be installed');
  });

  it('refuses what it does not know', async () => {
    expect(await bootstrap('build')).toMatchObject({ code: 2, stderr: expect.stringContaining('usage:') });
  });
});

function write(name: string, content: object): void {
  writeFileSync(join(checkout, name), JSON.stringify(content));
}

/** Started from elsewhere, as a service manager does. */
async function bootstrap(...args: string[]): Promise<{ code: number; stderr: string }> {
  const program = join(checkout, 'src', 'bootstrap.mjs');
  const child = spawn(process.execPath, [program, ...args], {
    cwd: tmpdir(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const [code] = await once(child, 'close');
  return { code, stderr };
}
