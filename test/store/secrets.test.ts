import { afterEach, describe, expect, it } from 'vitest';
import { editSource } from '../../src/app/edit-source.ts';
import { earlierSealingKey, type Keys, keysFrom } from '../../src/app/keys.ts';
import { boundTo, openConfig } from '../../src/app/pull/source-config.ts';
import { encrypted } from '../../src/app/secrets/aes-gcm.ts';
import { brokenSecrets } from '../../src/app/secrets/broken-secrets.ts';
import { masterKeyId } from '../../src/app/secrets/master-key.ts';
import { checkMasterKeys, isKeyed, openKeys } from '../../src/app/secrets/open-keys.ts';
import { resealSecrets } from '../../src/app/secrets/reseal.ts';
import { rotateKeys } from '../../src/app/secrets/rotate-keys.ts';
import { exportSources, importSources, parsedExport } from '../../src/app/source-export.ts';
import { exitCodeOf } from '../../src/cli/terminal.ts';
import type { Connector } from '../../src/connector-kit/connector.ts';
import { HubError } from '../../src/core/errors.ts';
import type { Database } from '../../src/store/database.ts';
import { type StoredSource, sourceById } from '../../src/store/sources.ts';
import { dumpOf } from '../kit/database-dump.ts';
import { openEmbeddedDatabase } from '../kit/embedded-databases.ts';
import { refusal } from '../kit/refusal.ts';
import { gate, post, recordScript } from '../kit/scripted-connector.ts';
import { SECRET, TestHub, YEAR } from '../kit/test-hub.ts';

const MASTER = Buffer.alloc(32, 7);
const NEXT = Buffer.alloc(32, 8);
const WRONG = Buffer.alloc(32, 9);

const opened: Database[] = [];
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
});

/** A hub whose keys stand in the database. */
async function keyedHub(): Promise<TestHub> {
  const database = await openEmbeddedDatabase();
  opened.push(database);
  const keys = await openKeys(database, [MASTER]);
  const hub = await TestHub.open(database);
  hub.deps = { ...hub.deps, keys };
  await hub.database.rows('delete from source');
  hub.source = await hub.addSource('Nguồn thử');
  return hub;
}

const stored = async ({ database, source }: TestHub) =>
  (await sourceById(database, source.id)) as StoredSource;
const tokenOf = async (hub: TestHub, keys: Keys = hub.deps.keys) =>
  (openConfig(hub.script.connector as Connector, await stored(hub), keys).config as { token: string }).token;
const wraps = (database: Database) =>
  database.rows<{ id: number; master: string }>(
    'select data_key_id as id, master_key as master from data_key_wrap order by 1, 2',
  );

/** As a release before data keys had sealed it. */
const sealedEarlier = (master: Buffer) =>
  encrypted(earlierSealingKey(master), Buffer.from(JSON.stringify({ token: SECRET })), boundTo('Nguồn thử'));

describe('S18 sealed secrets', () => {
  it('name their data key and open for their source, field and host only', async () => {
    const hub = await keyedHub();
    const { secrets, config } = await stored(hub);
    expect(JSON.parse(secrets ?? '')).toEqual({ token: expect.stringMatching(/^v1\.1\.[\w-]{40,}$/) });
    const moved = (part: Partial<StoredSource>) => async () =>
      openConfig(hub.script.connector as Connector, { ...(await stored(hub)), ...part }, hub.deps.keys);
    expect(await tokenOf(hub)).toBe(SECRET);
    await expect(moved({ name: 'Nguồn khác' })()).rejects.toThrow(/cannot be read/);
    await expect(moved({ config: { ...config, url: 'https://khac.example.vn' } })()).rejects.toThrow();
    await expect(moved({ secrets: secrets?.replace('token', 'url') ?? null })()).rejects.toThrow();
    // The same host at another path is what it was entered for.
    await moved({ config: { ...config, url: 'https://nguon.example.vn/v2' } })();
  });

  it('of an earlier release are sealed again; the state and the hashes of case numbers stay', async () => {
    const hub = await keyedHub();
    await hub.database.rows(`update source set secrets = $1, state = '{"page":3}'`, [sealedEarlier(MASTER)]);
    expect(await tokenOf(hub)).toBe(SECRET);
    await resealSecrets(hub.database, hub.deps.keys);
    expect(await stored(hub)).toMatchObject({
      secrets: expect.stringContaining('v1.1.'),
      state: { page: 3 },
    });
    expect(await tokenOf(hub)).toBe(SECRET);
    expect(hub.deps.keys.hashSecret).toBe(keysFrom(MASTER).hashSecret);
  });
});

