import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startPracticeSources } from '../../src/app/practice-sources.ts';
import { type OpenHub, openHub } from '../../src/cli/open-hub.ts';
import { runCommand } from '../../src/cli/run-command.ts';
import { readConfig } from '../../src/config.ts';

const DATA = mkdtempSync(join(tmpdir(), 'dti-hub-dry-run-'));
const config = readConfig({ HUB_DATA_DIR: DATA, HUB_LOG_LEVEL: 'silent' });
const WINDOW = ['--from', '2024-01-01', '--to', '2024-03-31'];

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

async function pull(source: string, ...options: string[]) {
  let stdout = '';
  const code = await runCommand(['pull', source, ...WINDOW, '--json', ...options], {
    out: {
      write: (text) => {
        stdout += text;
      },
    },
    err: { write: () => {} },
    signal: new AbortController().signal,
    config: () => config,
    open: async () => opened,
  });
  return { code, document: JSON.parse(stdout) };
}

const rows = (statement: string) => opened.deps.database.rows(statement);

/** Broadcast counts records, so units without any have zeros that the dry run must know of as well. */
it.each(['broadcast', 'shared-platforms'])('foretells every kind of change of %s', async (connector) => {
  await pull(connector);
  const own = `select ctid from fact where known_to is null and value > 0
    and source_id = (select id from source where connector = '${connector}')
    and measure_id in (select id from measure where code in ('BCAST.DX_BULLETIN', 'PLAT.REPORT_MONTH'))`;
  await rows(`update fact set value = value + 1 where ctid in (${own} order by unit_id, day limit 4)`);
  await rows(`delete from fact where ctid in (${own} order by unit_id desc, day desc limit 3)`);
  await rows(
    `insert into fact (unit_id, measure_id, day, source_id, value, run_id, known_from)
     select unit_id, measure_id, '2024-02-29', source_id, 1, run_id, known_from from fact where ctid in
       (select ctid from (${own.replace('ctid', 'distinct on (unit_id) ctid')} and unit_id not in
         (select unit_id from fact where day = '2024-02-29') order by unit_id) as one limit 2)`,
  );
  const { code, document: dry } = await pull(connector, '--dry-run');
  expect({ code, changes: dry.changes }).toEqual({ code: 0, changes: { added: 3, changed: 4, vanished: 2 } });
  const { document: real } = await pull(connector);
  expect(real.run).toMatchObject({ state: 'OK', factsChanged: 9 });
  expect((await pull(connector, '--dry-run')).document.changes).toEqual({
    added: 0,
    changed: 0,
    vanished: 0,
  });
});

it('tells what would be held back, and asks for a person', async () => {
  await pull('ioc-antivirus');
  await rows(`update fact set value = value * 10 where source_id =
    (select id from source where connector = 'ioc-antivirus')`);
  const { code, document } = await pull('ioc-antivirus', '--dry-run');
  expect(code).toBe(4);
  expect(document.run.held.length).toBeGreaterThan(0);
  expect(document.run.held[0]).toMatchObject({ measure: expect.any(String), reason: expect.any(String) });
  expect(document.changes.changed).toBeGreaterThan(0);
  expect(document.scored).toEqual([]);
});
