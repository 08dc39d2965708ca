import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startPracticeSources } from '../../src/app/practice-sources.ts';
import { type OpenHub, openHub } from '../../src/cli/open-hub.ts';
import { runCommand } from '../../src/cli/run-command.ts';
import { readConfig } from '../../src/config.ts';

const DATA = mkdtempSync(join(tmpdir(), 'dti-hub-input-'));
const config = readConfig({ HUB_DATA_DIR: DATA, HUB_LOG_LEVEL: 'silent' });

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

/** Without a process: what is typed wrongly needs none, and there is much of it. */
async function hub(command: string, open = async () => opened) {
  const said = { stdout: '', stderr: '' };
  const into = (stream: keyof typeof said) => ({
    write: (text: string) => {
      said[stream] += text;
    },
  });
  const code = await runCommand(command.split(' '), {
    out: into('stdout'),
    err: into('stderr'),
    signal: new AbortController().signal,
    config: () => config,
    open,
  });
  return { code, ...said };
}

it.each([
  ['receipt 99999 1.1', 'UNKNOWN_UNIT'],
  ['receipt 46-huong-tra 1.1', 'UNKNOWN_UNIT'],
  ['receipt 19777 1.1 --year 2024', 'NOT_SCORED_YET'],
  ['receipt 46 1.1', 'UNIT_NOT_ASSESSED'],
  ['ranking --set nothing', 'UNKNOWN_INDEX_SET'],
  ['ranking --year 2019', 'NO_ASSESSMENT'],
  ['ranking --year next', 'BAD_INPUT'],
  ['ranking --first 0', 'BAD_INPUT'],
  ['ranking --first 101', 'BAD_INPUT'],
  ['ranking --within 99999', 'UNKNOWN_UNIT'],
  ['ranking --level VILLAGE', 'BAD_USAGE'],
  ['ranking --frist 3', 'BAD_USAGE'],
  ['ranking --lang fr', 'BAD_USAGE'],
  ['pull', 'BAD_USAGE'],
  ['pull nothing', 'UNKNOWN_SOURCE'],
  ['pull 4 --from 2024-02-30', 'BAD_INPUT'],
  ['pull 4 --from 2024-03-01 --to 2024-02-01', 'BAD_INPUT'],
  ['pull 4 --from 2023-03-01 --to 2024-02-01', 'BAD_INPUT'],
  ['simulate nothing', 'UNKNOWN_CONNECTOR'],
  ['simulate broadcast --port 70000', 'BAD_INPUT'],
  ['simulate broadcast --scale 0', 'BAD_INPUT'],
  ['catalog', 'BAD_USAGE'],
  ['nothing', 'BAD_USAGE'],
])('%s: %s, exit code 2, in either language', async (command, stable) => {
  const [vietnamese, english, document] = [
    await hub(command),
    await hub(`${command} --lang en`),
    await hub(`${command} --json`),
  ];
  for (const { code } of [vietnamese, english, document]) expect(code).toBe(2);
  for (const { stdout, stderr } of [vietnamese, english]) {
    expect(stdout).toBe('');
    expect(stderr).toContain(`[${stable}]`);
  }
  if (!command.includes('--lang')) expect(english.stderr).not.toBe(vietnamese.stderr);
  expect(JSON.parse(document.stdout).error).toMatchObject({ code: stable, family: 'config' });
});

it('does not pull a source that is switched off', async () => {
  await opened.deps.database.rows(`update source set enabled = false where connector = 'broadcast'`);
  expect(await hub('pull broadcast')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('[SOURCE_SWITCHED_OFF]'),
  });
});

it('tells what a dry run would hold back, and asks for a person', async () => {
  const pull = 'pull ioc-antivirus --from 2024-01-01 --to 2024-03-31 --json';
  expect(await hub(pull)).toMatchObject({ code: 0 });
  await opened.deps.database.rows('update fact set value = value * 10');
  const { code, stdout } = await hub(`${pull} --dry-run`);
  const { run, scored } = JSON.parse(stdout);
  expect({ code, scored }).toEqual({ code: 4, scored: [] });
  expect(run).toMatchObject({ errorCode: 'DRY_RUN', factsChanged: 0 });
  expect(run.held[0]).toMatchObject({ measure: expect.any(String), reason: expect.any(String) });
});

it('doctor sends a held pull to its review, and pulls other sources by their number', async () => {
  const { stdout } = await hub('pull ioc-antivirus --from 2024-01-01 --to 2024-03-31 --json');
  const { source, run } = JSON.parse(stdout);
  expect(run.state).toBe('NEEDS_REVIEW');
  const { checks } = JSON.parse((await hub('doctor --json')).stdout);
  const steps = checks.filter(({ name }: { name: string }) => name.startsWith('source '));
  for (const { name, ok, next } of steps) {
    const id = name.slice('source '.length);
    if (!ok) expect(next).toBe(id === source.id ? `hub review ${run.id}` : `hub pull ${id}`);
  }
  expect(steps.filter(({ ok }: { ok: boolean }) => !ok).length).toBeGreaterThan(1);
});

it('a connector stands for its one source that is switched on', async () => {
  const rows = (sql: string) => opened.deps.database.rows<{ id: number }>(sql);
  const another = (name: string) =>
    rows(`insert into source (name, connector, config, schedule, practice)
      select '${name}', connector, config, schedule, false from source where connector = 'broadcast' order by id limit 1
      returning id`);
  const [real] = await another('Đài thật');
  const { sources } = JSON.parse((await hub('sources export broadcast --json')).stdout);
  expect(sources).toMatchObject([{ name: 'Đài thật' }]);
  const [second] = await another('Đài thứ hai');
  expect(await hub('units unmatched broadcast')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(
      new RegExp(`${real?.id} \\(Đài thật\\), ${second?.id} [^]*SEVERAL_SOURCES`),
    ),
  });
});

it('S05 S11: keeps accounts and API tokens; what opens a door is printed once', async () => {
  const { stdout } = await hub('users add Lan --name Lan --grant verifier:19777 reader --json');
  const { user, password } = JSON.parse(stdout);
  expect(user).toMatchObject({ id: 'local:lan', grants: ['verifier:19777', 'reader'], disabledAt: null });
  expect(password).toMatch(/^[\w-]{24}$/);
  expect(await hub('users add lan')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('PERSON_EXISTS'),
  });
  expect(await hub('users grant lan mayor')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('BAD_INPUT'),
  });
  await hub('users revoke lan reader');
  await hub('users disable lan');
  const people = (await hub('users list')).stdout;
  expect(people).toMatch(/local:lan +Lan +verifier:19777 +\d/);

  const made = JSON.parse((await hub('tokens create Báo-cáo --grant reader:46 --days 30 --json')).stdout);
  expect(made.secret).toMatch(/^dti_/);
  await hub(`tokens revoke ${made.token.id}`);
  const { tokens } = JSON.parse((await hub('tokens list --json')).stdout);
  expect(tokens).toMatchObject([{ name: 'Báo-cáo', grants: ['reader'], revokedAt: expect.any(String) }]);
  for (const secret of [password, made.secret]) expect(people + JSON.stringify(tokens)).not.toContain(secret);
});
