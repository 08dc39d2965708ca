import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, inject, it } from 'vitest';
import type { Measure } from '../../src/core/measure.ts';
import { copyText } from '../../src/store/copy-text.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { noConnection } from '../../src/store/database-errors.ts';
import { lockFolder } from '../../src/store/folder-lock.ts';
import { syncMeasures } from '../../src/store/measures.ts';
import { migrate } from '../../src/store/migrate.ts';
import { syncUnits } from '../../src/store/units.ts';
import { createPostgresDatabase } from '../kit/postgres-databases.ts';
import { onEachDatabase } from '../kit/test-databases.ts';
import { TEST_UNITS } from '../kit/test-hub.ts';

const folders: string[] = [];
const folder = () => {
  folders.push(mkdtempSync(join(tmpdir(), 'dti-hub-test-')));
  return folders.at(-1) as string;
};
afterEach(() => {
  for (const one of folders.splice(0)) rmSync(one, { recursive: true, force: true });
});

const measure = (code: string, aggregation: Measure['aggregation']): Measure => ({
  code,
  aggregation,
  title: { vi: code, en: code },
  unit: { vi: 'mục', en: 'items' },
});

const count = async (database: Database, table: string) =>
  (await database.rows<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n;

onEachDatabase('a database', (open) => {
  it('F41: migrates once, refuses a schema that is newer than the program', async () => {
    const database = await open();
    const applied = () => database.rows('select * from hub_migration order by name');
    const before = await applied();
    expect(before.length).toBeGreaterThan(0);
    await migrate(database);
    await Promise.all([migrate(database), migrate(database)]);
    expect(await applied()).toEqual(before);
    await database.rows(`insert into hub_migration (name) values ('9999_from_the_future.sql')`);
    await expect(migrate(database)).rejects.toMatchObject({
      code: 'DATABASE_NEWER',
      family: 'stop',
      text: { vi: expect.stringContaining('9999_from_the_future.sql') },
    });
  });

  it('keeps ids of units and measures, and starts as often as one likes without using any up', async () => {
    const database = await open();
    const measures = [measure('A.ONE', 'SUM'), measure('A.TWO', 'LAST')];
    const ids = await syncMeasures(database, measures);
    const units = await syncUnits(database, TEST_UNITS.slice(0, 3));
    for (let start = 0; start < 5; start++) {
      expect(await syncMeasures(database, measures)).toEqual(ids);
      expect(await syncUnits(database, TEST_UNITS.slice(0, 3))).toEqual(units);
    }
    const more = await syncMeasures(database, [measure('A.TWO', 'CUM'), measure('A.NEW', 'SUM')]);
    expect(more.get('A.NEW')).toBe(Math.max(...ids.values()) + 1);
    expect(more.get('A.TWO')).toBe(ids.get('A.TWO'));
    expect(await database.rows(`select aggregation from measure where code = 'A.TWO'`)).toEqual([
      { aggregation: 'CUM' },
    ]);
    expect(
      [...(await syncUnits(database, TEST_UNITS))].slice(0, 3).every(([key, id]) => units.get(key) === id),
    ).toBe(true);
    expect(await count(database, 'unit')).toBe(TEST_UNITS.length);
  });

  it('F31: more COPYs and questions at once than there are connections: none goes into the middle of another', async () => {
    const database = await open();
    const lines = Array.from({ length: 4_000 }, (_, at) => `A.B${at}\tSUM\n`).join('');
    await database.rows('create table many (code text, aggregation text)');
    const { staging } = database;
    const each = Array.from({ length: 24 }, async (_, at) =>
      at % 2 ? staging.rows('select pg_sleep(0.001)') : staging.copy('many', ['code', 'aggregation'], lines),
    );
    await Promise.all(each);
    expect(await count(database, 'many')).toBe(12 * 4_000);
  });

  it('F31: a transaction is all or nothing, and a failed COPY leaves nothing and keeps the connection usable', async () => {
    const database = await open();
    const line = (code: string, aggregation = 'SUM') => `${copyText(code)}\t${copyText(aggregation)}\n`;
    await expect(
      database.transaction(async (queries) => {
        await queries.copy('measure', ['code', 'aggregation'], line('A.B'));
        throw new RangeError('half way');
      }),
    ).rejects.toThrow(RangeError);
    await expect(
      database.copy('measure', ['code', 'aggregation'], `${line('A.C')}too\tmany\tcolumns\n`),
    ).rejects.toThrow();
    await expect(
      database.transaction((queries) =>
        queries.copy('measure', ['code', 'aggregation'], line('A.D') + line('A.D')),
      ),
    ).rejects.toThrow();
    expect(await count(database, 'measure')).toBe(0);
    const hostile = 'a\tb\nc\\d\r\\N "\' {,} \u0000ệ';
    await database.copy('measure', ['code', 'aggregation'], line(hostile));
    expect(await database.rows('select code from measure')).toEqual([
      { code: hostile.replace('\u0000', '') },
    ]);
  });

  it('hands out days, instants and big numbers in the same form on both engines', async () => {
    const database = await open();
    const [row] = await database.rows<{ day: string; big: number; at: string; list: unknown; json: unknown }>(
      `select date '2024-02-29' as day, 9007199254740991::bigint as big, timestamptz '2024-02-29 23:30:00.123456+07' as at,
         $1::text::jsonb as json, null as list`,
      [JSON.stringify({ a: [1] })],
    );
    expect(row).toEqual({
      day: '2024-02-29',
      big: Number.MAX_SAFE_INTEGER,
      at: expect.anything(),
      json: { a: [1] },
      list: null,
    });
    expect(new Date(row?.at as string).toISOString()).toBe('2024-02-29T16:30:00.123Z');
  });
});

describe('several programs at once', () => {
  it('F41: five starts on one empty PostgreSQL make one schema and one list of units', async () => {
    const { url, drop } = await createPostgresDatabase();
    const hubs = await Promise.all(Array.from({ length: 5 }, () => openDatabase({ kind: 'postgres', url })));
    try {
      await hubs[0]?.rows('drop schema public cascade');
      await hubs[0]?.rows('create schema public');
      const lists = await Promise.all(
        hubs.map(async (hub) => {
          await migrate(hub);
          return syncUnits(hub, TEST_UNITS);
        }),
      );
      for (const list of lists) expect(list).toEqual(lists[0]);
      expect(await count(hubs[0] as Database, 'unit')).toBe(TEST_UNITS.length);
    } finally {
      await Promise.all(hubs.map((hub) => hub.close()));
      await drop();
    }
  });

  it.each([
    ['waits between two statements', async () => {}],
    ['waits for the database', (queries: Pick<Database, 'rows'>) => queries.rows('select pg_sleep(20)')],
  ])(
    'F31: a transaction whose connection dies while it %s ends with an error and wrote nothing',
    async (_, work) => {
      const { url, drop } = await createPostgresDatabase();
      const database = await openDatabase({ kind: 'postgres', url });
      try {
        const ended = database
          .transaction(async (queries) => {
            await queries.copy('measure', ['code', 'aggregation'], 'A.B\tSUM\n');
            const [own] = await queries.rows<{ pid: number }>('select pg_backend_pid() as pid');
            const waiting = work(queries);
            waiting?.catch(() => {});
            await database.rows('select pg_terminate_backend($1)', [own?.pid]);
            await waiting;
            await queries.copy('measure', ['code', 'aggregation'], 'A.C\tSUM\n');
            await queries.rows(`insert into measure (code, aggregation) values ('A.D', 'SUM')`);
          })
          .then(
            () => null,
            (error: unknown) => error,
          );
        expect(await ended).toMatchObject({ code: 'DATABASE_LOST', family: 'retry' });
        expect(await count(database, 'measure')).toBe(0);
      } finally {
        await database.close();
        await drop();
      }
    },
    20_000,
  );

  it('the address is checked, and neither a bad nor an unreachable one shows the password', async () => {
    const secret = randomUUID();
    for (const [url, code] of [
      [`mysql://hub:${secret}@localhost/db`, 'BAD_DATABASE_URL'],
      [`postgres://hub:${secret}@:99999/db`, 'BAD_DATABASE_URL'],
      [`postgres://hub:${secret}@127.0.0.1:1/db`, 'DATABASE_UNREACHABLE'],
    ] as const) {
      const error = await openDatabase({ kind: 'postgres', url }).catch((thrown: Error) => thrown);
      expect(error).toMatchObject({ code, family: 'stop' });
      expect(JSON.stringify(error) + String(error) + String((error as Error).cause)).not.toContain(secret);
    }
  });

  it('a server that runs and refuses says why, and not that it should be started', async () => {
    const url = new URL(inject('postgresUrl') ?? '');
    url.pathname = '/no_such_database';
    await expect(openDatabase({ kind: 'postgres', url: url.href })).rejects.toMatchObject({
      code: 'DATABASE_UNREACHABLE',
      details: { mayCome: false },
      text: noConnection('3D000', 'no_such_database', url.host),
    });
    for (const [code, vi] of [
      ['28P01', 'không nhận mật khẩu'],
      ['28000', 'không có tài khoản đó, hoặc pg_hba.conf'],
      ['3D000', 'không có cơ sở dữ liệu hub'],
      ['ECONNREFUSED', 'kiểm tra PostgreSQL đang chạy'],
    ] as const) {
      expect(noConnection(code, 'hub', 'db:5432').vi).toMatch(new RegExp(`${vi}.*\\.$`));
    }
  });
});

describe('the folder of an embedded database', () => {
  it('is for one opener at a time', async () => {
    const place = folder();
    const unlock = await lockFolder(place);
    await expect(lockFolder(place)).rejects.toMatchObject({ code: 'DATABASE_IN_USE', family: 'stop' });
    await unlock();
    await (await lockFolder(place))();
    expect(existsSync(join(place, 'lock'))).toBe(false);
  });

  it.each([
    ['of a process that is gone', '999999999', true],
    ['of a process that lives', '1', false],
    ['with the number of this process, left by one that died', String(process.pid), true],
    ['that is empty', '', true],
    ['that is garbage', 'xyz', true],
  ])('a lock %s', async (_, text, isFree) => {
    const place = folder();
    writeFileSync(join(place, 'lock'), text);
    if (!isFree) return expect(lockFolder(place)).rejects.toMatchObject({ code: 'DATABASE_IN_USE' });
    const unlock = await lockFolder(place);
    expect(readFileSync(join(place, 'lock'), 'utf8')).toBe(String(process.pid));
    await unlock();
  });

  it('that cannot be made is told', async () => {
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    await expect(openDatabase({ kind: 'embedded', dataDir: file })).rejects.toMatchObject({
      code: 'DATA_FOLDER_UNUSABLE',
    });
  });
});
