import { afterEach, describe, expect, it } from 'vitest';
import { apiTokensPage, createApiToken, revokeApiToken } from '../../src/app/identity/api-tokens.ts';
import { createIdentity } from '../../src/app/identity/identity.ts';
import { addGrant, addPerson, setDisabled, takeGrant } from '../../src/app/identity/people.ts';
import { beginSession } from '../../src/app/identity/sessions.ts';
import { newSetUpToken } from '../../src/app/identity/set-up.ts';
import type { CreateApiToken } from '../../src/app/views/api-token.ts';
import type { Principal } from '../../src/core/principal.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { createPostgresDatabase } from '../kit/postgres-databases.ts';
import { TestHub } from '../kit/test-hub.ts';

const CHEAP = { logN: 4, r: 8, p: 1 };
const ADDRESS = '10.0.0.9';
const auditEntries = (database: Database) =>
  database.rows<{ action: string; principal: string }>('select * from audit_entry order by seq');
const refused = (code: string) => expect.objectContaining({ code });

/** PostgreSQL alone: what comes at once comes at once there; the embedded database is behind test/api/login.test.ts. */
const closers: (() => Promise<void>)[] = [];
async function open(): Promise<Database> {
  const { url, drop } = await createPostgresDatabase();
  const database = await openDatabase({ kind: 'postgres', url });
  closers.push(() => database.close().then(drop));
  return database;
}
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

