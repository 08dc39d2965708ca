import { afterEach, expect, test } from 'vitest';
import { retryError } from '../../src/core/errors.ts';
import { text } from '../../src/core/text.ts';
import { openTracing } from '../../src/server/tracing.ts';
import { type Api, startApi } from '../kit/api.ts';
import { type Collector, startCollector } from '../kit/collector.ts';

let collector: Collector;
let api: Api | undefined;
afterEach(async () => {
  await api?.close();
  api = undefined;
  await collector.close();
});

test('spans reach an OTLP collector with their outer span, attributes and error code', async () => {
  collector = await startCollector();
  const { tracer, close } = await openTracing(collector.url);
  await tracer.span('pull', { source: 7, connector: 'broadcast' }, async (span) => {
    await new Promise((resolve) => setImmediate(resolve));
    tracer.begin('slice', { stream: 'posts' }).end();
    span.note({ state: 'OK' });
  });
  const failing = tracer.span('publish', {}, async () => {
    throw retryError('NO_CONNECTION', text('mật khẩu', 'secret-canary'));
  });
  await expect(failing).rejects.toThrow();
  await close();

  const [slice, pull, publish] = collector.spans;
  expect(collector.service).toBe('dti-hub');
  expect(pull).toMatchObject({
    name: 'pull',
    attributes: { 'hub.source': 7, 'hub.connector': 'broadcast', 'hub.state': 'OK' },
    parent: null,
    failure: null,
  });
  expect(slice).toMatchObject({ name: 'slice', parent: pull?.id });
  expect(publish).toMatchObject({ name: 'publish', parent: null, failure: 'NO_CONNECTION' });
  expect(collector.received).not.toContain('secret-canary');
});

test('a GraphQL operation is a span with its name, without its variables', async () => {
  collector = await startCollector();
  const { tracer, close } = await openTracing(collector.url);
  api = await startApi({}, { tracer });
  const query = 'query Which($code: String!) { unit(code: $code) { code } }';
  await api.query(query, { code: '19777' });
  await api.query(query, { code: 'canary-4711' });
  // The last answer once more.
  await api.query(query, { code: '19777' });
  await close();
  expect(collector.spans).toMatchObject([
    { name: 'graphql', attributes: { 'hub.kind': 'query', 'hub.operation': 'Which' }, failure: null },
    { name: 'graphql', failure: 'UNKNOWN_UNIT' },
    { name: 'graphql', attributes: { 'hub.kind': 'query', 'hub.operation': 'Which' }, failure: null },
  ]);
  expect(collector.received).not.toContain('canary-4711');
});

test('a collector that is down disturbs nobody', async () => {
  collector = await startCollector();
  await collector.close();
  const { tracer, close } = await openTracing(collector.url);
  await expect(tracer.span('pull', {}, async () => 5)).resolves.toBe(5);
  await close().catch(() => {});
});
