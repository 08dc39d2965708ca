import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { auditPage } from '../../src/app/audit/audit-page.ts';
import { createHub } from '../../src/app/create-hub.ts';
import type { Hub } from '../../src/app/hub.ts';
import { fromNetwork } from '../../src/core/origin.ts';
import { audit, checkChain } from '../../src/store/audit.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openQueue } from '../../src/store/queue.ts';
import { dumpOf } from '../kit/database-dump.ts';
import { createPostgresDatabase } from '../kit/postgres-databases.ts';
import { people, post, recordScript, valueScript, visits } from '../kit/scripted-connector.ts';
import { onEachDatabase } from '../kit/test-databases.ts';
import { SECRET, TestHub, YEAR } from '../kit/test-hub.ts';

const REASON = 'Công văn 12/CV-UBND của Phường';
const newest = async (hub: TestHub) =>
  (await auditPage(hub.deps, { first: 100, after: null }, {})).items.map(({ node }) => node);

const event = (n: number) => ({
  principal: 'local:lan',
  action: 'THU',
  subject: 'Source',
  subjectKey: String(n),
  ...fromNetwork('10.1.2.3'),
  before: null,
  // jsonb keeps its own order of fields, and no NUL.
  after: { b: { y: 1.5, x: [null, 'Đạt'] }, a: 'x\u0000', gone: undefined },
  reason: null,
});

async function chainOf(database: Database, entries: number): Promise<void> {
  for (let n = 1; n <= entries; n++) await database.transaction((queries) => audit(queries, event(n)));
}

/** As somebody does who owns the database. */
const tamper = async (database: Database, statement: string) => {
  await database.rows('alter table audit_entry disable trigger all');
  await database.rows(statement);
  await database.rows('alter table audit_entry enable trigger all');
};

