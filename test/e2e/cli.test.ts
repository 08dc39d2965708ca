import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../kit/free-port.ts';
import { type HubProcess, spawnHub, startHub } from '../kit/hub-process.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'dti-hub-cli-'));
const DATA = join(ROOT, 'data');

beforeAll(async () => {
  const first = await spawnHub({ args: ['--once'], dataDir: DATA });
  const { code } = await first.exited;
  expect(code, first.stderr).toBe(0);
}, 300_000);

afterAll(() => rmSync(ROOT, { recursive: true, force: true }));

interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const start = (args: readonly string[], env: Record<string, string> = {}, dataDir = DATA) =>
  spawnHub({ program: 'src/cli/hub.ts', args, dataDir, env });

async function hub(args: string, env?: Record<string, string>, dataDir?: string): Promise<Result> {
  const command = await start(args.split(' '), env, dataDir);
  const { code } = await command.exited;
  return { code, stdout: command.stdout, stderr: command.stderr };
}

/** Parses the whole of stdout: anything beside the document would fail. */
async function json(args: string) {
  const { code, stdout, stderr } = await hub(`${args} --json`);
  return { code, document: JSON.parse(stdout), stderr };
}

async function firstOutput(command: HubProcess): Promise<string> {
  while (!command.stdout.includes('\n')) await wait(50);
  return command.stdout;
}

describe('help', () => {
  it('names every command and exit code', async () => {
    expect((await hub('--help --lang en')).stdout).toMatchInlineSnapshot(`
      "Usage: hub <command> [options]

      DTI Hub: commands for staff

      Options:
        --json                                       print one JSON document
        --lang <vi|en>                               language: vi (default) or en
        --version                                    print the version
        -h, --help                                   show this help

      Commands:
        pull [options] <source>                      pull one source, then score what it touches
        backfill [options] <source>                  pull a range of days again; only with --yes
        review [options] <run>                       decide on a pull that waits for review
        cancel <run>                                 stop a pull that runs
        score                                        score every assessment again, tell what changed
        ranking [options]                            the ranking, one table per level
        receipt [options] <unit> <indicator>         why an indicator scored what it did
        remediation [options] <unit>                 what keeps a unit below its maximum, and whose it is
        losses [options] <unit>                      lost points by group and by who is responsible
        assess [options] <unit> <indicator> <value>  put in a value that people give, score again
        publish [options] <assessment>               make the present results of an assessment public
        publications                                 results that were made public
        catalog                                      the index sets
        sources                                      sources, their state and next run
        units                                        match a source's unit codes
        users                                        accounts of staff and what each may do
        tokens                                       API tokens of programs
        keys                                         the master key and stored secrets
        audit                                        the audit: who changed what
        data-subject                                 requests of data subjects: find, erase
        simulate [options] <connector>               run one simulator alone until Ctrl-C
        doctor                                       look at everything the hub needs, one line each

      Environment:
        PORT             port of the API (4000)
        HUB_HOST         address to listen on (127.0.0.1)
        HUB_DATA_DIR     folder of the embedded database and the master key (.hub in the checkout)
        HUB_DROP_DIR     folder with a sub-folder of files for each source that reads them (files in HUB_DATA_DIR)
        DATABASE_URL     a PostgreSQL instead of the embedded database: postgres://user:password@host:5432/name
        HUB_DATABASE_WAIT seconds to wait for a PostgreSQL that does not answer yet (600)
        HUB_ADMIN_TOKEN  token of the administrator, 16 characters or more are advised (else one is made and printed once)
        HUB_MASTER_KEY   key of stored secrets, 64 hex digits (else a file master.key in HUB_DATA_DIR)
        HUB_MASTER_KEY_NEXT the key that "hub keys rotate" changes to (else it makes one)
        HUB_ENV          "production" refuses the embedded database
        HUB_LOG_LEVEL    debug, info, warn (default), error or silent
        HUB_ALLOW_HOSTS  sources with a private address that may be asked: 10.1.0.0/16, lgsp.hue.gov.vn:8080, *.hue.gov.vn, separated by commas
        HUB_EXTRA_CA     file with the certificates (PEM) of private authorities that sources may use
        HUB_ALERT_WEBHOOK address that alerts about sources are POSTed to as JSON
        HUB_ALERT_EMAIL  addresses that alerts are mailed to, separated by commas; needs HUB_SMTP_URL
        HUB_SMTP_URL     mail server: smtp://user:password@host:587, or smtps:// for TLS from the start
        HUB_PUBLIC_READ  what anybody may read without signing in: results, all or none (all; in production none)
        HUB_MASK_BELOW   counts of fewer people than this are hidden from those who may not see single records (5; 0: none)
        HUB_RECORD_DAYS  days that single records are kept after the end of their year and their last pull; facts and scores stay (90)
        HUB_PUBLIC_URL   address of the hub for browsers: https://dti.hue.gov.vn (as each request says)
        HUB_TRUST_PROXY  number of reverse proxies in front whose X-Forwarded headers are believed (0)
        HUB_OIDC_ISSUER  OpenID Connect provider of staff and services: https://sso.hue.gov.vn/realms/hue
        HUB_OIDC_CLIENT_ID of this hub at the provider, for people; needs HUB_PUBLIC_URL
        HUB_OIDC_CLIENT_SECRET its secret (none: a public client with PKCE)
        HUB_OIDC_AUDIENCE whom bearer tokens of services must be meant for
        HUB_OIDC_ROLES   claim with roles such as verifier:46; also realm_access.roles (roles)
        HUB_CORS_ORIGINS other sites whose pages may read the API: https://bang.hue.gov.vn, separated by commas (none)
        HUB_OPERATIONS   file (JSON) of the only operations that are answered (none: any operation is)
        OTEL_EXPORTER_OTLP_ENDPOINT OpenTelemetry collector (OTLP/HTTP) for traces: http://127.0.0.1:4318 (none)

      Exit codes: 0 done · 2 bad input or configuration · 3 a source failed and may answer later · 4 a person must look · 5 the hub cannot go on
      "
    `);
  });

  it('is Vietnamese unless asked otherwise', async () => {
    const { code, stdout } = await hub('pull --help');
    expect(code).toBe(0);
    expect(stdout).toContain('lấy dữ liệu của một nguồn rồi chấm lại');
    expect(stdout).toContain('--json');
  });
});

