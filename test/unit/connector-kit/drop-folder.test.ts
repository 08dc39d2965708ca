import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { dropFolder, dropFolderField } from '../../../src/connector-kit/drop-folder.ts';
import { HubError } from '../../../src/core/errors.ts';

const NOW = new Date('2026-03-05T03:00:00Z');
const AN_HOUR_AGO = new Date(NOW.getTime() - 3_600_000);
const root = mkdtempSync(join(tmpdir(), 'hub-drop-'));
const files = dropFolder(root, { now: () => NOW });
const at = (...names: string[]) => join(root, 'bkav', ...names);
const put = (name: string, content: string, changed = AN_HOUR_AGO) => {
  writeFileSync(at(name), content);
  utimesSync(at(name), changed, changed);
};

mkdirSync(at('thu-muc-con'), { recursive: true });
put('thang-03.csv', 'ma;so\n');
afterAll(() => rmSync(root, { recursive: true }));

const refusal = async (work: Promise<unknown>): Promise<HubError> => {
  const thrown = await work.catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(HubError);
  expect(JSON.stringify((thrown as HubError).text), 'the absolute path').not.toContain(root);
  return thrown as HubError;
};

describe('a drop folder', () => {
  it('lists plain files with their size and time, and reads them', async () => {
    expect(await files.list('bkav')).toEqual([
      { name: 'thang-03.csv', size: 6, changedAt: AN_HOUR_AGO.toISOString(), isSettled: true },
    ]);
    expect(String(await files.bytes('bkav', 'thang-03.csv'))).toBe('ma;so\n');
  });

  it('remembers what was read: the same file gives the same hash, another gives another', async () => {
    const [one, same, other] = [1, 2, 3].map(() => dropFolder(root, { now: () => NOW }));
    expect(one?.payloadHash()).toBeNull();
    for (const reader of [one, same]) await reader?.bytes('bkav', 'thang-03.csv');
    put('khac.csv', 'ma;so\n1;2\n');
    await other?.bytes('bkav', 'khac.csv');
    rmSync(at('khac.csv'));
    expect(one?.payloadHash()).toMatch(/^[0-9a-f]{64}$/);
    expect([same?.payloadHash(), same?.answers()]).toEqual([one?.payloadHash(), 1]);
    expect(other?.payloadHash()).not.toBe(one?.payloadHash());
  });

  it('F50 says which file may still be written', async () => {
    put('dang-tai.csv', 'ma', new Date(NOW.getTime() - 2_000));
    const listed = await files.list('bkav');
    expect(listed.map(({ name, isSettled }) => [name, isSettled])).toEqual([
      ['dang-tai.csv', false],
      ['thang-03.csv', true],
    ]);
    rmSync(at('dang-tai.csv'));
  });

  it('S16 looks at nothing hidden or temporary, at no link, pipe or folder', async () => {
    for (const name of ['.an', '~$so.xlsx', 'tai.part', 'tai.TMP', 'Thumbs.db']) put(name, 'x');
    writeFileSync(join(root, 'mat-khau'), 'bí mật');
    symlinkSync(join(root, 'mat-khau'), at('lien-ket.csv'));
    execFileSync('mkfifo', [at('ong.csv')]);
    expect((await files.list('bkav')).map(({ name }) => name)).toEqual(['thang-03.csv']);
    for (const name of ['lien-ket.csv', 'ong.csv', '.an', '../mat-khau', '..', '', 'a\0b', 'thu-muc-con']) {
      expect((await refusal(files.bytes('bkav', name))).code, name).toBe('FILE_GONE');
    }
  });

  it('S16 a folder that leads out of the root is no folder', async () => {
    symlinkSync(tmpdir(), join(root, 'ra-ngoai'));
    for (const folder of ['ra-ngoai', '..', '.', '', 'bkav/thu-muc-con', '/etc', 'khong-co']) {
      const error = await refusal(files.list(folder));
      expect([error.family, error.code], folder).toEqual(['config', 'NO_DROP_FOLDER']);
      expect(error.text.vi).toContain('HUB_DROP_DIR');
    }
    expect((await refusal(dropFolder(null, { now: () => NOW }).list('bkav'))).code).toBe('NO_DROP_FOLDER');
  });

  it('F19 a file above the cap is refused before it is read', async () => {
    put('to.csv', '');
    truncateSync(at('to.csv'), 64 * 1024 * 1024 + 1);
    expect(await refusal(files.bytes('bkav', 'to.csv'))).toMatchObject({
      family: 'config',
      code: 'FILE_TOO_LARGE',
    });
    rmSync(at('to.csv'));
  });

  it.each([
    ['bkav', true],
    ['Báo cáo 2024', true],
    ['a.b_c-d', true],
    ['..', false],
    ['a/b', false],
    ['a\\b', false],
    ['/etc', false],
    ['', false],
    ['.an', false],
  ])('the name %j is a folder of a configuration: %j', (name, isGood) => {
    expect(dropFolderField().safeParse(name).success).toBe(isGood);
  });
});
