import { readFileSync } from 'node:fs';
import { print } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectors } from '../../connectors/index.ts';
import { EXPORT_TABLES } from '../../schema/export/tables.ts';
import { ensureAssessments } from '../../src/app/assessments.ts';
import { auditPage } from '../../src/app/audit/audit-page.ts';
import { createHub } from '../../src/app/create-hub.ts';
import { eraseCase, findCase } from '../../src/app/data-subject.ts';
import { type HubDeps, MeasureTable } from '../../src/app/deps.ts';
import { scoreWhatChanged } from '../../src/app/nightly.ts';
import { PRACTICE_SEED, practiceUnits } from '../../src/app/practice-sources.ts';
import { startPull } from '../../src/app/pull/pull-source.ts';
import { readerHere } from '../../src/app/pull/reading/reader.ts';
import { boundTo, sealConfig } from '../../src/app/pull/source-config.ts';
import { loadIndexSet } from '../../src/catalog/load-index-set.ts';
import { type Connector, measuresOf } from '../../src/connector-kit/connector.ts';
import type { Http } from '../../src/connector-kit/http.ts';
import { PUBLIC_ONLY, withLoopback } from '../../src/connector-kit/outbound-rules.ts';
import { PERSONAL_PATTERN } from '../../src/connector-kit/practice-people.ts';
import { CONSOLE } from '../../src/core/origin.ts';
import type { Database } from '../../src/store/database.ts';
import { syncMeasures } from '../../src/store/measures.ts';
import { insertSource, type StoredSource } from '../../src/store/sources.ts';
import { ADMIN, startApi } from '../kit/api.ts';
import { dumpOf } from '../kit/database-dump.ts';
import { openEmbeddedDatabase } from '../kit/embedded-databases.ts';
import { heardPages } from '../kit/heard-pages.ts';
import { TestHub } from '../kit/test-hub.ts';
import { refusal } from '../kit/refusal.ts';

const WINDOW = { from: '2024-01-01', to: '2024-03-31' };
const PLACE = { unit: '19801', indexSet: 'hue-dti-2024', year: 2024 };
/** Rows counted from records, where evidence shows single items, and one from ready values. */
const ROWS = ['1.4', '1.6', '1.8', '6.2', '9.3', '5.3'];

/** By connector: what its source sent. */
const sent = new Map<string, string[]>();

let database: Database;
let hub: TestHub;
let deps: HubDeps;

beforeAll(async () => {
  database = await openEmbeddedDatabase();
  hub = await TestHub.open(database);
  deps = await realDeps(hub);
  await ensureAssessments(deps);
  for (const connector of deps.connectors.filter(({ id }) => sent.has(id))) await pullPractice(connector);
});
afterAll(() => database.close());

/** The real connectors, listened to, and the Huế set over the few units of a test hub. */
async function realDeps({ deps: few, clock }: TestHub): Promise<HubDeps> {
  const listened = connectors.map(listenedTo);
  const offered = connectors.flatMap((connector) => measuresOf(connector));
  const yaml = readFileSync(new URL('../../src/catalog/sets/hue-dti-2024.yaml', import.meta.url), 'utf8');
  const { indexSet } = loadIndexSet('hue-dti-2024.yaml', yaml, offered);
  const measures = [...offered, ...(indexSet?.reportedMeasures ?? [])];
  return {
    ...few,
    connectors: [...few.connectors, ...listened],
    indexSets: indexSet ? [...few.indexSets, indexSet] : [],
    measures: new MeasureTable(measures, await syncMeasures(database, measures)),
    outbound: withLoopback(PUBLIC_ONLY),
    reader: readerHere([...few.connectors, ...listened], clock),
  };
}

/** The connector, with everything that its source sends written down. */
function listenedTo(connector: Connector): Connector {
  const heard: string[] = [];
  sent.set(connector.id, heard);
  return {
    ...connector,
    read: (context) => connector.read({ ...context, http: heardBy(context.http, heard) }),
  };
}

const heardBy = (http: Http, heard: string[]): Http => ({
  ...http,
  json: async (request) => {
    const answer = await http.json(request);
    heard.push(JSON.stringify(answer.body));
    return answer;
  },
  page: heardPages(http, (text) => void heard.push(text)),
  text: async (request) => {
    const answer = await http.text(request);
    heard.push(answer.body);
    return answer;
  },
  bytes: async (request) => {
    const answer = await http.bytes(request);
    heard.push(answer.body.toString('utf8'));
    return answer;
  },
});