describe('S22 the wrong master key', () => {
  it('F53: ends the start with its own code and words, and leaves the database as it is', async () => {
    const { database } = await keyedHub();
    const before = await dumpOf(database);
    const error = await checkMasterKeys(database, [WRONG]).catch((thrown) => thrown as HubError);
    expect(error).toMatchObject({ code: 'WRONG_MASTER_KEY', family: 'stop' });
    expect(exitCodeOf(error as HubError)).toBe(5);
    expect((error as HubError).text.vi).toContain(masterKeyId(MASTER));
    await expect(openKeys(database, [WRONG])).rejects.toThrow(/does not open/);
    expect(await dumpOf(database)).toBe(before);
  });

  it('is told before migrations, too, where an earlier release had sealed', async () => {
    const hub = await keyedHub();
    await hub.database.rows('drop table data_key_wrap, data_key');
    await hub.database.rows('update source set secrets = $1', [sealedEarlier(MASTER)]);
    expect(await isKeyed(hub.database)).toBe(true);
    await checkMasterKeys(hub.database, [MASTER]);
    expect(await refusal(checkMasterKeys(hub.database, [WRONG]))).toBe('WRONG_MASTER_KEY');
  });

  it('one damaged secret is the trouble of its source alone: a person enters it again', async () => {
    const hub = await keyedHub();
    const { secrets } = await stored(hub);
    await hub.database.rows('update source set secrets = $1', [secrets?.replace(/.{4}"\}$/, 'AAAA"}')]);
    await checkMasterKeys(hub.database, [MASTER]);
    expect((await brokenSecrets(hub.deps)).map(({ name }) => name)).toEqual(['Nguồn thử']);
    const run = await hub.pull(recordScript([], YEAR));
    expect(run).toMatchObject({ state: 'FAILED', errorCode: 'SECRET_UNREADABLE' });
    expect(run.message.vi).toContain('nhập lại mật khẩu');
    const config = { url: 'https://nguon.example.vn', token: 'mat-khau-moi' };
    await editSource(hub.deps, { source: String(hub.source.id), version: 1, config });
    expect(await tokenOf(hub)).toBe('mat-khau-moi');
    expect(await brokenSecrets(hub.deps)).toEqual([]);
  });
});

describe('S21 the change of the master key', () => {
  it('goes on where it was interrupted; both keys open meanwhile, and the old one is refused at the end', async () => {
    const hub = await keyedHub();
    const { database } = hub;
    const [old, fresh] = [masterKeyId(MASTER), masterKeyId(NEXT)];
    const power = () => {
      throw new Error('power cut');
    };
    await expect(rotateKeys(database, [MASTER], NEXT, power)).rejects.toThrow('power cut');
    expect((await wraps(database)).filter(({ master }) => master === fresh)).toHaveLength(1);
    expect(await tokenOf(hub, await openKeys(database, [MASTER]))).toBe(SECRET);
    expect(await tokenOf(hub, await openKeys(database, [MASTER, NEXT]))).toBe(SECRET);

    expect(await rotateKeys(database, [MASTER, NEXT], NEXT)).toEqual({
      dataKeys: 2,
      wrapped: 1,
      isChanged: true,
    });
    expect(await wraps(database)).toEqual([1, 2].map((id) => ({ id, master: fresh })));
    expect(JSON.stringify(await wraps(database))).not.toContain(old);
    expect(await refusal(checkMasterKeys(database, [MASTER]))).toBe('WRONG_MASTER_KEY');
    const after = await openKeys(database, [NEXT]);
    expect(await tokenOf(hub, after)).toBe(SECRET);
    expect(after.hashSecret).toBe(hub.deps.keys.hashSecret);
    // A second call, as after a cut just before the end, finds nothing to do.
    expect(await rotateKeys(database, [MASTER, NEXT], NEXT)).toMatchObject({ wrapped: 0, isChanged: false });
  });

  it('is not noticed by a pull under way, nor by a hub that began with the old key', async () => {
    const hub = await keyedHub();
    const [begun, changed] = [gate(), gate()];
    const { done } = await hub.start([
      async () => {
        begun.open();
        await changed.passed;
      },
      ...recordScript([post('a', '19801', '2024-01-05')], YEAR),
    ]);
    await begun.passed;
    await rotateKeys(hub.database, [MASTER], NEXT);
    changed.open();
    expect((await done).state).toBe('OK');
    expect(await tokenOf(hub)).toBe(SECRET);
    const config = { url: 'https://nguon.example.vn', token: 'nhap-sau-khi-doi' };
    await editSource(hub.deps, { source: String(hub.source.id), version: 1, config });
    expect(await tokenOf(hub, await openKeys(hub.database, [NEXT]))).toBe('nhap-sau-khi-doi');
  });

  it('of two people to two keys leaves one of them in force, and nothing is locked away', async () => {
    const hub = await keyedHub();
    const ends = await Promise.all([
      refusal(rotateKeys(hub.database, [MASTER], NEXT)),
      refusal(rotateKeys(hub.database, [MASTER], WRONG)),
    ]);
    expect(ends.sort()).toEqual(['DONE', 'KEYS_CHANGED']);
    expect(await tokenOf(hub, await openKeys(hub.database, [NEXT, WRONG]))).toBe(SECRET);
    expect(new Set((await wraps(hub.database)).map(({ master }) => master)).size).toBe(1);
  });
});

describe('S15 a stored secret', () => {
  it('is not sent to an address that somebody wrote into the database', async () => {
    const hub = await keyedHub();
    await hub.database.rows(`update source set config = config || '{"url":"https://ke-gian.example.vn"}'`);
    const run = await hub.pull(recordScript([], YEAR));
    expect(run).toMatchObject({ state: 'FAILED', errorCode: 'SECRET_UNREADABLE' });
    expect(hub.script.contexts).toEqual([]);
  });

  it('must be entered again with a new host, and the message names both', async () => {
    const hub = await keyedHub();
    const edit = (config: object) =>
      editSource(hub.deps, { source: String(hub.source.id), version: 1, config: config as never });
    const error = await edit({ url: 'https://moi.example.vn' }).catch((thrown) => thrown as HubError);
    expect(error).toMatchObject({
      code: 'SECRET_BOUND_TO_HOST',
      details: { field: 'config.token' },
      text: { vi: expect.stringMatching(/\(token\).*https:\/\/moi\.example\.vn.*nhập lại mật khẩu/i) },
    });
    await edit({ url: 'https://moi.example.vn', token: 'mat-khau-moi' });
    expect(await tokenOf(hub)).toBe('mat-khau-moi');
  });
});

it('S12 a practice source, which may ask this machine, is led to no other place on it', async () => {
  const hub = await keyedHub();
  const { id } = await hub.addSource('Thực hành', { practice: true });
  const edit = (url: string) =>
    refusal(editSource(hub.deps, { source: String(id), version: 1, config: { url, token: 'mat-khau-moi' } }));
  expect(await edit('http://127.0.0.1:6379/')).toBe('PRACTICE_ADDRESS');
  const config = { url: 'https://nguon.example.vn/khac', token: 'http://127.0.0.1:6379' };
  expect(await refusal(editSource(hub.deps, { source: String(id), version: 1, config }))).toBe(
    'PRACTICE_ADDRESS',
  );
  expect(await edit('https://nguon.example.vn/khac')).toBe('DONE');
});

describe('S23 the export of sources', () => {
  it('U14 holds no secret, asks for them again, and makes the same sources elsewhere', async () => {
    const [from, to] = [await keyedHub(), await keyedHub()];
    await to.database.rows('delete from source');
    const settings = { maxRecords: 500 };
    await editSource(from.deps, { source: String(from.source.id), version: 1, settings, enabled: false });
    const document = JSON.parse(JSON.stringify(await exportSources(from.deps, null)));
    expect(JSON.stringify(document)).not.toMatch(/canary|v1\.1/);
    expect(document.sources).toMatchObject([
      { name: 'Nguồn thử', secrets: ['token'], enabled: false, settings },
    ]);
    const error = await importSources(to.deps, parsedExport(document), {}).catch(
      (thrown) => thrown as HubError,
    );
    expect(error).toMatchObject({
      code: 'SECRETS_NEEDED',
      text: { vi: expect.stringContaining('Nguồn thử: token') },
    });
    expect(await to.count('source')).toBe(0);
    await importSources(to.deps, parsedExport(document), { 'Nguồn thử': { token: 'mat-khau-moi' } });
    expect(await exportSources(to.deps, null)).toEqual(document);
    expect(() => parsedExport({ ...document, format: 'khac' })).toThrow(/no export/);
  });
});