describe('ranking', () => {
  it('shows the newest year, one table per level', async () => {
    const { code, stdout } = await hub('ranking --first 3');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^931\/QĐ-UBND · 20\d\d · cấp xã: 40 đơn vị/);
    expect(stdout).toContain('sở, ban, ngành');
    expect(stdout).toContain('… còn 37 đơn vị (--first 100)');
  });

  it('answers points as the API does', async () => {
    const { code, document } = await json('ranking --year 2024 --level DISTRICT --first 2');
    expect(code).toBe(0);
    expect(document.rankings).toMatchObject([
      { indexSet: 'hue-dti-2024', year: 2024, level: 'DISTRICT', totalCount: 9, maxPoints: 675 },
    ]);
    const [first] = document.rankings[0].units;
    expect(first).toMatchObject({ rank: 1, rankWithin: 1, unit: { level: 'DISTRICT' } });
    expect(String(first.points)).toMatch(/^\d+(\.\d{1,2})?$/);
    expect(first.groups).toHaveLength(9);
  });

  it('counts places among the units of one district', async () => {
    const { document } = await json('ranking --year 2024 --level COMMUNE --within 46-huong-tra');
    const [ranking] = document.rankings;
    expect(ranking.totalCount).toBeLessThan(133);
    expect(ranking.units[0].rankWithin).toBe(1);
  });
});

