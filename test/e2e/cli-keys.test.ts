import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkMasterKeys, isKeyed } from '../../src/app/secrets/open-keys.ts';
import { masterKeys } from '../../src/cli/master-keys.ts';
import { type OpenHub, openHub } from '../../src/cli/open-hub.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { commandsOf } from '../kit/commands.ts';
import { refusal } from '../kit/refusal.ts';

const DATA = mkdtempSync(join(tmpdir(), 'dti-hub-keys-'));
const KEY = join(DATA, 'master.key');
const configWith = (environment: Record<string, string> = {}): Config =>
  readConfig({ HUB_DATA_DIR: DATA, HUB_LOG_LEVEL: 'silent', ...environment });

let config = configWith();
let opened: OpenHub;

beforeAll(async () => {
  opened = await openHub(config);
  const source = { name: 'Đài thử', connector: 'broadcast', schedule: null };
  const connector = opened.deps.connectors.find(({ id }) => id === 'broadcast');
  const example = connector?.practiceConfig('https://dai.example.vn') as never;
  await opened.hub.as('local:lan').createSource({ ...source, config: example });
});

afterAll(async () => {
  await opened.close();
  rmSync(DATA, { recursive: true, force: true });
});

const hub = commandsOf(
  () => opened,
  () => config,
);

/** How a start of the hub with these keys would end, which asks this before anything else. */
const startWith = (environment: Record<string, string> = {}): Promise<string> =>
  refusal((async () => checkMasterKeys(opened.deps.database, masterKeys(configWith(environment), false)))());

it('S21 hub keys rotate: the new key takes the place of the old one, which is refused from then on', async () => {
  const old = readFileSync(KEY, 'utf8').trim();
  expect(await hub('keys', 'check', '--lang', 'en')).toMatchObject({ code: 0 });
  const done = await hub('keys', 'rotate', '--json');
  expect(done.code, done.stderr).toBe(0);
  expect(JSON.parse(done.stdout)).toMatchObject({
    dataKeys: 2,
    wrapped: 2,
    isChanged: true,
    isAdopted: true,
  });
  expect(readFileSync(KEY, 'utf8').trim()).not.toBe(old);
  expect(done.stdout).not.toContain(readFileSync(KEY, 'utf8').trim());
  expect([statSync(KEY).mode & 0o777, existsSync(`${KEY}.next`)]).toEqual([0o600, false]);
  expect(await startWith({ HUB_MASTER_KEY: old })).toBe('WRONG_MASTER_KEY');
  expect(await startWith()).toBe('DONE');
  expect((await hub('keys', 'check', '--json')).stdout).toContain('"broken": []');
});

it('S21 a change to a key of the environment: both are read until the old one is gone', async () => {
  const next = 'ab'.repeat(32);
  config = configWith({ HUB_MASTER_KEY_NEXT: next });
  const done = await hub('keys', 'rotate');
  expect(done.stdout).toContain('HUB_MASTER_KEY_NEXT');
  expect(await startWith({ HUB_MASTER_KEY: next })).toBe('DONE');
  expect(await startWith({ HUB_MASTER_KEY_NEXT: next })).toBe('DONE');
  expect(await startWith()).toBe('WRONG_MASTER_KEY');
  writeFileSync(KEY, `${next}\n`, { mode: 0o600 });
  expect(await startWith()).toBe('DONE');
});

it('S22 no key, or one that others may read, ends the start; no new key is made over old secrets', async () => {
  const kept = readFileSync(KEY);
  chmodSync(KEY, 0o644);
  expect(await startWith()).toBe('MASTER_KEY_OPEN');
  rmSync(KEY);
  expect(await isKeyed(opened.deps.database)).toBe(true);
  expect(await startWith()).toBe('MASTER_KEY_MISSING');
  expect(existsSync(KEY)).toBe(false);
  writeFileSync(KEY, kept, { mode: 0o600 });
  expect(await startWith()).toBe('DONE');
});

it('S40 hub audit list and verify: who, what, and the first entry that is not as it was', async () => {
  const list = await hub('audit', 'list', '--lang', 'en');
  expect(list.stdout).toMatch(/SOURCE_CREATED +Source \d/);
  expect(list.stdout).toMatch(/cli:\S+ +MASTER_KEY_CHANGED/);
  const by = JSON.parse((await hub('audit', 'list', '--by', 'local:lan', '--json')).stdout);
  expect(by).toMatchObject({
    totalCount: 1,
    entries: [{ action: 'SOURCE_CREATED', principal: 'local:lan' }],
  });
  expect(await hub('audit', 'verify')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('nguyên vẹn'),
  });
  const [written] = await opened.deps.database.rows<{ hash: string }>(
    'select hash from audit_entry where seq = 1',
  );
  expect(await hub('audit', 'verify', '--hash', ` ${written?.hash}`)).toMatchObject({ code: 0 });
  expect(await hub('audit', 'verify', '--hash', 'ab12')).toMatchObject({
    code: 4,
    stderr: expect.stringMatching(/ab12 [\s\S]*\n\[AUDIT_BROKEN\]/),
  });
  const { database } = opened.deps;
  await database.rows('alter table audit_entry disable trigger all');
  await database.rows(`update audit_entry set principal = 'local:minh' where seq = 2`);
  expect(await hub('audit', 'verify')).toMatchObject({
    code: 4,
    stderr: expect.stringMatching(/mục số 2 .*\n\[AUDIT_BROKEN\]/),
  });
  expect(await hub('audit', 'verify', '--from', '3')).toMatchObject({ code: 0 });
});

it('S23 hub sources export tells no secret, and import asks for it', async () => {
  const file = join(DATA, 'nguon.json');
  writeFileSync(file, (await hub('sources', 'export')).stdout);
  expect(readFileSync(file, 'utf8')).not.toMatch(/practice-|v1\./);
  const refused = await hub('sources', 'import', file);
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringMatching(/--secrets[\s\S]*SECRETS_NEEDED/) });

  // The first one goes on under its own name.
  writeFileSync(file, readFileSync(file, 'utf8').replace('Đài thử', 'Đài hai'));
  const asked: string[] = [];
  const atTerminal = commandsOf(
    () => opened,
    () => config,
    async (question) => {
      asked.push(question);
      return 'mat-khau-moi-nhap';
    },
  );
  const done = await atTerminal('sources', 'import', file, '--lang', 'en');
  expect(done, done.stderr).toMatchObject({ code: 0, stdout: expect.stringContaining('1 sources are made') });
  expect(asked).toEqual([expect.stringMatching(/^Đài hai, \w+ \(not shown\): $/)]);
  expect(done.stdout + done.stderr).not.toContain('mat-khau-moi-nhap');

  writeFileSync(file, readFileSync(file, 'utf8').replace('Đài hai', 'Đài ba'));
  const field = /, (\w+) /.exec(asked[0] ?? '')?.[1] ?? '';
  const [nothing, rubbish, given] = await Promise.all(
    [null, 'mat-khau-moi-nhap', JSON.stringify({ 'Đài ba': { [field]: 'mat-khau-moi-nhap' } })].map((piped) =>
      commandsOf(
        () => opened,
        () => config,
        undefined,
        async () => piped,
      )('sources', 'import', file, '--secrets', '-'),
    ),
  );
  expect([nothing?.code, rubbish?.code, given?.code], given?.stderr).toEqual([2, 2, 0]);
  expect([nothing?.stderr, rubbish?.stderr].join()).toMatch(
    /không chương trình nào chuyển[\s\S]*không đúng dạng/,
  );
  expect(rubbish?.stderr).not.toContain('mat-khau');
});