async function pullPractice(connector: Connector): Promise<void> {
  const units = practiceUnits(deps);
  const simulator = await connector.simulate({
    port: 0,
    seed: PRACTICE_SEED,
    units,
    clock: hub.clock,
    scale: 4,
  });
  try {
    const sealed = sealConfig(
      connector,
      connector.practiceConfig(simulator.url),
      deps.keys,
      boundTo(connector.id),
    );
    const source = await insertSource(database, {
      name: connector.id,
      connector: connector.id,
      ...sealed,
      schedule: '0 2 * * *',
      practice: true,
    });
    const { done } = await startPull(deps, source as StoredSource, WINDOW);
    const run = await done;
    expect(run.state, `${connector.id}: ${run.message.vi}`).toBe('OK');
  } finally {
    await simulator.close();
  }
}

async function answers(): Promise<string> {
  const api = await startApi(createHub(deps, async () => {}));
  const query = async (file: string, operationName: string, variables: object) => {
    const document = readFileSync(new URL(`../operations/${file}.graphql`, import.meta.url), 'utf8');
    const answer = await api.send('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...ADMIN },
      body: JSON.stringify({ query: document, operationName, variables }),
    });
    expect(answer.body.errors, operationName).toBeUndefined();
    return answer.text;
  };
  try {
    return [
      await query('sources', 'Sources', { first: 20 }),
      await query('sources', 'Connectors', {}),
      await query('scoreboard', 'Scoreboard', PLACE),
      ...(await Promise.all(ROWS.map((indicator) => query('receipt', 'Receipt', { ...PLACE, indicator })))),
    ].join('\n');
  } finally {
    await api.close();
  }
}

/** A number that the one-stop shop really sent. */
const dossier = (): string => {
  const heard = (sent.get('one-stop-shop') ?? []).join('\n');
  return /"MaHoSo":\s*"([^"]+)"/.exec(heard)?.[1] ?? 'none was sent';
};

describe('S42 personal data of the sources', () => {
  it('are really sent by every source', () => {
    for (const [connector, heard] of sent) expect(heard.join('\n'), connector).toMatch(PERSONAL_PATTERN);
  });

  it('stand in no table, no log line and no answer', async () => {
    await scoreWhatChanged(deps);
    const told = await answers();
    // Evidence is really among the answers.
    expect(told).toMatch(/"externalId":"[^"]+"/);
    for (const [place, seen] of Object.entries({
      tables: await dumpOf(database),
      log: hub.log.join('\n'),
      told,
    })) {
      expect(seen.length, place).toBeGreaterThan(0);
      expect(PERSONAL_PATTERN.exec(seen)?.[0], place).toBeUndefined();
    }
  });

  it('S43 S44 nothing raw stays, a case stands under a keyed hash, and no table by link tells of single cases', async () => {
    expect(await hub.count('staged_fact')).toBe(0);
    expect((await dumpOf(database)).includes(dossier())).toBe(false);
    for (const { document } of Object.values(EXPORT_TABLES))
      expect(print(document)).not.toContain('externalId');
  });

  it('S45 S41 whoever asks is told what is held of the case, has it cut off, and both stand in the audit', async () => {
    const by = { ...deps, by: 'cli:lan', from: CONSOLE };
    const { subject, records } = await findCase(by, dossier());
    expect(records).toContainEqual({
      source: 'one-stop-shop',
      stream: expect.any(String),
      unit: expect.any(String),
      day: expect.stringMatching(/^2024-0[123]-/),
    });
    const [before] = await database.rows('select count(*)::int as n from record');
    await database.rows(`update record set title = 'Đơn của một người'`);
    expect((await eraseCase(by, dossier(), 'Đơn đề nghị ngày 02/10/2026')).records).toEqual(records);
    expect(await findCase(by, ` ${dossier()} `)).toEqual({ subject, records: [] });
    const [left] = await database.rows<{ titles: number }>(
      `select count(title)::int as titles from record where key like 'erased-%'`,
    );
    expect(left).toEqual({ titles: 0 });
    expect([await refusal(eraseCase(by, dossier(), 'ngắn')), await refusal(findCase(by, ' '))]).toEqual([
      'BAD_REASON',
      'BAD_INPUT',
    ]);
    // Counts stay.
    expect((await database.rows('select count(*)::int as n from record'))[0]).toEqual(before);
    const log = (await auditPage(deps, { first: 3, after: null }, { subject: 'Case' })).items;
    expect(log.map(({ node }) => [node.action, node.subjectKey, node.after, node.reason])).toEqual([
      ['CASE_FOUND', subject, { records: 0 }, null],
      ['CASE_ERASED', subject, { records: records.length }, 'Đơn đề nghị ngày 02/10/2026'],
      ['CASE_FOUND', subject, { records: records.length }, null],
    ]);
  });

  it('would be found in a table', async () => {
    await database.rows(`update source set name = 'Trần Thị B CANARY' where name = 'broadcast'`);
    expect(await dumpOf(database)).toMatch(PERSONAL_PATTERN);
  });
});
