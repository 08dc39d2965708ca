import { HttpResponse, http } from 'msw';
import { expect, it } from 'vitest';
import { startOfDay } from '../../src/core/clock.ts';
import { tryRead } from '../../test/kit/connector-run.ts';
import { connectorSuite } from '../../test/kit/connector-suite.ts';
import { PRACTICE_KEY, practiceConfig } from './config.ts';
import answer from './fixtures/muc.json' with { type: 'json' };
import { connectorTemplate } from './index.ts';

connectorSuite(connectorTemplate, {
  secrets: [PRACTICE_KEY],
  badConfig: { baseUrl: 'nguon', apiKey: 'a b' },
  pages: { config: (practice) => ({ ...practice, pageSize: 4 }), number: /page=\d+/ },
});

it('counts the recorded answer as the README does', async () => {
  const { error, batches } = await tryRead({
    connector: connectorTemplate,
    config: practiceConfig('https://nguon.test'),
    clock: { now: () => startOfDay('2024-04-10') },
    units: [],
    window: { from: '2024-03-01', to: '2024-03-31' },
    handlers: [http.get('*', () => HttpResponse.json(answer))],
  });
  expect(error).toBeNull();
  expect(batches).toMatchObject([
    {
      records: [
        { key: 'M-1', unit: '19804', at: '2024-03-12T00:00:00+07:00', data: { isDone: true } },
        { key: 'M-2', unit: '19804', at: '2024-03-13T08:15:00+07:00', data: { isDone: false } },
      ],
    },
    { type: 'slice', declaredTotal: 2 },
  ]);
});
