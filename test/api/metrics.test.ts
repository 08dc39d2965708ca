import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { HubStatistics } from '../../src/app/views/hub-statistics.ts';
import { createMetrics, type Metrics } from '../../src/server/metrics.ts';
import { ADMIN, type Api, startApi } from '../kit/api.ts';

const STATISTICS: HubStatistics = {
  sources: [
    {
      id: '1',
      connector: 'one-stop-shop',
      health: 'OK',
      secondsSinceSuccess: 90,
      runs: { OK: 4, FAILED: 1 },
    },
    {
      id: '2',
      connector: 'one-stop-shop',
      health: 'FAILING',
      secondsSinceSuccess: null,
      runs: { FAILED: 2 },
    },
    { id: '3', connector: 'broadcast', health: 'DISABLED', secondsSinceSuccess: 5_000, runs: { OK: 1 } },
  ],
  queue: { waiting: 2, active: 1 },
  openAlerts: [{ kind: 'FAILED', count: 1 }],
  deliveries: [
    { channel: 'EMAIL', state: 'WAITING', retried: true, count: 3 },
    { channel: 'EMAIL', state: 'WAITING', retried: false, count: 1 },
    { channel: 'WEBHOOK', state: 'GIVEN_UP', retried: true, count: 1 },
  ],
};

let api: Api;
afterEach(() => api.close());

async function scraped(
  statistics: () => Promise<HubStatistics>,
  metrics: Metrics = createMetrics(),
): Promise<string> {
  api = await startApi({ statistics }, { metrics });
  const answer = await api.send('/metrics');
  expect(answer).toMatchObject({ status: 200, type: 'text/plain; version=0.0.4; charset=utf-8' });
  return answer.text;
}

/** The samples of one metric, without its name. */
const samples = (text: string, name: string): string[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
    .map((line) => line.slice(name.length).trim())
    .sort();

test('operations that ask for deprecated fields are counted, by field', async () => {
  api = await startApi({}, { metrics: createMetrics() });
  for (const query of [
    '{ assessments { id } }',
    '{ a: assessments { id } b: assessments { year } }',
    '{ version }',
    '{ assessments { id } }',
  ]) {
    await api.query(query, {}, ADMIN);
  }
  const { text } = await api.send('/metrics');
  expect(samples(text, 'hub_deprecated_fields_total')).toEqual(['{field="Query.assessments"} 3']);
});

describe('U25: /metrics', () => {
  test.each<[name: string, expected: string[]]>([
    ['hub_database_up', ['1']],
    [
      'hub_runs',
      [
        '{connector="broadcast",state="OK"} 1',
        '{connector="one-stop-shop",state="FAILED"} 3',
        '{connector="one-stop-shop",state="OK"} 4',
      ],
    ],
    ['hub_source_last_success_age_seconds', ['{source="1",connector="one-stop-shop"} 90']],
    ['hub_sources', ['{health="DISABLED"} 1', '{health="FAILING"} 1', '{health="OK"} 1']],
    ['hub_queue_jobs', ['{state="active"} 1', '{state="waiting"} 2']],
    [
      'hub_alerts_open',
      ['{kind="FAILED"} 1', '{kind="NEEDS_REVIEW"} 0', '{kind="PARTIAL"} 0', '{kind="STALE"} 0'],
    ],
    [
      'hub_alert_deliveries_undelivered',
      [
        '{channel="EMAIL",state="retrying"} 3',
        '{channel="EMAIL",state="waiting"} 1',
        '{channel="WEBHOOK",state="given_up"} 1',
      ],
    ],
  ])('%s', async (name, expected) => {
    expect(samples(await scraped(async () => STATISTICS), name)).toEqual(expected);
  });

  test('S48 tells ids, kinds and states, and no names or addresses', async () => {
    const text = await scraped(async () => STATISTICS);
    const labels = [...text.matchAll(/[{,](\w+)="([^"]*)"/g)];
    expect(labels.length).toBeGreaterThan(0);
    for (const [, name, value] of labels) expect(value, name).toMatch(/^[\w.+:-]*$/);
    expect(text).not.toMatch(/:\/\/|\d+\.\d+\.\d+\.\d+/);
  });

  test('what the pulls of this process did, and the process itself', async () => {
    const metrics = createMetrics();
    metrics.meter.read('one-stop-shop', { records: 70, pages: 2, retries: 1 });
    metrics.meter.read('one-stop-shop', { records: 30, pages: 1, retries: 0 });
    metrics.meter.ended('one-stop-shop', 'OK', 12);
    const text = await scraped(async () => STATISTICS, metrics);
    expect(samples(text, 'hub_records_read_total')).toEqual(['{connector="one-stop-shop"} 100']);
    expect(samples(text, 'hub_pages_read_total')).toEqual(['{connector="one-stop-shop"} 3']);
    expect(samples(text, 'hub_request_retries_total')).toEqual(['{connector="one-stop-shop"} 1']);
    expect(samples(text, 'hub_run_duration_seconds_bucket')).toContain(
      '{le="30",connector="one-stop-shop",state="OK"} 1',
    );
    for (const name of ['process_resident_memory_bytes', 'nodejs_eventloop_lag_seconds']) {
      expect(samples(text, name)).toHaveLength(1);
    }
    expect(text).toContain('# TYPE nodejs_gc_duration_seconds histogram');
  });

  test('a database that is down is told, not an error; what was known before is not repeated', async () => {
    let isDown = false;
    const metrics = createMetrics();
    const text = await scraped(async () => {
      if (isDown) throw new Error('connect ECONNREFUSED 10.1.2.3:5432');
      isDown = true;
      throw new Error('first');
    }, metrics);
    expect(samples(text, 'hub_database_up')).toEqual(['0']);
    const { status, text: again } = await api.send('/metrics');
    expect(status).toBe(200);
    expect(samples(again, 'hub_database_up')).toEqual(['0']);
    expect(samples(again, 'hub_runs')).toEqual([]);
    expect(again).not.toContain('10.1.2.3');
  });

  test('scrapes that follow one another ask the database once', async () => {
    let asked = 0;
    await scraped(async () => {
      asked++;
      return STATISTICS;
    });
    await Promise.all([api.send('/metrics'), api.send('/metrics')]);
    expect(asked).toBe(1);
  });

  test('every metric that the example alert rules use is there', async () => {
    const text = await scraped(async () => STATISTICS);
    const rules = readFileSync(new URL('../../src/server/metrics.rules.yaml', import.meta.url), 'utf8');
    const { groups } = parse(rules) as { groups: { rules: { alert: string; expr: string }[] }[] };
    const used = groups.flatMap(({ rules: own }) => own.flatMap(({ expr }) => expr.match(/hub_\w+/g) ?? []));
    expect(used.length).toBeGreaterThan(5);
    const missing = used.filter((name) => !text.includes(`# TYPE ${name.replace(/_bucket$/, '')} `));
    expect(missing).toEqual([]);
  });
});
