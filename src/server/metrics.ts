import { type Router as ExpressRouter, Router } from 'express';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { RunMeter } from '../app/pull/run-meter.ts';
import type { HubStatistics } from '../app/views/hub-statistics.ts';
import { SECOND } from '../core/clock.ts';
import { databaseGauges } from './database-gauges.ts';

export interface Metrics {
  /** What the pulls of this process tell. */
  readonly meter: RunMeter;
  /** An operation asked for this deprecated field of the API. */
  askedDeprecated(field: string): void;
  /** `/metrics` in Prometheus' text format. S48: ids and kinds only, no names, hosts or addresses. */
  routes(statistics: () => Promise<HubStatistics>): ExpressRouter;
}

/** However often it is scraped, the database is asked this often. */
const KEPT_FOR = 5 * SECOND;
/** A database that does not answer is as good as down, and a scrape does not wait for it. */
const DEADLINE = 5 * SECOND;
/** From a file drop to the limit of a pull, one hour. */
const DURATIONS = [1, 3, 10, 30, 60, 180, 600, 1_800, 3_600];

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauges = databaseGauges(registry);
  const deprecated = new Counter({
    name: 'hub_deprecated_fields_total',
    help: 'Operations that asked for a deprecated field of the API',
    labelNames: ['field'],
    registers: [registry],
  });
  return {
    meter: runMeter(registry),
    askedDeprecated: (field) => deprecated.inc({ field }),
    routes: (statistics) => {
      const fresh = kept(() => within(DEADLINE, statistics()), KEPT_FOR);
      return Router().get('/metrics', async (_request, response) => {
        gauges.show(await fresh().catch(() => null));
        response.type(registry.contentType).send(await registry.metrics());
      });
    },
  };
}

function runMeter(registry: Registry): RunMeter {
  const counter = (name: string, help: string) =>
    new Counter({ name, help, labelNames: ['connector'], registers: [registry] });
  const records = counter('hub_records_read_total', 'Records read by pulls of this process');
  const pages = counter('hub_pages_read_total', 'Answers received by pulls of this process');
  const retries = counter('hub_request_retries_total', 'Requests sent again by pulls of this process');
  const durations = new Histogram({
    name: 'hub_run_duration_seconds',
    help: 'Duration of the pull runs that ended in this process',
    labelNames: ['connector', 'state'],
    buckets: DURATIONS,
    registers: [registry],
  });
  return {
    read(connector, more) {
      records.inc({ connector }, more.records);
      pages.inc({ connector }, more.pages);
      retries.inc({ connector }, more.retries);
    },
    ended: (connector, state, seconds) => durations.observe({ connector, state }, seconds),
  };
}

/** The last answer while it is young; several that ask at once share one question. A failure is not kept. */
function kept<T>(ask: () => Promise<T>, forMs: number): () => Promise<T> {
  let last: { readonly answer: Promise<T>; readonly since: number } | null = null;
  return () => {
    const now = performance.now();
    if (last !== null && now - last.since < forMs) return last.answer;
    const asked = { answer: ask(), since: now };
    last = asked;
    asked.answer.catch(() => {
      if (last === asked) last = null;
    });
    return asked.answer;
  };
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The database did not answer in time')), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