onEachDatabase('S40 the audit', (open) => {
  it('is whole after changes at the same time, and refuses every change of an entry', async () => {
    const database = await open();
    await Promise.all([chainOf(database, 3), chainOf(database, 3)]);
    expect(await checkChain(database)).toMatchObject({ entries: 6, brokenAt: null });
    expect(await checkChain(database, 4)).toMatchObject({ entries: 3, brokenAt: null });
    for (const statement of [
      `update audit_entry set principal = 'ai đó' where seq = 2`,
      'delete from audit_entry where seq = 2',
      'truncate audit_entry',
      'delete from audit_head',
    ]) {
      await expect(database.rows(statement), statement).rejects.toThrow();
    }
    expect(await checkChain(database)).toMatchObject({ entries: 6, brokenAt: null });
  });

  it('names the first entry that was changed, deleted or cut off by whoever owns the database', async () => {
    const database = await open();
    await chainOf(database, 6);
    await tamper(database, 'delete from audit_entry where seq = 6');
    expect((await checkChain(database)).brokenAt).toBe(6);
    await tamper(database, `update audit_entry set at = at + interval '1 microsecond' where seq = 5`);
    expect((await checkChain(database)).brokenAt).toBe(5);
    await tamper(database, `update audit_entry set address = '10.1.2.4' where seq = 4`);
    expect((await checkChain(database)).brokenAt).toBe(4);
    await tamper(database, 'update audit_entry set address = null, channel = null where seq = 3');
    expect((await checkChain(database)).brokenAt).toBe(3);
    await tamper(database, `update audit_entry set channel = 'API', address = '10.1.2.3' where seq = 3`);
    await tamper(database, `update audit_entry set after = after || '{"a":"y"}' where seq = 4`);
    expect((await checkChain(database)).brokenAt).toBe(4);
    await tamper(database, 'delete from audit_entry where seq = 2');
    expect(await checkChain(database)).toMatchObject({ entries: 1, brokenAt: 2 });
    await tamper(database, 'delete from audit_entry where seq = 1');
    expect((await checkChain(database)).brokenAt).toBe(1);
  });

  it('sees entries that were put in outside of it, and an end that is gone or was moved back (S40)', async () => {
    const database = await open();
    await chainOf(database, 3);
    const { head } = await checkChain(database);
    const put = (seq: number) =>
      `insert into audit_entry (seq, at, principal, action, subject, subject_key, prev_hash, hash)
       values (${seq}, now(), 'local:lan', 'THU', 'Source', '1', '${head}', 'x')`;
    for (const seq of [4, 9, 0, -5]) {
      await database.rows(put(seq));
      expect((await checkChain(database)).brokenAt).toBe(seq);
      await tamper(database, `delete from audit_entry where seq = ${seq}`);
    }
    expect(await checkChain(database, 1, head)).toMatchObject({ brokenAt: null, known: 3 });
    await tamper(database, 'delete from audit_entry where seq = 3');
    await database.rows(
      'update audit_head set (seq, hash) = (select seq, hash from audit_entry where seq = 2)',
    );
    expect(await checkChain(database, 1, head)).toMatchObject({ brokenAt: null, known: null });
    await database.rows('alter table audit_head disable trigger all');
    await database.rows('delete from audit_head');
    expect((await checkChain(database)).brokenAt).toBe(1);
  });

  it('follows on entries of before it told where from, which keep their hashes', async () => {
    const database = await open();
    // As the release before wrote it; the hash is literally its own.
    const hash = '267097e82a0704638ea558a0b9979414faab4e454e6090de8aae00ee85a9339f';
    await database.rows(
      `insert into audit_entry (seq, at, principal, action, subject, subject_key, after, prev_hash, hash)
       values (1, '2026-11-22T03:04:05.000006Z', 'local:lan', 'THU', 'Source', '1', '{"a":"x"}', '', $1)`,
      [hash],
    );
    await database.rows('update audit_head set seq = 1, hash = $1', [hash]);
    await chainOf(database, 1);
    expect(await checkChain(database)).toMatchObject({ entries: 2, brokenAt: null });
    await tamper(database, `update audit_entry set channel = 'HUB' where seq = 1`);
    expect((await checkChain(database)).brokenAt).toBe(1);
  });

  it('keeps who changed what, with before and after and reason, and no secret', async () => {
    const test = await TestHub.open(await open());
    const hub: Hub = createHub(test.deps, async () => {}).as('local:lan', fromNetwork('10.1.2.3'));
    const source = String(test.source.id);
    const config = { url: 'https://nguon.example.vn/moi', token: `${SECRET}-moi` };
    await hub.updateSource({ source, version: 1, config, schedule: null });
    const changed = (await newest(test))[0];
    expect(changed).toMatchObject({
      principal: 'local:lan',
      channel: 'API',
      address: '10.1.2.3',
      action: 'SOURCE_CHANGED',
      subject: 'Source',
      subjectKey: source,
      before: {
        config: { url: 'https://nguon.example.vn' },
        secrets: { token: '•••' },
        schedule: '0 2 * * *',
      },
      after: { config: { url: 'https://nguon.example.vn/moi' }, secretsEntered: ['token'], schedule: null },
    });
    await test.pull([
      ...recordScript([post('a', '19801', '2024-01-05')], YEAR),
      ...valueScript([visits('19801', '2024-01-31', 30)], 'visits', YEAR),
      ...valueScript([people('19801', '2024-01-01', 90)], 'people', YEAR),
    ]);
    await test.score();
    const place = { unit: '19801', indexSet: 'test-set', year: 2024, indicator: '1.1' };
    await hub.assessIndicator({ ...place, column: 'VERIFIED', value: '5', reason: REASON });
    await hub.excludeIndicator({
      ...place,
      decisionNumber: '12/QĐ-UBND',
      decisionDate: '2024-10-01',
      reason: REASON,
    });
    const { match } = await hub.confirmUnitMatch({
      source,
      sourceCode: 'X1',
      unit: '19802',
      validFrom: null,
      validTo: null,
      reason: REASON,
    });
    await hub.withdrawUnitMatch({ match: String(match.id), reason: REASON });
    await hub.createSource({ name: 'Nguồn hai', connector: 'scripted', config, schedule: null });
    await hub.testSource({ source, connector: null, config: null });
    expect((await newest(test)).map(({ action, reason }) => [action, reason])).toEqual([
      ['SOURCE_TESTED', null],
      ['SOURCE_CREATED', null],
      ['UNIT_MATCH_WITHDRAWN', REASON],
      ['UNIT_MATCH_CONFIRMED', REASON],
      ['INDICATOR_EXCLUDED', REASON],
      ['INDICATOR_ASSESSED', REASON],
      ['SOURCE_CHANGED', null],
    ]);
    expect(await checkChain(test.database)).toMatchObject({ entries: 7, brokenAt: null });
    expect(await dumpOf(test.database)).not.toContain(SECRET);
  });

  it('of a change that is not made says nothing', async () => {
    const test = await TestHub.open(await open());
    const hub = createHub(test.deps, async () => {}).as('local:lan');
    const config = { url: 'https://nguon.example.vn', token: SECRET };
    const name = 'Nguồn thử';
    await hub.createSource({ name, connector: 'scripted', config, schedule: null }).catch(() => {});
    await hub.updateSource({ source: String(test.source.id), version: 9, enabled: false }).catch(() => {});
    expect(await newest(test)).toEqual([]);
  });
});

it('S40 of the role that README names cannot be changed, nor its guard be switched off; the hub works', async () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const role = `hub_app_${process.pid}`;
  const grants = (/```sql\n([^`]+audit_entry[^`]+)```/.exec(readme)?.[1] ?? '').replaceAll('hub_app', role);
  const { url, drop } = await createPostgresDatabase();
  const owner = await openDatabase({ kind: 'postgres', url });
  try {
    await (await openQueue(owner, () => {})).stop();
    await owner.script(`create role ${role} login password 'thu'; ${grants}`);
    const address = new URL(url);
    [address.username, address.password] = [role, 'thu'];
    const app = await openDatabase({ kind: 'postgres', url: address.href });
    try {
      await migrate(app);
      await (await openQueue(app, () => {})).stop();
      await chainOf(app, 2);
      for (const statement of [
        'alter table audit_entry disable trigger all',
        'drop trigger audit_entry_stays on audit_entry',
        `update audit_entry set principal = 'x'`,
        'delete from audit_entry',
        'truncate audit_entry',
        'delete from audit_head',
        'alter table publication disable trigger all',
        'delete from publication',
      ]) {
        await expect(app.rows(statement), statement).rejects.toThrow();
      }
      const [may] = await app.rows<{ may: boolean }>(
        `select has_table_privilege('audit_entry', 'update') or has_table_privilege('audit_entry', 'delete') as may`,
      );
      expect(may?.may).toBe(false);
      expect(await checkChain(app)).toMatchObject({ entries: 2, brokenAt: null });
    } finally {
      await app.close();
    }
  } finally {
    await owner.close();
    await drop();
  }
});
