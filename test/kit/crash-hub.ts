import type { HubDeps } from '../../src/app/deps.ts';
import { readerHere } from '../../src/app/pull/reading/reader.ts';
import { boundTo, sealConfig } from '../../src/app/pull/source-config.ts';
import type { Connector } from '../../src/connector-kit/connector.ts';
import type { Database } from '../../src/store/database.ts';
import { connectors, crashConnector } from './crash-connector.ts';
import { SECRET, TestHub } from './test-hub.ts';

/** A hub whose one source is read by the crash connector over HTTP; the scripted one is switched off. */
export async function openCrashHub(
  database: Database,
  { url, pageSize }: { url: string; pageSize: number },
): Promise<TestHub> {
  const hub = await TestHub.open(database);
  await database.rows('update source set enabled = false where id = $1', [hub.source.id]);
  hub.deps = withCrashConnector(hub.deps);
  const name = 'Nguồn chịu lỗi';
  const config = { url, pageSize, token: SECRET };
  const sealed = sealConfig(crashConnector as Connector, config, hub.deps.keys, boundTo(name));
  hub.source = await hub.addSource(name, { connector: 'crash', ...sealed, practice: true });
  return hub;
}

export const withCrashConnector = (deps: HubDeps): HubDeps => ({
  ...deps,
  connectors,
  reader: readerHere(connectors, deps.clock),
});

/** Facts in force as `factsOf` tells them. */
export async function visibleFacts(database: Database): Promise<string[]> {
  const rows = await database.rows<{ line: string }>(
    `select split_part(u.key, ':', 2) || ' ' || f.day || ' ' || f.value as line
     from fact f join unit u on u.id = f.unit_id where f.known_to is null`,
  );
  return rows.map(({ line }) => line).sort();
}

/** As if half a minute had passed: whoever was killed is known to be dead, and what it had begun is free. */
export async function letTimePass(database: Database): Promise<void> {
  await database.rows(
    `update pull_run set heartbeat_at = heartbeat_at - interval '31 seconds' where state = 'RUNNING'`,
  );
  await database.rows(
    `update pgboss.job set started_on = started_on - interval '31 seconds' where state = 'active'`,
  );
}
