import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startPracticeSources } from '../../src/app/practice-sources.ts';
import { type OpenHub, openHub } from '../../src/cli/open-hub.ts';
import { readConfig } from '../../src/config.ts';
import { commandsOf } from '../kit/commands.ts';

const DATA = mkdtempSync(join(tmpdir(), 'dti-hub-review-'));
const config = readConfig({ HUB_DATA_DIR: DATA, HUB_LOG_LEVEL: 'silent' });
const DAYS = ['--from', '2024-01-01', '--to', '2024-03-31'];
const REASON = ['--reason', 'Đã gọi điện cho đài truyền thanh'];

let opened: OpenHub;

beforeAll(async () => {
  opened = await openHub(config);
  const simulators = await startPracticeSources(opened.deps, 1);
  await Promise.all(simulators.map((simulator) => simulator.close()));
});

afterAll(async () => {
  await opened.close();
  rmSync(DATA, { recursive: true, force: true });
});

const hub = commandsOf(
  () => opened,
  () => config,
);

const rows = (statement: string) => opened.deps.database.rows<{ id: number }>(statement);
const newest = async () => String((await rows('select max(id)::int as id from pull_run'))[0]?.id);

/** What was visible is made three times as much, so that the next pull seems a fall. */
async function heldPull(): Promise<string> {
  await hub('pull', 'broadcast', ...DAYS);
  await rows(`update fact set value = value * 3 where known_to is null and value > 0 and source_id =
    (select id from source where connector = 'broadcast')`);
  await rows(`update slice set digest = 'x', reading = 'x'`);
  const { code, stdout } = await hub('pull', 'broadcast', ...DAYS, '--lang', 'en');
  expect({ code, stdout }).toEqual({
    code: 4,
    stdout: expect.stringMatching(/Decide: hub review \d+ --accept/),
  });
  return newest();
}

it('U15: a person rejects, then accepts a pull that is held', async () => {
  const rejected = await heldPull();
  const answer = await hub('review', rejected, '--reject', ...REASON, '--json');
  expect(answer.code).toBe(0);
  expect(JSON.parse(answer.stdout).run).toMatchObject({
    state: 'NEEDS_REVIEW',
    decision: { decision: 'REJECTED', reason: REASON[1] },
  });
  expect((await hub('review', rejected, '--accept', ...REASON)).stderr).toContain('ALREADY_DECIDED');

  await hub('pull', 'broadcast', ...DAYS);
  const accepted = await hub('review', await newest(), '--accept', ...REASON, '--lang', 'en');
  expect(accepted.stdout).toMatch(/Accepted by a person\. .* facts changed/);
});

it('F44: a person sees which codes name no unit, decides on them and takes a decision back', async () => {
  await hub('pull', 'broadcast', ...DAYS);
  await rows(`update record set unit_id = 0, source_unit = '9774.0' where ctid in (
    select r.ctid from record r join slice s on s.id = r.slice_id join source o on o.id = s.source_id
    where o.connector = 'broadcast' and s.published_at is not null and r.vanished_run is null
    order by s.id desc limit 1)`);
  expect((await hub('units', 'unmatched', 'broadcast')).stdout).toMatch(/"9774\.0": 1 dòng, /);

  const confirmed = await hub('units', 'confirm', 'broadcast', '9774.0', '19774', ...REASON, '--lang', 'en');
  expect(confirmed.stdout).toMatch(
    /"9774\.0" = 19774 Phường .*\n1 rows already read follow this at the next pull/,
  );
  await hub('units', 'ignore', 'broadcast', 'TEST', ...REASON);
  const { sources } = JSON.parse((await hub('units', 'matches', '--json')).stdout);
  expect(sources).toMatchObject([
    {
      matches: [
        { code: '9774.0', unit: '19774' },
        { code: 'TEST', unit: null, units: [] },
      ],
    },
  ]);

  const { id } = sources[0].matches[0];
  expect((await hub('units', 'withdraw', id, ...REASON)).stdout).toMatch(/^Đã rút lại: "9774\.0"/);
  const { sources: left } = JSON.parse((await hub('units', 'unmatched', '--json')).stdout);
  expect(left).toMatchObject([
    { source: {}, unmatched: [{ code: '9774.0', records: 1, reason: 'UNKNOWN' }] },
  ]);
});

it.each([
  [['units', 'confirm', 'broadcast', 'X', '19774'], 'BAD_USAGE'],
  [['units', 'confirm', 'broadcast', 'X', '99999', ...REASON], 'UNKNOWN_UNIT'],
  [['units', 'withdraw', '99999', ...REASON], 'NOT_IN_FORCE'],
  [['review', '1', ...REASON], 'BAD_USAGE'],
  [['review', '1', '--accept', '--reject', ...REASON], 'BAD_USAGE'],
  [['review', '1', '--accept'], 'BAD_USAGE'],
  [['review', '1', '--accept', '--reason', 'ngắn'], 'BAD_REASON'],
  [['review', '99999', '--accept', ...REASON], 'UNKNOWN_PULL_RUN'],
  [['cancel', '99999'], 'UNKNOWN_PULL_RUN'],
  [['cancel', '1'], 'TOO_LATE'],
  [['pull', 'broadcast', ...DAYS, '--unit', '00000'], 'BAD_INPUT'],
  [['backfill', 'broadcast', '--from', '2024-02-01', '--to', '2024-01-01'], 'BAD_RANGE'],
])('refuses %j', async (argv, code) => {
  const answer = await hub(...argv);
  expect({ code: answer.code, stdout: answer.stdout }).toEqual({ code: 2, stdout: '' });
  expect(answer.stderr).toContain(code);
});

it('U13: a backfill is shown first and pulled only with --yes', async () => {
  const before = await newest();
  const range = ['--from', '2023-12-01', '--to', '2024-01-31', '--lang', 'en'];
  const shown = await hub('backfill', 'broadcast', ...range);
  expect(shown.stdout).toMatch(
    /01\/12\/2023 - 31\/12\/2023\n.*01\/01\/2024 - 31\/01\/2024\nNothing is pulled yet/,
  );
  expect(await newest()).toBe(before);
  const done = await hub('backfill', 'broadcast', ...range, '--yes', '--json');
  expect(JSON.parse(done.stdout).done).toHaveLength(2);
  expect(Number(await newest())).toBe(Number(before) + 2);
});