describe('receipt', () => {
  it('tells rule, arithmetic, quantities and runs', async () => {
    const { code, stdout } = await hub('receipt 19777 1.6 --year 2024');
    expect(code).toBe(0);
    expect(stdout).toContain('Cách chấm: ');
    expect(stdout).toContain('HUES.NEWS_POLICY');
    expect(stdout).toMatch(/lần \d+, \d\d\/\d\d\/\d{4} \d\d:\d\d GMT\+7, sha256 [0-9a-f]{64}/);
  });

  it('is one document with --json', async () => {
    const { document } = await json('receipt 19777 6.1 --year 2024 --lang en');
    expect(document).toMatchObject({
      unit: { code: '19777' },
      indicator: { code: '6.1' },
      rule: { kind: 'ratio' },
    });
    expect(document.quantities.map(({ measure }: { measure: string }) => measure)).toEqual([
      'TTHC.PROC_FULL',
      'TTHC.PROC',
    ]);
    expect(document.quantities[0].runs[0].payloadHash).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('score', () => {
  it('finds nothing new where nothing has changed', async () => {
    const { code, document } = await json('score');
    expect(code).toBe(0);
    // Hue DTI 2024 and the current year (5), Quảng Nam 2021-2024 (4), Thanh Hóa (2), Kon Tum (1).
    expect(document.scored).toHaveLength(12);
    expect(document.scored).toEqual(
      document.scored.map((one: object) => ({ ...one, changed: 0, moves: [] })),
    );
  });
});

describe('pull', () => {
  it('publishes and scores nothing in a dry run', async () => {
    const { code, document } = await json('pull ioc-antivirus --from 2025-01-01 --to 2025-03-31 --dry-run');
    expect(code).toBe(0);
    expect(document).toMatchObject({ run: { errorCode: 'DRY_RUN', factsChanged: 0, held: [] }, scored: [] });
    expect(document.run.recordsRead).toBeGreaterThan(0);
  });

  it('scores what the window touches and says so', async () => {
    const { code, stdout } = await hub('pull 4 --from 2024-01-01 --to 2024-11-15');
    expect(code).toBe(0);
    expect(stdout).toContain('thay đổi 0 số liệu');
    expect(stdout).toContain('931/QĐ-UBND · 2024 · cấp huyện: 0 / 9 đơn vị có kết quả mới');
  });
});

describe('sources', () => {
  it('lists state, last success and next run', async () => {
    const { code, stdout } = await hub('sources');
    expect(code).toBe(0);
    expect(stdout).toContain('one-stop-shop');
    expect(stdout).toMatch(/ 02:00 GMT\+7$/m);
    const { document } = await json('sources');
    expect(document.sources).toHaveLength(8);
    expect(document.sources[0]).toMatchObject({ id: '1', practice: true, health: { state: 'OK' } });
    expect(document.sources[0].nextRunAt).toMatch(/T19:00:00.000Z$/);
  });
});

describe('catalog check', () => {
  it('shows both figures and the place, without a database', async () => {
    const { code, stdout } = await hub('catalog check', { DATABASE_URL: 'postgres://127.0.0.1:1/none' });
    expect(code).toBe(0);
    expect(stdout).toContain('hue-dti-2024.yaml: levels[DEPARTMENT].declared[maxPoints]');
    expect(stdout).toContain('văn bản ghi 391, các hàng cho 401');
  });
});

describe('doctor', () => {
  it('finds nothing wrong after a good start', async () => {
    const { document } = await json('doctor');
    const names = document.checks.map(({ name }: { name: string }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['node', 'dataDir', 'masterKey', 'database', 'source 1', 'port']),
    );
    expect(document.checks.find(({ name }: { name: string }) => name === 'database')).toMatchObject({
      ok: true,
    });
  });

  it('tells of a folder without a hub what to do, and makes nothing', async () => {
    const empty = join(ROOT, 'empty');
    const { code, stdout } = await hub('doctor', {}, empty);
    expect(code).toBe(4);
    expect(stdout).toContain('!!  Cơ sở dữ liệu: chưa có dữ liệu -> npm start');
    expect(existsSync(empty)).toBe(false);
  });

  it('goes on where the database cannot be reached, and tells no password', async () => {
    const { code, stdout } = await hub('doctor', { DATABASE_URL: 'postgres://dti:s3cret@127.0.0.1:1/hub' });
    expect(code).toBe(5);
    expect(stdout).toContain('DATABASE_UNREACHABLE');
    expect(stdout).not.toContain('s3cret');
    expect(stdout).toContain('OK  Đơn vị');
  });

  it('sees a port that another program holds', async () => {
    const other = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const { code, stdout } = await hub('doctor', { PORT: String(port) }, join(ROOT, 'empty'));
    other.close();
    expect(code).toBe(4);
    expect(stdout).toContain(`!!  Cổng API: không mở được 127.0.0.1:${port} (EADDRINUSE)`);
  });
});

describe('simulate', () => {
  it('runs one simulator that its examples can ask, until Ctrl-C, without a database', async () => {
    const port = await freePort();
    const args = ['simulate', 'citizen-app', '--port', String(port), '--json'];
    const command = await start(args, { DATABASE_URL: 'postgres://127.0.0.1:1/none' });
    await firstOutput(command);
    await wait(200);
    const { url, config, requests } = JSON.parse(command.stdout);
    expect(url).toBe(`http://127.0.0.1:${port}`);
    expect(config).toMatchObject({ baseUrl: url, token: expect.any(String) });
    const [{ url: asked, headers }] = requests;
    expect((await fetch(asked, { headers })).status).toBe(200);

    const second = await hub(`simulate citizen-app --port ${port}`);
    expect(second).toMatchObject({ code: 5, stderr: expect.stringContaining('[PORT_TAKEN]') });
    expect(await command.stop()).toMatchObject({ code: 0 });
  });
});

describe('bad input', () => {
  it('goes to stderr with a stable code, and nothing to stdout', async () => {
    const { code, stdout, stderr } = await hub('receipt 99999 1.1');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('[UNKNOWN_UNIT]');
  });

  it('goes to stdout as a document with --json', async () => {
    const url = 'postgres://dti:s3cret@127.0.0.1:1/hub';
    const { code, stdout } = await hub('sources --json', { DATABASE_URL: url });
    expect(code).toBe(5);
    expect(JSON.parse(stdout).error).toMatchObject({ code: 'DATABASE_UNREACHABLE', family: 'stop' });
    expect(stdout).not.toContain('s3cret');
  });
});

describe('while a hub serves', () => {
  it('its commands run in the hub, with their output and exit code', async () => {
    // What a hub that was killed leaves behind.
    mkdirSync(DATA, { recursive: true });
    writeFileSync(join(DATA, 'hub.sock'), '');
    const serving = await startHub({ dataDir: DATA });
    expect(statSync(join(DATA, 'hub.sock')).mode & 0o777).toBe(0o600);

    const { code, document } = await json('ranking --year 2024 --level DISTRICT --first 1');
    expect({ code, total: document.rankings[0].totalCount }).toEqual({ code: 0, total: 9 });
    expect(await hub('ranking --year 2019')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('[NO_ASSESSMENT]'),
    });
    const pulled = await json('pull broadcast --from 2024-01-01 --to 2024-11-15');
    expect(pulled, pulled.stderr).toMatchObject({
      code: 0,
      document: { run: { state: 'OK', factsChanged: 0 } },
    });
    expect((await hub('doctor')).stdout).toMatch(/OK {2}Cổng API: DTI Hub đang chạy ở \d+/);

    expect(await serving.stop()).toMatchObject({ code: 0 });
    expect(existsSync(join(DATA, 'hub.sock'))).toBe(false);
    expect(await hub('ranking --first 1')).toMatchObject({ code: 0 });
  }, 90_000);

  it('says that the database is in use where nobody takes commands', async () => {
    writeFileSync(join(DATA, 'lock'), String(process.pid));
    const { code, stderr } = await hub('ranking');
    rmSync(join(DATA, 'lock'));
    expect({ code, stderr }).toEqual({ code: 5, stderr: expect.stringContaining('[DATABASE_IN_USE]') });
  });
});
