import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { connectors } from '../../connectors/index.ts';
import { createHub } from '../../src/app/create-hub.ts';
import { MeasureTable } from '../../src/app/deps.ts';
import { secretFieldsOf } from '../../src/app/pull/source-config.ts';
import { type MasterKeys, openKeys } from '../../src/app/secrets/open-keys.ts';
import { type Connector, measuresOf } from '../../src/connector-kit/connector.ts';
import { HubError } from '../../src/core/errors.ts';
import { createMetrics } from '../../src/server/metrics.ts';
import type { Database } from '../../src/store/database.ts';
import { syncMeasures } from '../../src/store/measures.ts';
import { ADMIN, startApi } from '../kit/api.ts';
import { dumpOf } from '../kit/database-dump.ts';
import { openEmbeddedDatabase } from '../kit/embedded-databases.ts';
import { TestHub } from '../kit/test-hub.ts';

const MASTER: MasterKeys = [Buffer.alloc(32, 0xca)];
const CANARY = /canary-\d+/;
/** Where nothing is asked: each pull and each test fails before anything is sent. */
const PLACE = 'https://10.0.0.1';

const canaries: string[] = [];
function planted(): string {
  canaries.push(`canary-${canaries.length}-mat-khau`);
  return canaries.at(-1) as string;
}

/** The connector's own example with a canary in each secret that it has. */
function configOf(connector: Connector): Record<string, unknown> {
  const config = connector.practiceConfig(PLACE) as Record<string, unknown>;
  const secrets = secretFieldsOf(connector).filter((field) => config[field] !== undefined);
  return { ...config, ...Object.fromEntries(secrets.map((field) => [field, planted()])) };
}

async function realHub(database: Database): Promise<TestHub> {
  const hub = await TestHub.open(database);
  const measures = connectors.flatMap((connector) => measuresOf(connector));
  hub.deps = {
    ...hub.deps,
    keys: await openKeys(database, MASTER),
    connectors,
    measures: new MeasureTable(measures, await syncMeasures(database, measures)),
  };
  await database.rows('delete from source');
  return hub;
}

it('S19 no planted secret stands in a dump, a log, an answer, a metric or an error', async () => {
  const database = await openEmbeddedDatabase();
  const test = await realHub(database);
  const hub = createHub(test.deps, async () => {}).as('local:lan');
  const errors: unknown[] = [];
  const failing = (work: Promise<unknown>) => work.catch((thrown) => void errors.push(thrown));
  for (const connector of connectors.filter((one) => secretFieldsOf(one).length > 0)) {
    const create = (name: string, config: object) =>
      hub.createSource({ name, connector: connector.id, config: config as never, schedule: null });
    const { id: source } = await create(connector.id, configOf(connector));
    await hub.updateSource({ source, version: 1, config: configOf(connector) as never });
    const told = await hub.testSource({ source, connector: null, config: null });
    errors.push(told);
    await hub.testSource({ source: null, connector: connector.id, config: configOf(connector) as never });
    errors.push(await hub.startPull({ source, from: '2024-01-01', to: '2024-01-31' }).catch(String));
    // Secrets at wrong places and in wrong forms.
    const misplaced = { ...configOf(connector), pasword: planted(), matKhau: planted() };
    await failing(create('sai', misplaced));
    await failing(create('sai', { ...configOf(connector), baseUrl: `https://u:${planted()}@10.0.0.1` }));
    await failing(create('sai', { ...configOf(connector), baseUrl: `${PLACE}?token=${planted()}` }));
    await failing(create(connector.id, configOf(connector)));
  }
  expect(canaries.length).toBeGreaterThan(20);
  expect(errors.filter((one) => one instanceof HubError).length).toBeGreaterThan(20);
  await expect
    .poll(() => test.count('pull_run', `state = 'RUNNING'`), { timeout: 20_000, interval: 50 })
    .toBe(0);

  const api = await startApi(hub, { metrics: createMetrics() });
  try {
    const answers = [
      await api.query(
        `{ sources(first: 50) { nodes { id name connector { id configSchema } health { message } runs(first: 5) { nodes { message } } } }
           auditEntries(first: 100) { nodes { principal action subjectKey before after reason } } }`,
        {},
        ADMIN,
      ),
      await api.query(
        `mutation($config: JSON!) { createSource(input: {name: "x", connector: "broadcast", config: $config}) { userErrors { code message } } }`,
        {
          config: {
            ...configOf(connectors.find(({ id }) => id === 'broadcast') as Connector),
            sai: planted(),
          },
        },
        ADMIN,
      ),
      await api.send('/metrics'),
      await api.send(
        `/graphql?query=${encodeURIComponent('{ sources(first: 1) { x } }')}&token=${planted()}`,
      ),
    ];
    expect(answers[0]?.body.errors).toBeUndefined();
    expect(answers[0]?.text).toContain('SOURCE_CHANGED');
    const places = {
      dump: await dumpOf(database),
      log: test.log.join('\n'),
      answers: answers.map(({ text }) => text).join('\n'),
      errors: inspect(errors, { depth: 10 }),
    };
    for (const [place, seen] of Object.entries(places)) {
      expect(seen.length, place).toBeGreaterThan(100);
      expect(CANARY.exec(seen)?.[0], place).toBeUndefined();
      for (const key of [MASTER[0].toString('hex'), MASTER[0].toString('base64url')])
        expect(seen, place).not.toContain(key);
    }
    // Would be found.
    await database.rows(
      `update source set config = config || '{"x":"canary-1"}' where connector = 'broadcast'`,
    );
    expect(await dumpOf(database)).toMatch(CANARY);
  } finally {
    await api.close();
    await database.close();
  }
});