describe('identities', () => {
  async function started(setUpToken: string | null = null) {
    const hub = await TestHub.open(await open());
    const identity = createIdentity(hub.deps, { setUpToken, provider: null, passwordCost: CHEAP });
    const add = async (login: string, ...grants: string[]) =>
      (await addPerson(hub.deps, { login, name: login, grants, issuer: null }, CHEAP)).password ?? '';
    const signIn = (login: string, password: string, address = ADDRESS) =>
      identity.signIn({ login, password, address });
    const later = (interval: string, ...tables: readonly string[]) =>
      Promise.all(
        tables.map((column) => {
          const [table, name] = column.split('.');
          return hub.database.rows(`update ${table} set ${name} = ${name} - interval '${interval}'`);
        }),
      );
    return { hub, identity, add, signIn, later };
  }

  it('S03: a session ends after 30 idle minutes, after 12 hours, at the logout, and with its account', async () => {
    const { hub, identity, add, signIn, later } = await started();
    const password = await add('lan', 'verifier:19801');
    const { session } = await signIn(' LAN ', password);
    expect(await identity.session(session)).toMatchObject({ kind: 'PERSON', id: 'local:lan' });
    const over = expect.objectContaining({ code: 'UNAUTHENTICATED' });
    expect(JSON.stringify(await hub.database.rows('select * from session'))).not.toContain(session);

    // Used every 29 minutes it lives, but not beyond 12 hours.
    for (let used = 0; used < 2; used++) {
      await later('29 minutes', 'session.seen_at');
      expect((await identity.session(session)).id).toBe('local:lan');
    }
    await later('12 hours', 'session.created_at');
    await expect(identity.session(session)).rejects.toEqual(over);

    const { session: idle } = await signIn('lan', password);
    await later('30 minutes', 'session.seen_at');
    await expect(identity.session(idle)).rejects.toEqual(over);

    const { session: left } = await signIn('lan', password);
    await identity.signOut(left);
    await expect(identity.session(left)).rejects.toEqual(over);

    const { session: gone } = await signIn('lan', password);
    await hub.database.rows('update person set disabled_at = clock_timestamp()');
    await expect(identity.session(gone)).rejects.toEqual(over);
    await hub.database.rows('update person set disabled_at = null');
    expect((await identity.session(gone)).id).toBe('local:lan');
    await setDisabled(hub.deps, 'lan', true);
    await expect(identity.session(gone)).rejects.toEqual(over);
    await expect(signIn('lan', password)).rejects.toEqual(refused('WRONG_LOGIN'));
  });

  it('S03: rights that are given or taken hold from the next request on; a new password ends other sessions', async () => {
    const { hub, identity, add, signIn } = await started();
    const password = await add('lan', 'verifier:19801');
    const { session } = await signIn('lan', password);
    await addGrant(hub.deps, 'lan', 'administrator');
    await takeGrant(hub.deps, 'lan', 'verifier:19801');
    const grants = [{ role: 'ADMINISTRATOR', unit: null }];
    expect(await identity.session(session)).toMatchObject({ grants });

    const next = 'cầu Trường Tiền';
    const changed = await identity.changePassword(session, { current: password, next, address: ADDRESS });
    await expect(identity.session(session)).rejects.toEqual(refused('UNAUTHENTICATED'));
    expect((await identity.session(changed.session)).id).toBe('local:lan');
    await expect(signIn('lan', password)).rejects.toEqual(refused('WRONG_LOGIN'));
    const told = await auditEntries(hub.database);
    expect(told.map(({ action, principal }) => `${action} ${principal}`)).toEqual([
      'PERSON_ADDED local:thu',
      'PERSON_CHANGED local:thu',
      'PERSON_CHANGED local:thu',
      'PERSON_CHANGED local:lan',
    ]);
    expect(JSON.stringify(told)).not.toMatch(/scrypt|Trường Tiền/);
  });

  it('S04: ten tries of an account and ten from an address in a quarter of an hour, however many at once', async () => {
    const { add, signIn, later } = await started();
    const password = await add('lan');
    const outcomes = await Promise.allSettled(
      Array.from({ length: 25 }, (_, index) => signIn('lan', 'wrong', `10.0.1.${index}`)),
    );
    const codes = outcomes.map((one) => (one.status === 'rejected' ? one.reason.code : 'IN'));
    expect(codes.filter((code) => code === 'WRONG_LOGIN')).toHaveLength(10);
    expect(codes.filter((code) => code === 'TOO_MANY_TRIES')).toHaveLength(15);
    await expect(signIn('lan', password)).rejects.toEqual(refused('TOO_MANY_TRIES'));

    // Also where there is no account: nothing tells which names exist. Of IPv6 one subscriber has many addresses.
    for (let tried = 0; tried < 10; tried++) {
      await expect(signIn(`nobody${tried}`, 'wrong', `2001:db8:1:2::${tried}`)).rejects.toEqual(
        refused('WRONG_LOGIN'),
      );
    }
    await expect(signIn('somebody', 'wrong', '2001:db8:1:2::99')).rejects.toEqual(refused('TOO_MANY_TRIES'));

    await later('15 minutes', 'login_try.at');
    // Those that succeed do not count.
    for (let tried = 0; tried < 11; tried++) await signIn('lan', password);
  });

  it('S05: no account and no password is there at first; the set-up token works once, in one process', async () => {
    const { hub } = await started();
    const tokens = [await newSetUpToken(hub.deps), await newSetUpToken(hub.deps)];
    const [first, second] = tokens.map((setUpToken) =>
      createIdentity(hub.deps, { setUpToken, provider: null, passwordCost: CHEAP }),
    );
    const input = (login: string, token: string | null | undefined) => ({
      token: token ?? '',
      login,
      name: 'Quản trị',
      password: 'cầu Trường Tiền',
      address: ADDRESS,
    });
    const no = refused('SETUP_REFUSED');
    await expect(first?.setUp(input('admin', 'guessed'))).rejects.toEqual(no);
    await expect(first?.setUp(input('admin', tokens[1]))).rejects.toEqual(no);
    // Both have come as far as their last lock before one of them may end.
    const { database } = hub;
    const both = await database.transaction(async (queries) => {
      await queries.rows('select 1 from audit_head for update');
      const setUps = [first?.setUp(input('mot', tokens[0])), second?.setUp(input('hai', tokens[1]))];
      const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      await expect.poll(async () => (await database.rows(waiting)).length).toBe(2);
      return { ended: Promise.allSettled(setUps) };
    });
    expect((await both.ended).map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const people = await hub.database.rows('select principal_id, grants from person');
    expect(people).toEqual([
      { principal_id: expect.any(String), grants: [{ role: 'ADMINISTRATOR', unit: null }] },
    ]);
    await expect(first?.setUp(input('ba', tokens[0]))).rejects.toEqual(no);
    expect(await newSetUpToken(hub.deps)).toBeNull();
  });

  describe('S11: API tokens', () => {
    const lan: Principal = {
      kind: 'PERSON',
      id: 'local:lan',
      name: 'Lan',
      grants: [{ role: 'VERIFIER', unit: 'COMMUNE:19801:-' }],
    };
    const soon = (hub: TestHub) => new Date(hub.clock.now().getTime() + 86_400_000);
    const asked = (hub: TestHub, more: Partial<CreateApiToken> = {}): CreateApiToken => ({
      name: 'Báo cáo',
      grants: [{ role: 'VERIFIER', unit: '19801' }],
      expiresAt: soon(hub),
      ...more,
    });

    it('are kept as a digest, tell when they were used, expire, and go with what made them', async () => {
      const { hub, identity, add, later } = await started();
      hub.clock.set(new Date(await hub.now()));
      await add('lan', 'verifier:19801');
      const { token, secret } = await createApiToken(hub.deps, lan, asked(hub));
      expect(secret).toMatch(/^dti_[\w-]{43}$/);
      expect(JSON.stringify(await hub.database.rows('select * from api_token'))).not.toContain(
        secret.slice(4),
      );
      expect(JSON.stringify(await auditEntries(hub.database))).not.toContain(secret.slice(4));

      const principal = await identity.bearer(secret);
      expect(principal).toEqual({
        kind: 'TOKEN',
        id: `token:${token.id}`,
        name: 'Báo cáo',
        grants: lan.grants,
      });
      const one = { first: 1, after: null };
      const [used] = (await apiTokensPage(hub.deps, lan, one)).items;
      expect(used?.node.lastUsedAt).toBeInstanceOf(Date);
      await identity.bearer(secret);
      expect((await apiTokensPage(hub.deps, lan, one)).items[0]?.node.lastUsedAt).toEqual(
        used?.node.lastUsedAt,
      );

      // What it makes lives no longer, answers to the same person, and is revoked with it.
      const child = await createApiToken(hub.deps, principal, asked(hub, { name: 'Con' }));
      expect(child.token.owner).toBe('local:lan');
      const longer = asked(hub, { expiresAt: new Date(soon(hub).getTime() + 1) });
      await expect(createApiToken(hub.deps, principal, longer)).rejects.toEqual(refused('BAD_INPUT'));
      await revokeApiToken(hub.deps, lan, token.id);
      const bad = refused('UNAUTHENTICATED');
      await expect(identity.bearer(secret)).rejects.toEqual(bad);
      await expect(identity.bearer(child.secret)).rejects.toEqual(bad);

      const other = await createApiToken(hub.deps, lan, asked(hub));
      await later('1 day', 'api_token.expires_at');
      await expect(identity.bearer(other.secret)).rejects.toEqual(bad);
    });

    it('never reach beyond whoever made them, then or later', async () => {
      const { hub, identity, add } = await started();
      hub.clock.set(new Date(await hub.now()));
      await add('lan', 'verifier:19801');
      const above = refused('MORE_THAN_OWN_RIGHTS');
      for (const grant of [
        { role: 'VERIFIER' as const, unit: '19802' },
        { role: 'VERIFIER' as const, unit: null },
        { role: 'ADMINISTRATOR' as const, unit: '19801' },
      ]) {
        await expect(createApiToken(hub.deps, lan, asked(hub, { grants: [grant] }))).rejects.toEqual(above);
      }
      const { secret, token } = await createApiToken(hub.deps, lan, asked(hub));
      const byToken = await identity.bearer(secret);
      const higher = asked(hub, { grants: [{ role: 'ADMINISTRATOR', unit: null }] });
      await expect(createApiToken(hub.deps, byToken, higher)).rejects.toEqual(above);
      // Of somebody else: it does not exist.
      const minh: Principal = { ...lan, id: 'local:minh' };
      await expect(revokeApiToken(hub.deps, minh, token.id)).rejects.toEqual(refused('UNKNOWN_TOKEN'));
      expect((await apiTokensPage(hub.deps, minh, { first: 1, after: null })).totalCount).toBe(0);

      await addGrant(hub.deps, 'lan', 'reader');
      await takeGrant(hub.deps, 'lan', 'verifier:19801');
      expect((await identity.bearer(secret)).grants).toEqual([]);
      await setDisabled(hub.deps, 'lan', true);
      await expect(identity.bearer(secret)).rejects.toEqual(refused('UNAUTHENTICATED'));

      // Of somebody whom a provider vouches for: as it did at the last sign-in.
      const hoa: Principal = { ...lan, id: 'oidc:https://sso.example.vn#hoa' };
      const signIn = (grants: Principal['grants']) =>
        beginSession(hub.deps, { principalId: hoa.id, name: 'Hoa', grants });
      await signIn(lan.grants);
      const byHoa = await createApiToken(hub.deps, hoa, asked(hub));
      expect((await identity.bearer(byHoa.secret)).grants).toEqual(lan.grants);
      await signIn([{ role: 'READER', unit: null }]);
      expect((await identity.bearer(byHoa.secret)).grants).toEqual([]);
      await signIn([{ role: 'VERIFIER', unit: null }]);
      expect((await identity.bearer(byHoa.secret)).grants).toEqual(lan.grants);
    });
  });
});
